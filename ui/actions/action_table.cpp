#include "ui/actions/action_table.h"

#include <algorithm>

namespace stillwave::ui {
namespace {

using Id = ActionId;
using Menu = ActionMenu;
constexpr auto inWindow = ActionScope::window;
constexpr auto inPlayer = ActionScope::player;

#define TEXT(text) QT_TRANSLATE_NOOP("Actions", text)

// clang-format off
constexpr ActionRow table[] = {
    {Id::newProject, "new_project", Menu::file, inWindow, TEXT("&New project…"), "plus", "Ctrl+N", TEXT("Starts an empty project.")},
    {Id::openProject, "open_project", Menu::file, inWindow, TEXT("Open &project…"), "history", "Ctrl+Shift+O", TEXT("Opens a project from its folder.")},
    {Id::renameProject, "rename_project", Menu::file, inWindow, TEXT("&Rename project…"), "pencil", "", TEXT("Gives the project another name.")},
    {Id::openFiles, "open_files", Menu::file, inWindow, TEXT("&Open photos…"), "image-plus", "Ctrl+O", TEXT("Adds photos to the project.")},
    {Id::openFolder, "open_folder", Menu::file, inWindow, TEXT("Open &folder…"), "folder-open", "Ctrl+Alt+O", TEXT("Adds all photos of a folder.")},
    {Id::addModel, "add_model", Menu::file, inWindow, TEXT("&Add model…"), "box", "", TEXT("Adds a model file or folder where it lies.")},
    {Id::quit, "quit", Menu::file, inWindow, TEXT("&Quit"), "log-out", "Ctrl+Q", TEXT("Closes the studio; everything is kept.")},
    {Id::undo, "undo", Menu::edit, inWindow, TEXT("&Undo"), "undo-2", "Ctrl+Z", TEXT("Takes back the last edit.")},
    {Id::redo, "redo", Menu::edit, inWindow, TEXT("&Redo"), "redo-2", "Ctrl+Shift+Z Ctrl+Y", TEXT("Makes the edit again that was taken back.")},
    {Id::paste, "paste", Menu::edit, inWindow, TEXT("&Paste photos"), "clipboard-paste", "Ctrl+V", TEXT("Adds the pictures or files of the clipboard.")},
    {Id::copySettings, "copy_settings", Menu::edit, inWindow, TEXT("&Copy settings"), "copy", "Ctrl+Alt+C", TEXT("Copies the current photo's settings.")},
    {Id::pasteSettings, "paste_settings", Menu::edit, inWindow, TEXT("Pa&ste settings"), "clipboard-paste", "Ctrl+Alt+V", TEXT("Gives the copied settings to the selected photos.")},
    {Id::syncSettings, "sync_settings", Menu::edit, inWindow, TEXT("S&ync settings to selection"), "refresh-cw", "Ctrl+Alt+S", TEXT("Gives the current photo's settings to all selected photos.")},
    {Id::resetSettings, "reset_settings", Menu::edit, inWindow, TEXT("R&eset settings"), "rotate-ccw", "Ctrl+Alt+R", TEXT("Puts all settings of the selected photos back to the model's.")},
    {Id::removePhoto, "remove_photo", Menu::photo, inWindow, TEXT("&Remove photo"), "trash-2", "Del", TEXT("Removes the selected photos from the project; the files stay.")},
    {Id::generate, "generate", Menu::photo, inWindow, TEXT("&Generate"), "sparkles", "Ctrl+Return Ctrl+Enter", TEXT("Makes a clip of each selected photo.")},
    {Id::generateFour, "generate_four", Menu::photo, inWindow, TEXT("Generate &four seeds"), "dices", "Ctrl+Shift+Return", TEXT("Makes four clips of each selected photo, each with its own seed.")},
    {Id::cancel, "cancel", Menu::photo, inWindow, TEXT("&Cancel clip"), "circle-x", "Shift+Esc", TEXT("Stops the clip that is being made.")},
    {Id::pauseQueue, "pause_queue", Menu::photo, inWindow, TEXT("&Pause queue"), "pause", "Ctrl+Shift+P", TEXT("Rests after the step that runs, until it is resumed."), true},
    {Id::starTake, "star_take", Menu::take, inPlayer, TEXT("&Star take"), "star", "S", TEXT("Marks the take as a good one.")},
    {Id::rejectTake, "reject_take", Menu::take, inPlayer, TEXT("&Reject take"), "x", "X", TEXT("Marks the take as one to leave out.")},
    {Id::playPause, "play_pause", Menu::playback, inPlayer, TEXT("&Play or pause"), "play", "Space", TEXT("Plays the clip, or stops at this frame.")},
    {Id::playBackward, "play_backward", Menu::playback, inPlayer, TEXT("Play &backward"), "skip-back", "J", TEXT("Plays backward; again is faster.")},
    {Id::stopShuttle, "stop_shuttle", Menu::playback, inPlayer, TEXT("S&top"), "square", "K", TEXT("Stops at this frame.")},
    {Id::playForward, "play_forward", Menu::playback, inPlayer, TEXT("Play &forward"), "skip-forward", "L", TEXT("Plays forward; again is faster.")},
    {Id::previousFrame, "previous_frame", Menu::playback, inPlayer, TEXT("P&revious frame"), "step-back", ",", TEXT("Goes one frame back.")},
    {Id::nextFrame, "next_frame", Menu::playback, inPlayer, TEXT("&Next frame"), "step-forward", ".", TEXT("Goes one frame on.")},
    {Id::firstFrame, "first_frame", Menu::playback, inPlayer, TEXT("F&irst frame"), "", "Home", TEXT("Goes to the first frame.")},
    {Id::lastFrame, "last_frame", Menu::playback, inPlayer, TEXT("L&ast frame"), "", "End", TEXT("Goes to the last frame.")},
    {Id::setIn, "set_in", Menu::playback, inPlayer, TEXT("Set &in point"), "", "I", TEXT("The clip starts at this frame.")},
    {Id::setOut, "set_out", Menu::playback, inPlayer, TEXT("Set &out point"), "", "O", TEXT("The clip ends at this frame.")},
    {Id::loopMode, "loop_mode", Menu::playback, inPlayer, TEXT("&Loop mode"), "repeat", "R", TEXT("Changes between once, loop and ping-pong.")},
    {Id::holdOriginal, "hold_original", Menu::view, inPlayer, TEXT("Show the &original"), "eye", "\\", TEXT("Shows the photo while the key is held.")},
    {Id::zoomFit, "zoom_fit", Menu::view, inPlayer, TEXT("&Fit or 100 %"), "maximize", "Z", TEXT("Changes between the whole picture and its own pixels.")},
    {Id::zoomIn, "zoom_in", Menu::view, inWindow, TEXT("Zoom &in"), "zoom-in", "Ctrl++ Ctrl+=", TEXT("Makes the picture larger.")},
    {Id::zoomOut, "zoom_out", Menu::view, inWindow, TEXT("Zoom o&ut"), "zoom-out", "Ctrl+-", TEXT("Makes the picture smaller.")},
    {Id::crop, "crop", Menu::view, inPlayer, TEXT("&Crop"), "crop", "G", TEXT("Chooses the part of the photo that the model sees."), true},
    {Id::fullScreen, "full_screen", Menu::view, inWindow, TEXT("Full &screen"), "fullscreen", "F11", TEXT("Fills the screen with the picture."), true},
    {Id::fullScreenPlayer, "full_screen_player", Menu::view, inPlayer, TEXT("Full screen, in the player"), "fullscreen", "F", TEXT("Fills the screen with the picture.")},
    {Id::hideLeftDocks, "hide_left_docks", Menu::view, inWindow, TEXT("&Left panels"), "panel-left", "F7", TEXT("Shows or hides the panels at the left."), true},
    {Id::hideRightDocks, "hide_right_docks", Menu::view, inWindow, TEXT("&Right panels"), "panel-right", "F8", TEXT("Shows or hides the panels at the right."), true},
    {Id::toggleTimeline, "toggle_timeline", Menu::view, inWindow, TEXT("&Timeline"), "panel-bottom", "F9", TEXT("Shows or hides the timeline."), true},
    {Id::themeSystem, "theme_system", Menu::view, inWindow, TEXT("Theme of the s&ystem"), "monitor", "", TEXT("Dark or light as the desktop is."), true},
    {Id::themeDark, "theme_dark", Menu::view, inWindow, TEXT("&Dark theme"), "moon", "", TEXT("Dark panels around the picture."), true},
    {Id::themeLight, "theme_light", Menu::view, inWindow, TEXT("Li&ght theme"), "sun", "", TEXT("Light panels around the picture."), true},
    {Id::shortcuts, "shortcuts", Menu::help, inWindow, TEXT("Keyboard &shortcuts"), "keyboard", "F1 ?", TEXT("Shows all keys and lets you change them.")},
};
// clang-format on

#undef TEXT

}  // namespace

QList<QKeySequence> ActionRow::defaultShortcuts() const {
    QList<QKeySequence> sequences;
    for (const QString& sequence : QString::fromLatin1(keys).split(QLatin1Char(' '), Qt::SkipEmptyParts))
        sequences.append(QKeySequence(sequence, QKeySequence::PortableText));
    return sequences;
}

std::span<const ActionRow> actionTable() {
    return table;
}

const ActionRow& actionRow(ActionId id) {
    return *std::find_if(std::begin(table), std::end(table), [id](const ActionRow& row) { return row.id == id; });
}

QString actionMenuTitle(ActionMenu menu) {
    switch (menu) {
        case ActionMenu::file:
            return QCoreApplication::translate("Actions", "&File");
        case ActionMenu::edit:
            return QCoreApplication::translate("Actions", "&Edit");
        case ActionMenu::photo:
            return QCoreApplication::translate("Actions", "&Photo");
        case ActionMenu::take:
            return QCoreApplication::translate("Actions", "&Take");
        case ActionMenu::playback:
            return QCoreApplication::translate("Actions", "P&layback");
        case ActionMenu::view:
            return QCoreApplication::translate("Actions", "&View");
        case ActionMenu::help:
            return QCoreApplication::translate("Actions", "&Help");
    }
    return {};
}

}  // namespace stillwave::ui
