// The part of MainWindow that connects the action table to the parts of the window.
#include <QApplication>
#include <QDockWidget>
#include <QEvent>
#include <QKeyEvent>
#include <QMenuBar>
#include <QStatusBar>
#include <QToolButton>

#include "ui/actions/shortcut_sheet.h"
#include "ui/docks/export_panel.h"
#include "ui/docks/settings_panel.h"
#include "ui/main_window.h"
#include "ui/stage/canvas.h"
#include "ui/stage/clip_player.h"
#include "ui/takes/takes_strip.h"
#include "ui/timeline/timeline.h"
#include "ui/window/camera_presenter.h"
#include "ui/window/detail_map.h"
#include "ui/window/directing_presenter.h"
#include "ui/window/export_presenter.h"
#include "ui/window/settings_presenter.h"
#include "ui/window/stage_presenter.h"
#include "ui/window/stage_view.h"
#include "ui/window/theme_choice.h"
#include "ui/window/wording.h"

namespace stillwave::ui {

void MainWindow::connectPhotoActions() {
    const auto on = [this](ActionId id, auto receiver, auto slot) {
        connect(m_actions->action(id), &QAction::triggered, receiver, slot);
    };
    on(ActionId::quit, this, [this] { close(); });
    on(ActionId::copySettings, m_session, &Session::copySettings);
    on(ActionId::pasteSettings, m_session, &Session::pasteSettings);
    on(ActionId::syncSettings, m_session, &Session::syncToSelection);
    on(ActionId::resetSettings, m_session, &Session::resetAll);
    on(ActionId::removePhoto, m_session, &Session::removeSelectedPhotos);
    on(ActionId::generate, this, [this] { m_settingsPresenter->generate(1); });
    on(ActionId::generateFour, this, [this] { m_settingsPresenter->generate(variations); });
    auto* queue = m_session->queue();
    on(ActionId::cancel, this, [queue] {
        if (queue->live()) queue->cancel(queue->live()->job);
    });
    auto* pause = m_actions->action(ActionId::pauseQueue);
    on(ActionId::pauseQueue, queue, &QueueRunner::setPaused);
    connect(queue, &QueueRunner::pausedChanged, pause, &QAction::setChecked);
    on(ActionId::starTake, m_stageView->takes(), &TakesStrip::starSelected);
    on(ActionId::rejectTake, m_stageView->takes(), &TakesStrip::rejectSelected);
    on(ActionId::exportTake, m_exportPresenter, &ExportPresenter::exportTake);
    on(ActionId::repeatExport, m_exportPresenter, &ExportPresenter::repeatLast);
    const auto keysOf = [this](ActionId id) {
        const auto keys = m_actions->shortcuts(id);
        return keys.isEmpty() ? QString() : keys.first().toString(QKeySequence::NativeText);
    };
    m_settings->card()->setShortcutText(keysOf(ActionId::generate));
    m_export->setShortcutTexts(keysOf(ActionId::exportTake), keysOf(ActionId::repeatExport));
}

void MainWindow::connectPlayerActions() {
    auto* player = m_stageView->player();
    const auto on = [this, player](ActionId id, auto slot) {
        connect(m_actions->action(id), &QAction::triggered, player, slot);
    };
    on(ActionId::playPause, &ClipPlayer::togglePlaying);
    on(ActionId::playBackward, &ClipPlayer::shuttleBackward);
    on(ActionId::stopShuttle, &ClipPlayer::shuttleStop);
    on(ActionId::playForward, &ClipPlayer::shuttleForward);
    on(ActionId::previousFrame, [player] { player->stepBy(-1); });
    on(ActionId::nextFrame, [player] { player->stepBy(1); });
    on(ActionId::firstFrame, &ClipPlayer::goToStart);
    on(ActionId::lastFrame, &ClipPlayer::goToEnd);
    on(ActionId::setIn, &ClipPlayer::setRangeIn);
    on(ActionId::setOut, &ClipPlayer::setRangeOut);
    on(ActionId::loopMode, &ClipPlayer::cycleMode);
    for (QWidget* widget : {static_cast<QWidget*>(m_stageView), static_cast<QWidget*>(m_timeline)})
        m_actions->addPlayerWidget(widget);
    // The original is shown while its key is held, which needs an event filter: a shortcut does not tell of the key's
    // release.
    qApp->installEventFilter(this);
}

void MainWindow::connectViewActions() {
    auto* canvas = m_stageView->canvas();
    const auto on = [this](ActionId id, auto receiver, auto slot) {
        connect(m_actions->action(id), &QAction::triggered, receiver, slot);
    };
    on(ActionId::zoomFit, canvas, &Canvas::toggleFit);
    on(ActionId::zoomIn, canvas, &Canvas::zoomIn);
    on(ActionId::zoomOut, canvas, &Canvas::zoomOut);
    on(ActionId::showDetailMap, m_detailMap, &DetailMap::setShown);
    connect(m_stagePresenter, &StagePresenter::detailShown, m_detailMap, &DetailMap::setTake);
    m_stageView->detailButton()->addAction(m_actions->action(ActionId::showDetailMap));
    auto* crop = m_actions->action(ActionId::crop);
    on(ActionId::crop, m_stagePresenter, &StagePresenter::setCropping);
    connect(m_stagePresenter, &StagePresenter::croppingChanged, crop, &QAction::setChecked);
    on(ActionId::fullScreen, this, [this](bool full) { setFullScreen(full); });
    on(ActionId::fullScreenPlayer, this, [this] { setFullScreen(!isFullScreen()); });
    on(ActionId::shortcuts, this, [this] { ShortcutSheet(m_actions, this).exec(); });

    const auto toggles = [this](ActionId id, const QList<QDockWidget*>& docks) {
        auto* action = m_actions->action(id);
        action->setChecked(true);
        connect(action, &QAction::triggered, this, [docks](bool shown) {
            for (auto* dock : docks) dock->setVisible(shown);
            if (shown && !docks.isEmpty()) docks.first()->raise();
        });
    };
    toggles(ActionId::hideLeftDocks, m_leftDocks);
    toggles(ActionId::hideRightDocks, m_rightDocks.mid(0, 4));
    toggles(ActionId::toggleTimeline, {m_timelineDock});

    const QList<QPair<ActionId, ThemeChoice>> themes = {{ActionId::themeSystem, ThemeChoice::system},
                                                        {ActionId::themeDark, ThemeChoice::dark},
                                                        {ActionId::themeLight, ThemeChoice::light}};
    auto* group = new QActionGroup(this);
    for (const auto& [id, choice] : themes) {
        group->addAction(m_actions->action(id));
        m_actions->action(id)->setChecked(choice == themeFromSettings());
        on(id, this, [choice = choice] {
            keepTheme(choice);
            applyTheme(*qApp, choice);
        });
    }
}

void MainWindow::connectDirecting() {
    connect(m_stagePresenter, &StagePresenter::photoShown, m_directing, &DirectingPresenter::setPhotoShown);
    connect(m_directing, &DirectingPresenter::drawingChanged, m_stagePresenter, &StagePresenter::setDrawing);
    connect(m_directing, &DirectingPresenter::cameraToolChanged, m_camera, &CameraPresenter::setShown);
    connect(m_camera, &CameraPresenter::toolWanted, m_directing,
            [this](bool wanted) { m_directing->setTool(wanted ? DrawingTool::camera : DrawingTool::none); });
    // The crop frame and the drawing tools both need the whole stage.
    connect(m_stagePresenter, &StagePresenter::croppingChanged, m_directing, [this](bool cropping) {
        if (cropping) m_directing->leaveTool();
    });
    connect(m_directing, &DirectingPresenter::drawingChanged, m_stagePresenter, [this](bool drawing) {
        if (drawing) m_stagePresenter->setCropping(false);
    });
    // After Generate the artist wants to see the clip.
    connect(m_settingsPresenter, &SettingsPresenter::generated, m_directing, &DirectingPresenter::leaveTool);
}

void MainWindow::setFullScreen(bool full) {
    if (full == isFullScreen()) return;
    if (full) m_stateBeforeFullScreen = saveState();
    for (auto* dock : findChildren<QDockWidget*>()) dock->setVisible(!full && dock->isVisible());
    menuBar()->setVisible(!full);
    statusBar()->setVisible(!full);
    m_stageView->setFullScreen(full);
    if (full) {
        showFullScreen();
    } else {
        showNormal();
        restoreState(m_stateBeforeFullScreen);
    }
    m_actions->action(ActionId::fullScreen)->setChecked(full);
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    const auto type = event->type();
    if (type == QEvent::KeyPress || type == QEvent::KeyRelease || type == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const QKeySequence pressed(key->keyCombination());
        if (m_actions->shortcuts(ActionId::holdOriginal).contains(pressed) && !key->isAutoRepeat() &&
            m_stageView->isAncestorOf(QApplication::focusWidget())) {
            m_stagePresenter->showOriginal(type != QEvent::KeyRelease);
        }
        if (type == QEvent::KeyPress && key->key() == Qt::Key_Escape && isFullScreen()) setFullScreen(false);
    }
    return QMainWindow::eventFilter(watched, event);
}

// Escape comes here where the widget that has the focus has no use for it, as the timeline.
void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) return m_directing->leaveTool();
    QMainWindow::keyPressEvent(event);
}

}  // namespace stillwave::ui
