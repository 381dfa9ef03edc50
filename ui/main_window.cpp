#include "ui/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <QUndoView>

#include "types/data_folders.h"
#include "ui/actions/shortcut_sheet.h"
#include "ui/docks/drop_overlay.h"
#include "ui/docks/export_panel.h"
#include "ui/docks/loop_panel.h"
#include "ui/docks/settings_panel.h"
#include "ui/photos/photos_dock.h"
#include "ui/queue/queue_panel.h"
#include "ui/stage/canvas.h"
#include "ui/stage/clip_player.h"
#include "ui/takes/takes_strip.h"
#include "ui/theme/theme.h"
#include "ui/timeline/end_photo.h"
#include "ui/timeline/timeline.h"
#include "ui/timeline/timeline_panel.h"
#include "ui/window/camera_presenter.h"
#include "ui/window/detail_map.h"
#include "ui/window/directing_presenter.h"
#include "ui/window/export_presenter.h"
#include "ui/window/keyframes_presenter.h"
#include "ui/window/log_panel.h"
#include "ui/window/loop_presenter.h"
#include "ui/window/memory_menu.h"
#include "ui/window/message_bar.h"
#include "ui/window/photos_presenter.h"
#include "ui/window/project_actions.h"
#include "ui/window/queue_presenter.h"
#include "ui/window/recent_projects.h"
#include "ui/window/settings_presenter.h"
#include "ui/window/stage_presenter.h"
#include "ui/window/stage_view.h"
#include "ui/window/start_page.h"
#include "ui/window/take_actions.h"
#include "ui/window/takes_presenter.h"
#include "ui/window/wording.h"

namespace stillwave::ui {
namespace {

// The version of the saved arrangement of docks. Raise it when an old arrangement no longer fits.
constexpr int stateVersion = 3;
constexpr QSize firstSize(1440, 900);  // px
constexpr int leftWidth = 220;         // px
constexpr int rightWidth = 336;        // px
constexpr int timelineHeight = 178;    // px

QString samplesFolder() {
    return QString::fromStdString((resources_folder() / "samples").string());
}

QStringList samplePhotos() {
    QStringList paths;
    for (const auto* name : {"coffee.png", "cat.png", "rocket.jpg", "astronaut.png"})
        paths.append(samplesFolder() + u'/' + QLatin1String(name));
    return paths;
}

// A sentence for the start page about the default model; nullptr: there is none.
QString modelStatus(const ModelSummary* model) {
    if (!model) return MainWindow::tr("There is no usable model yet. Add a Stable Video Diffusion file or folder.");
    if (model->variant == "starter")
        return MainWindow::tr(
            "The small starter model is ready: each seed is another move of the camera or the scene, and Motion says "
            "how "
            "far it goes. For full quality add one of Stability's Stable Video Diffusion files.");
    return MainWindow::tr("%1 is ready.").arg(QString::fromStdString(model->name));
}

}  // namespace

MainWindow::MainWindow(Session* session, QWidget* parent)
    : QMainWindow(parent),
      m_session(session),
      m_actions(new Actions(this)),
      m_stageView(new StageView(this)),
      m_timelinePanel(new TimelinePanel),
      m_timeline(m_timelinePanel->timeline()),
      m_photos(new PhotosDock),
      m_settings(new SettingsPanel),
      m_loop(new LoopPanel),
      m_export(new ExportPanel),
      m_queue(new QueuePanel),
      m_log(new LogPanel),
      m_dropOverlay(new DropOverlay(this)),
      m_deviceStatus(new QLabel(this)),
      m_queueStatus(new QLabel(this)),
      m_photosPresenter(new PhotosPresenter(session, m_photos, this)),
      m_stagePresenter(new StagePresenter(session, m_stageView, m_timeline, this)),
      m_takesPresenter(new TakesPresenter(session, m_stageView->takes(), this)),
      m_camera(new CameraPresenter(session, m_stageView, m_timelinePanel, this)),
      m_keyframes(new KeyframesPresenter(session, m_timelinePanel, this)),
      m_takeActions(new TakeActions(session, m_stageView, m_timelinePanel, m_actions, this)),
      m_settingsPresenter(new SettingsPresenter(session, m_settings, m_stageView->messages(), this)),
      m_detailMap(new DetailMap(m_stageView, this)),
      m_directing(new DirectingPresenter(session, m_stageView, m_actions, this)),
      m_loopPresenter(new LoopPresenter(session, m_loop, m_stageView->messages(), this)),
      m_exportPresenter(new ExportPresenter(session, m_export, m_stageView->messages(), this)),
      m_queuePresenter(new QueuePresenter(session, m_queue, m_stageView->messages(), this)),
      m_projectActions(new ProjectActions(session, m_actions, m_stageView->messages(), this)) {
    setObjectName(QStringLiteral("main_window"));
    setAcceptDrops(true);
    setCentralWidget(m_stageView);
    setDockOptions(AllowTabbedDocks | AnimatedDocks);
    // A small screen limits the size; the window's frame and title bar need some of it too.
    resize(firstSize.boundedTo(screen()->availableSize() * 0.96));
    makeDocks();
    makeMenus();
    connectPhotoActions();
    connectPlayerActions();
    connectViewActions();
    connectDirecting();

    m_queueStatus->setAccessibleName(tr("Queue"));
    m_deviceStatus->setAccessibleName(tr("Device"));
    statusBar()->setContentsMargins(10, 0, 10, 0);
    statusBar()->addWidget(m_queueStatus);
    statusBar()->addPermanentWidget(m_deviceStatus);
    connect(m_queuePresenter, &QueuePresenter::summaryChanged, m_queueStatus, &QLabel::setText);
    connect(session, &Session::engineChanged, this, &MainWindow::showStatus);
    connect(session, &Session::projectChanged, this, [this] {
        connect(m_session->project(), &Project::titleChanged, this, &MainWindow::showStatus);
        showStatus();
    });
    m_dropOverlay->keepClear(m_timelinePanel->endPhoto());
    connect(m_takesPresenter, &TakesPresenter::runningActivated, m_stagePresenter, &StagePresenter::watchRunning);
    connect(m_stagePresenter, &StagePresenter::findPhotoRequested, m_projectActions, &ProjectActions::findPhoto);

    auto* start = m_stageView->startPage();
    start->setSamples(samplePhotos());
    connect(session->pictures(), &PictureLoader::pictureRead, this, [this, start](const QString& path) {
        if (path.startsWith(samplesFolder())) start->setSampleThumbnail(path, m_session->pictures()->thumbnail(path));
    });
    connect(m_settings, &SettingsPanel::addModelRequested, m_projectActions, &ProjectActions::addModel);
    connect(m_photos, &PhotosDock::openRequested, m_projectActions, &ProjectActions::openPhotos);
    m_photos->setMenuActions({m_actions->action(ActionId::generate), m_actions->action(ActionId::generateFour),
                              m_actions->action(ActionId::copySettings), m_actions->action(ActionId::pasteSettings),
                              m_actions->action(ActionId::syncSettings), m_actions->action(ActionId::removePhoto)});
    connect(start, &StartPage::openRequested, m_projectActions, &ProjectActions::openPhotos);
    connect(start, &StartPage::sampleChosen, session, [session](const QString& path) { session->addFiles({path}); });
    connect(start, &StartPage::projectChosen, m_projectActions, &ProjectActions::openProject);
    connect(start, &StartPage::addModelRequested, m_projectActions, &ProjectActions::addModel);
}

MainWindow::~MainWindow() = default;

void MainWindow::showAsLastTime() {
    const QSettings settings;
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    restoreState(settings.value(QStringLiteral("window/state")).toByteArray(), stateVersion);
    for (const auto& path : samplePhotos())
        if (const QImage picture = m_session->pictures()->thumbnail(path); !picture.isNull())
            m_stageView->startPage()->setSampleThumbnail(path, picture);
    showStatus();
    show();
}

QDockWidget* MainWindow::addDock(const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area) {
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setAccessibleName(title);
    dock->setWidget(content);
    // Docks have no button that closes them: the View menu and its keys show and hide them. Qt takes such a dock's
    // action away from the menu too, so that it is given back here.
    dock->setFeatures(QDockWidget::DockWidgetMovable);
    auto* toggle = dock->toggleViewAction();
    toggle->setEnabled(true);
    connect(toggle, &QAction::triggered, dock, [dock](bool shown) {
        if (shown) dock->raise();
    });
    addDockWidget(area, dock);
    return dock;
}

void MainWindow::makeDocks() {
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    auto* photos = addDock(QStringLiteral("photos_panel"), tr("Photos"), m_photos, Qt::LeftDockWidgetArea);
    auto* motion = addDock(QStringLiteral("motion_panel"), tr("Motion"), m_settings, Qt::RightDockWidgetArea);
    auto* loop = addDock(QStringLiteral("loop_dock"), tr("Loop"), m_loop, Qt::RightDockWidgetArea);
    auto* exports = addDock(QStringLiteral("export_dock"), tr("Export"), m_export, Qt::RightDockWidgetArea);
    auto* queue = addDock(QStringLiteral("queue_dock"), tr("Queue"), m_queue, Qt::RightDockWidgetArea);
    auto* history = new QUndoView(m_session->undoStack());
    history->setEmptyLabel(tr("As opened"));
    history->setAccessibleName(tr("History of edits"));
    history->setObjectName(QStringLiteral("history_list"));
    history->setToolTip(tr("Every edit; a click goes back or forward to it"));
    auto* edits = addDock(QStringLiteral("history_panel"), tr("History"), history, Qt::RightDockWidgetArea);
    auto* log = addDock(QStringLiteral("log_panel"), tr("Log"), m_log, Qt::RightDockWidgetArea);
    m_timelineDock =
        addDock(QStringLiteral("timeline_panel"), tr("Timeline"), m_timelinePanel, Qt::BottomDockWidgetArea);
    setTabPosition(Qt::RightDockWidgetArea, QTabWidget::North);
    for (auto* dock : {loop, exports, queue, edits, log}) tabifyDockWidget(motion, dock);
    // These docks need no title bar, because their tabs name them.
    for (auto* dock : {motion, loop, exports, queue, edits, log}) dock->setTitleBarWidget(new QWidget(dock));
    motion->raise();
    m_leftDocks = {photos};
    m_rightDocks = {motion, loop, exports, queue, edits, log};
    for (auto* dock : {edits, log}) dock->hide();
    resizeDocks({photos, motion}, {leftWidth, rightWidth}, Qt::Horizontal);
    resizeDocks({m_timelineDock}, {timelineHeight}, Qt::Vertical);
}

void MainWindow::makeMenus() {
    QHash<ActionMenu, QMenu*> menus;
    for (const auto& row : actionTable()) {
        auto*& menu = menus[row.menu];
        if (!menu) {
            menu = menuBar()->addMenu(actionMenuTitle(row.menu));
            menu->setToolTipsVisible(true);
        }
        // The menu needs no second entry for full screen: that action only adds a key in the player.
        if (row.id != ActionId::fullScreenPlayer) menu->addAction(m_actions->action(row.id));
    }
    auto* recent = new QMenu(tr("&Recent projects"), this);
    menus[ActionMenu::file]->insertMenu(m_actions->action(ActionId::renameProject), recent);
    connect(menus[ActionMenu::file], &QMenu::aboutToShow, this,
            [this, recent] { m_projectActions->fillRecentMenu(recent); });
    menus[ActionMenu::photo]->addSeparator();
    menus[ActionMenu::photo]->addMenu(new MemoryMenu(m_session, this));
    auto* view = menus[ActionMenu::view];
    view->addSeparator();
    for (auto* dock : findChildren<QDockWidget*>()) view->addAction(dock->toggleViewAction());

    auto* stack = m_session->undoStack();
    auto* undo = m_actions->action(ActionId::undo);
    auto* redo = m_actions->action(ActionId::redo);
    connect(undo, &QAction::triggered, stack, &QUndoStack::undo);
    connect(redo, &QAction::triggered, stack, &QUndoStack::redo);
    connect(stack, &QUndoStack::canUndoChanged, undo, &QAction::setEnabled);
    connect(stack, &QUndoStack::canRedoChanged, redo, &QAction::setEnabled);
    undo->setEnabled(stack->canUndo());
    redo->setEnabled(stack->canRedo());
}

void MainWindow::showStatus() {
    const auto* project = m_session->project();
    if (project) setWindowTitle(tr("%1 – Stillwave Studio").arg(project->title()));
    if (const auto* engine = m_session->engine()) {
        const auto& machine = engine->machine;
        const double gib = 1024.0 * 1024 * 1024;
        const QString device = machine.cuda_devices.empty() ? QString::fromStdString(machine.cpu_model)
                                                            : QString::fromStdString(engine->device.device);
        m_deviceStatus->setText(tr("%1 · %2 of %3 GiB memory free")
                                    .arg(device)
                                    .arg(static_cast<double>(machine.available_memory_bytes) / gib, 0, 'f', 1)
                                    .arg(static_cast<double>(machine.memory_bytes) / gib, 0, 'f', 1));
        m_stageView->startPage()->setModelStatus(modelStatus(m_session->model({})));
    } else {
        m_stageView->startPage()->setModelStatus(tr("Looking for models…"));
    }
    QStringList others = recentProjects();
    if (project) others.removeAll(project->folder());
    m_stageView->startPage()->setRecentProjects(others);
}

void MainWindow::appendLog(const QString& line) {
    m_log->append(line);
}

void MainWindow::acceptDrop(const QMimeData* mime) {
    m_projectActions->addModels(DropOverlay::models(*mime));
    m_session->addFiles(DropOverlay::files(*mime));
    if (mime->urls().isEmpty() && mime->hasImage())
        m_projectActions->addPhotoWithoutFile(qvariant_cast<QImage>(mime->imageData()));
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    // A photo that is dragged out of the project's own list is in the project already.
    if (event->source() || DropOverlay::sentence(*event->mimeData()).isEmpty()) return;
    event->acceptProposedAction();
    m_dropOverlay->showFor(*event->mimeData());
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*) {
    m_dropOverlay->hide();
}

void MainWindow::dropEvent(QDropEvent* event) {
    m_dropOverlay->hide();
    event->acceptProposedAction();
    acceptDrop(event->mimeData());
}

void MainWindow::closeEvent(QCloseEvent* event) {
    auto* queue = m_session->queue();
    if (queue->live() && !queue->isPaused()) {
        QMessageBox box(QMessageBox::NoIcon, tr("Stillwave Studio"),
                        queue->live()->exports ? tr("A file is being written.") : tr("A clip is being made."),
                        QMessageBox::NoButton, this);
        box.setInformativeText(
            tr("Everything that is finished is kept. A clip that is stopped is offered again when "
               "the project is opened."));
        auto* finish = box.addButton(tr("Finish it, then close"), QMessageBox::AcceptRole);
        auto* stop = box.addButton(tr("Stop and close"), QMessageBox::DestructiveRole);
        box.addButton(tr("Stay"), QMessageBox::RejectRole);
        box.exec();
        if (box.clickedButton() == finish) {
            event->ignore();
            hide();
            connect(queue, &QueueRunner::finished, this, &QWidget::close);
            connect(queue, &QueueRunner::exported, this, &QWidget::close);
            connect(queue, &QueueRunner::failed, this, &QWidget::close);
            queue->finishAndStop();
            return;
        }
        if (box.clickedButton() != stop) return event->ignore();
    }
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/state"), saveState(stateVersion));
    QMainWindow::closeEvent(event);
    QApplication::quit();
}

}  // namespace stillwave::ui
