#pragma once

#include <QCoreApplication>
#include <QKeySequence>
#include <QList>
#include <QString>
#include <span>

namespace stillwave::ui {

enum class ActionId {
    newProject,
    openProject,
    renameProject,
    openFiles,
    openFolder,
    addModel,
    quit,
    undo,
    redo,
    paste,
    copySettings,
    pasteSettings,
    syncSettings,
    resetSettings,
    removePhoto,
    generate,
    generateFour,
    cancel,
    pauseQueue,
    selectTool,
    lassoTool,
    brushTool,
    eraserTool,
    arrowTool,
    pathTool,
    freezeTool,
    cameraTool,
    brushSmaller,
    brushLarger,
    previewMovement,
    clearControls,
    pasteMotion,
    dropMotion,
    starTake,
    rejectTake,
    extendTake,
    extendHere,
    makeAgain,
    copyMotion,
    exportTake,
    repeatExport,
    playPause,
    playBackward,
    stopShuttle,
    playForward,
    previousFrame,
    nextFrame,
    firstFrame,
    lastFrame,
    setIn,
    setOut,
    loopMode,
    holdOriginal,
    showDetailMap,
    zoomFit,
    zoomIn,
    zoomOut,
    crop,
    fullScreen,
    fullScreenPlayer,  ///< full screen by a single letter, in the player's scope
    hideLeftDocks,
    hideRightDocks,
    toggleTimeline,
    themeSystem,
    themeDark,
    themeLight,
    shortcuts
};

/// The part of the window in which an action's keys work. Single letters belong to the player, the timeline and the
/// takes alone.
enum class ActionScope { window, player };

enum class ActionMenu { file, edit, photo, direct, take, playback, view, help };

/// One action: a row of the table that the menus, the tool bars and the shortcut sheet read.
struct ActionRow {
    ActionId id;
    const char* key;  ///< stable: the object's name and the name under which a rebinding is kept
    ActionMenu menu;
    ActionScope scope;
    const char* text;
    const char* icon;  ///< name of a file in resources/icons; empty: no icon
    const char* keys;  ///< default shortcuts in portable text, separated by a space
    const char* help;  ///< one sentence
    bool checkable = false;

    QString displayText() const { return QCoreApplication::translate("Actions", text); }
    QString displayHelp() const { return QCoreApplication::translate("Actions", help); }
    QList<QKeySequence> defaultShortcuts() const;
};

/// All actions, in the order of the menus.
std::span<const ActionRow> actionTable();
const ActionRow& actionRow(ActionId id);

QString actionMenuTitle(ActionMenu menu);

}  // namespace stillwave::ui
