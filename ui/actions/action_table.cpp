#include "ui/actions/action_table.h"

#include <algorithm>

namespace stillwave::ui {
namespace {

using Id = ActionId;
using Menu = ActionMenu;
constexpr auto inWindow = ActionScope::window;
constexpr auto inPlayer = ActionScope::player;

// clang-format off
constexpr ActionRow table[] = {
    {Id::newProject, "new_project", Menu::file, inWindow, QT_TRANSLATE_NOOP("Actions", "&New project…"), "plus", "Ctrl+N", QT_TRANSLATE_NOOP("Actions", "Starts an empty project.")},
    {Id::openProject, "open_project", Menu::file, inWindow, QT_TRANSLATE_NOOP("Actions", "Open &project…"), "history", "Ctrl+Shift+O", QT_TRANSLATE_NOOP("Actions", "Opens a project from its folder.")},
    {Id::renameProject, "rename_project", Menu::file, inWindow, QT_TRANSLATE_NOOP("Actions", "&Rename project…"), "pencil", "", QT_TRANSLATE_NOOP("Actions", "Gives the project another name.")},
    {Id::openFiles, "open_files", Menu::file, inWindow, QT_TRANSLATE_NOOP("Actions", "&Open photos…"), "image-plus", "Ctrl+O", QT_TRANSLATE_NOOP("Actions", "Adds photos to the project.")},
    {Id::openFolder, "open_folder", Menu::file, inWindow, QT_TRANSLATE_NOOP("Actions", "Open &folder…"), "folder-open", "Ctrl+Alt+O", QT_TRANSLATE_NOOP("Actions", "Adds all photos of a folder.")},
    {Id::addModel, "add_model", Menu::file, inWindow, QT_TRANSLATE_NOOP("Actions", "&Add model…"), "box", "", QT_TRANSLATE_NOOP("Actions", "Adds a model file or folder where it lies.")},
    {Id::quit, "quit", Menu::file, inWindow, QT_TRANSLATE_NOOP("Actions", "&Quit"), "log-out", "Ctrl+Q", QT_TRANSLATE_NOOP("Actions", "Closes the studio; everything is kept.")},
    {Id::undo, "undo", Menu::edit, inWindow, QT_TRANSLATE_NOOP("Actions", "&Undo"), "undo-2", "Ctrl+Z", QT_TRANSLATE_NOOP("Actions", "Takes back the last edit.")},
    {Id::redo, "redo", Menu::edit, inWindow, QT_TRANSLATE_NOOP("Actions", "&Redo"), "redo-2", "Ctrl+Shift+Z Ctrl+Y", QT_TRANSLATE_NOOP("Actions", "Makes the edit again that was taken back.")},
    {Id::paste, "paste", Menu::edit, inWindow, QT_TRANSLATE_NOOP("Actions", "&Paste photos"), "clipboard-paste", "Ctrl+V", QT_TRANSLATE_NOOP("Actions", "Adds the pictures or files of the clipboard.")},
    {Id::copySettings, "copy_settings", Menu::edit, inWindow, QT_TRANSLATE_NOOP("Actions", "&Copy settings"), "copy", "Ctrl+Alt+C", QT_TRANSLATE_NOOP("Actions", "Copies the current photo's settings.")},
    {Id::pasteSettings, "paste_settings", Menu::edit, inWindow, QT_TRANSLATE_NOOP("Actions", "Pa&ste settings"), "clipboard-paste", "Ctrl+Alt+V", QT_TRANSLATE_NOOP("Actions", "Gives the copied settings to the selected photos.")},
    {Id::syncSettings, "sync_settings", Menu::edit, inWindow, QT_TRANSLATE_NOOP("Actions", "S&ync settings to selection"), "refresh-cw", "Ctrl+Alt+S", QT_TRANSLATE_NOOP("Actions", "Gives the current photo's settings to all selected photos.")},
    {Id::resetSettings, "reset_settings", Menu::edit, inWindow, QT_TRANSLATE_NOOP("Actions", "R&eset settings"), "rotate-ccw", "Ctrl+Alt+R", QT_TRANSLATE_NOOP("Actions", "Puts all settings of the selected photos back to the model's.")},
    {Id::removePhoto, "remove_photo", Menu::photo, inWindow, QT_TRANSLATE_NOOP("Actions", "&Remove photo"), "trash-2", "Del", QT_TRANSLATE_NOOP("Actions", "Removes the selected photos from the project; the files stay.")},
    {Id::generate, "generate", Menu::photo, inWindow, QT_TRANSLATE_NOOP("Actions", "&Generate"), "sparkles", "Ctrl+Return Ctrl+Enter", QT_TRANSLATE_NOOP("Actions", "Makes a clip of each selected photo.")},
    {Id::generateFour, "generate_four", Menu::photo, inWindow, QT_TRANSLATE_NOOP("Actions", "Generate &four seeds"), "dices", "Ctrl+Shift+Return", QT_TRANSLATE_NOOP("Actions", "Makes four clips of each selected photo, each with its own seed.")},
    {Id::cancel, "cancel", Menu::photo, inWindow, QT_TRANSLATE_NOOP("Actions", "&Cancel clip"), "circle-x", "Shift+Esc", QT_TRANSLATE_NOOP("Actions", "Stops the clip that is being made.")},
    {Id::pauseQueue, "pause_queue", Menu::photo, inWindow, QT_TRANSLATE_NOOP("Actions", "&Pause queue"), "pause", "Ctrl+Shift+P", QT_TRANSLATE_NOOP("Actions", "Rests after the step that runs, until it is resumed."), true},
    {Id::selectTool, "select_tool", Menu::direct, inPlayer, QT_TRANSLATE_NOOP("Actions", "&Select"), "mouse-pointer-2", "V", QT_TRANSLATE_NOOP("Actions", "Selects regions, moves them and changes where they go."), true},
    {Id::lassoTool, "lasso_tool", Menu::direct, inPlayer, QT_TRANSLATE_NOOP("Actions", "&Lasso"), "lasso", "Q", QT_TRANSLATE_NOOP("Actions", "Draws round a region that moves."), true},
    {Id::brushTool, "brush_tool", Menu::direct, inPlayer, QT_TRANSLATE_NOOP("Actions", "&Brush"), "brush", "B", QT_TRANSLATE_NOOP("Actions", "Paints a region that moves."), true},
    {Id::eraserTool, "eraser_tool", Menu::direct, inPlayer, QT_TRANSLATE_NOOP("Actions", "&Eraser"), "eraser", "E", QT_TRANSLATE_NOOP("Actions", "Takes away from the region below it."), true},
    {Id::arrowTool, "arrow_tool", Menu::direct, inPlayer, QT_TRANSLATE_NOOP("Actions", "&Arrow"), "move-up-right", "A", QT_TRANSLATE_NOOP("Actions", "Draws an arrow from a region to where it goes; Shift keeps it straight or at 45°."), true},
    {Id::pathTool, "path_tool", Menu::direct, inPlayer, QT_TRANSLATE_NOOP("Actions", "&Path"), "spline", "P", QT_TRANSLATE_NOOP("Actions", "Draws the way that a region takes."), true},
    {Id::freezeTool, "freeze_tool", Menu::direct, inPlayer, QT_TRANSLATE_NOOP("Actions", "&Freeze"), "snowflake", "H", QT_TRANSLATE_NOOP("Actions", "Paints areas that stay still; with Shift it draws round them."), true},
    {Id::cameraTool, "camera_tool", Menu::direct, inPlayer, QT_TRANSLATE_NOOP("Actions", "&Camera"), "video", "D", QT_TRANSLATE_NOOP("Actions", "Moves the camera."), true},
    {Id::brushSmaller, "brush_smaller", Menu::direct, inPlayer, QT_TRANSLATE_NOOP("Actions", "B&rush smaller"), "", "[", QT_TRANSLATE_NOOP("Actions", "Makes the brush smaller.")},
    {Id::brushLarger, "brush_larger", Menu::direct, inPlayer, QT_TRANSLATE_NOOP("Actions", "Br&ush larger"), "", "]", QT_TRANSLATE_NOOP("Actions", "Makes the brush larger.")},
    {Id::previewMovement, "preview_movement", Menu::direct, inPlayer, QT_TRANSLATE_NOOP("Actions", "Preview &movement"), "play", "N", QT_TRANSLATE_NOOP("Actions", "Plays the drawn movement on the photo, as crudely as the model is told it."), true},
    {Id::clearControls, "clear_controls", Menu::direct, inPlayer, QT_TRANSLATE_NOOP("Actions", "Clear all re&gions"), "trash-2", "", QT_TRANSLATE_NOOP("Actions", "Removes all regions and frozen areas of the photo.")},
    {Id::pasteMotion, "paste_motion", Menu::direct, inPlayer, QT_TRANSLATE_NOOP("Actions", "Move as the copied &take"), "", "Shift+V", QT_TRANSLATE_NOOP("Actions", "Moves the selected photos as the copied take moves, without the model.")},
    {Id::dropMotion, "drop_motion", Menu::direct, inPlayer, QT_TRANSLATE_NOOP("Actions", "St&op moving as a take"), "", "", QT_TRANSLATE_NOOP("Actions", "Lets the model move the selected photos again.")},
    {Id::starTake, "star_take", Menu::take, inPlayer, QT_TRANSLATE_NOOP("Actions", "&Star take"), "star", "S", QT_TRANSLATE_NOOP("Actions", "Marks the take as a good one.")},
    {Id::rejectTake, "reject_take", Menu::take, inPlayer, QT_TRANSLATE_NOOP("Actions", "&Reject take"), "x", "X", QT_TRANSLATE_NOOP("Actions", "Marks the take as one to leave out.")},
    {Id::extendTake, "extend_take", Menu::take, inPlayer, QT_TRANSLATE_NOOP("Actions", "E&xtend from the last frame"), "skip-forward", "Shift+E", QT_TRANSLATE_NOOP("Actions", "Makes a longer take, which goes on where this one ends.")},
    {Id::extendHere, "extend_here", Menu::take, inPlayer, QT_TRANSLATE_NOOP("Actions", "Extend from this &frame"), "step-forward", "Shift+H", QT_TRANSLATE_NOOP("Actions", "Makes a take that is this one up to the playhead and goes on from there.")},
    {Id::makeAgain, "make_again", Menu::take, inPlayer, QT_TRANSLATE_NOOP("Actions", "&Make these frames again…"), "refresh-cw", "Shift+R", QT_TRANSLATE_NOOP("Actions", "Makes the frames between the in and the out point anew; the others stay.")},
    {Id::copyMotion, "copy_motion", Menu::take, inPlayer, QT_TRANSLATE_NOOP("Actions", "&Copy motion"), "copy", "Shift+C", QT_TRANSLATE_NOOP("Actions", "Remembers how this take moves, so that other photos can move in the same way.")},
    {Id::exportTake, "export_take", Menu::take, inWindow, QT_TRANSLATE_NOOP("Actions", "&Export"), "arrow-right-to-line", "Ctrl+E", QT_TRANSLATE_NOOP("Actions", "Writes the take that is shown as the Export panel says.")},
    {Id::repeatExport, "repeat_export", Menu::take, inWindow, QT_TRANSLATE_NOOP("Actions", "Re&peat the last export"), "repeat", "Ctrl+Shift+E", QT_TRANSLATE_NOOP("Actions", "Exports the take that is shown as the last one was.")},
    {Id::playPause, "play_pause", Menu::playback, inPlayer, QT_TRANSLATE_NOOP("Actions", "&Play or pause"), "play", "Space", QT_TRANSLATE_NOOP("Actions", "Plays the clip, or stops at this frame.")},
    {Id::playBackward, "play_backward", Menu::playback, inPlayer, QT_TRANSLATE_NOOP("Actions", "Play &backward"), "skip-back", "J", QT_TRANSLATE_NOOP("Actions", "Plays backward; again is faster.")},
    {Id::stopShuttle, "stop_shuttle", Menu::playback, inPlayer, QT_TRANSLATE_NOOP("Actions", "S&top"), "square", "K", QT_TRANSLATE_NOOP("Actions", "Stops at this frame.")},
    {Id::playForward, "play_forward", Menu::playback, inPlayer, QT_TRANSLATE_NOOP("Actions", "Play &forward"), "skip-forward", "L", QT_TRANSLATE_NOOP("Actions", "Plays forward; again is faster.")},
    {Id::previousFrame, "previous_frame", Menu::playback, inPlayer, QT_TRANSLATE_NOOP("Actions", "P&revious frame"), "step-back", ",", QT_TRANSLATE_NOOP("Actions", "Goes one frame back.")},
    {Id::nextFrame, "next_frame", Menu::playback, inPlayer, QT_TRANSLATE_NOOP("Actions", "&Next frame"), "step-forward", ".", QT_TRANSLATE_NOOP("Actions", "Goes one frame on.")},
    {Id::firstFrame, "first_frame", Menu::playback, inPlayer, QT_TRANSLATE_NOOP("Actions", "F&irst frame"), "", "Home", QT_TRANSLATE_NOOP("Actions", "Goes to the first frame.")},
    {Id::lastFrame, "last_frame", Menu::playback, inPlayer, QT_TRANSLATE_NOOP("Actions", "L&ast frame"), "", "End", QT_TRANSLATE_NOOP("Actions", "Goes to the last frame.")},
    {Id::setIn, "set_in", Menu::playback, inPlayer, QT_TRANSLATE_NOOP("Actions", "Set &in point"), "", "I", QT_TRANSLATE_NOOP("Actions", "The clip starts at this frame.")},
    {Id::setOut, "set_out", Menu::playback, inPlayer, QT_TRANSLATE_NOOP("Actions", "Set &out point"), "", "O", QT_TRANSLATE_NOOP("Actions", "The clip ends at this frame.")},
    {Id::loopMode, "loop_mode", Menu::playback, inPlayer, QT_TRANSLATE_NOOP("Actions", "&Loop mode"), "repeat", "R", QT_TRANSLATE_NOOP("Actions", "Changes between once, loop and ping-pong.")},
    {Id::holdOriginal, "hold_original", Menu::view, inPlayer, QT_TRANSLATE_NOOP("Actions", "Show the &original"), "eye", "\\", QT_TRANSLATE_NOOP("Actions", "Shows the photo while the key is held.")},
    {Id::showDetailMap, "show_detail_map", Menu::view, inPlayer, QT_TRANSLATE_NOOP("Actions", "What is &not the photo"), "", "M", QT_TRANSLATE_NOOP("Actions", "Tints what the model made in a take with photo detail; the rest is the photo's own pixels."), true},
    {Id::zoomFit, "zoom_fit", Menu::view, inPlayer, QT_TRANSLATE_NOOP("Actions", "&Fit or 100 %"), "maximize", "Z", QT_TRANSLATE_NOOP("Actions", "Changes between the whole picture and its own pixels.")},
    {Id::zoomIn, "zoom_in", Menu::view, inWindow, QT_TRANSLATE_NOOP("Actions", "Zoom &in"), "zoom-in", "Ctrl++ Ctrl+=", QT_TRANSLATE_NOOP("Actions", "Makes the picture larger.")},
    {Id::zoomOut, "zoom_out", Menu::view, inWindow, QT_TRANSLATE_NOOP("Actions", "Zoom o&ut"), "zoom-out", "Ctrl+-", QT_TRANSLATE_NOOP("Actions", "Makes the picture smaller.")},
    {Id::crop, "crop", Menu::view, inPlayer, QT_TRANSLATE_NOOP("Actions", "&Crop"), "crop", "G", QT_TRANSLATE_NOOP("Actions", "Chooses the part of the photo that the model sees."), true},
    {Id::fullScreen, "full_screen", Menu::view, inWindow, QT_TRANSLATE_NOOP("Actions", "Full &screen"), "fullscreen", "F11", QT_TRANSLATE_NOOP("Actions", "Fills the screen with the picture."), true},
    {Id::fullScreenPlayer, "full_screen_player", Menu::view, inPlayer, QT_TRANSLATE_NOOP("Actions", "Full screen, in the player"), "fullscreen", "F", QT_TRANSLATE_NOOP("Actions", "Fills the screen with the picture.")},
    {Id::hideLeftDocks, "hide_left_docks", Menu::view, inWindow, QT_TRANSLATE_NOOP("Actions", "&Left panels"), "panel-left", "F7", QT_TRANSLATE_NOOP("Actions", "Shows or hides the panels at the left."), true},
    {Id::hideRightDocks, "hide_right_docks", Menu::view, inWindow, QT_TRANSLATE_NOOP("Actions", "&Right panels"), "panel-right", "F8", QT_TRANSLATE_NOOP("Actions", "Shows or hides the panels at the right."), true},
    {Id::toggleTimeline, "toggle_timeline", Menu::view, inWindow, QT_TRANSLATE_NOOP("Actions", "&Timeline"), "panel-bottom", "F9", QT_TRANSLATE_NOOP("Actions", "Shows or hides the timeline."), true},
    {Id::themeSystem, "theme_system", Menu::view, inWindow, QT_TRANSLATE_NOOP("Actions", "Theme of the s&ystem"), "monitor", "", QT_TRANSLATE_NOOP("Actions", "Dark or light as the desktop is."), true},
    {Id::themeDark, "theme_dark", Menu::view, inWindow, QT_TRANSLATE_NOOP("Actions", "&Dark theme"), "moon", "", QT_TRANSLATE_NOOP("Actions", "Dark panels around the picture."), true},
    {Id::themeLight, "theme_light", Menu::view, inWindow, QT_TRANSLATE_NOOP("Actions", "Li&ght theme"), "sun", "", QT_TRANSLATE_NOOP("Actions", "Light panels around the picture."), true},
    {Id::shortcuts, "shortcuts", Menu::help, inWindow, QT_TRANSLATE_NOOP("Actions", "Keyboard &shortcuts"), "keyboard", "F1 ?", QT_TRANSLATE_NOOP("Actions", "Shows all keys and lets you change them.")},
};
// clang-format on

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
        case ActionMenu::direct:
            return QCoreApplication::translate("Actions", "&Direct");
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
