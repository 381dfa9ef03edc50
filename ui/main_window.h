#pragma once

#include <QMainWindow>

#include "ui/actions/actions.h"
#include "ui/session/session.h"

class QLabel;
class QMimeData;

namespace stillwave::ui {

class CameraPresenter;
class DetailMap;
class DirectingPresenter;
class DropOverlay;
class ExportPanel;
class ExportPresenter;
class KeyframesPresenter;
class LogPanel;
class LoopPanel;
class LoopPresenter;
class PhotosDock;
class PhotosPresenter;
class ProjectActions;
class QueuePanel;
class QueuePresenter;
class SettingsPanel;
class SettingsPresenter;
class StagePresenter;
class StageView;
class TakeActions;
class TakesPresenter;
class Timeline;
class TimelinePanel;

/// The studio's window: it arranges the parts and connects them, nothing else.
class MainWindow : public QMainWindow {
    Q_OBJECT

  public:
    explicit MainWindow(Session* session, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Shows the window with the size, place and panels that it had when it was closed.
    void showAsLastTime();
    Actions* actions() const { return m_actions; }

  public Q_SLOTS:
    void appendLog(const QString& line);

  protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    QDockWidget* addDock(const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area);
    void makeDocks();
    void makeMenus();
    void connectPhotoActions();
    void connectPlayerActions();
    void connectViewActions();
    void connectDirecting();
    void setFullScreen(bool full);
    void showStatus();
    void acceptDrop(const QMimeData* mime);

    Session* m_session;
    Actions* m_actions;
    StageView* m_stageView;
    TimelinePanel* m_timelinePanel;
    Timeline* m_timeline;
    PhotosDock* m_photos;
    SettingsPanel* m_settings;
    LoopPanel* m_loop;
    ExportPanel* m_export;
    QueuePanel* m_queue;
    LogPanel* m_log;
    DropOverlay* m_dropOverlay;
    QLabel* m_deviceStatus;
    QLabel* m_queueStatus;
    QList<QDockWidget*> m_leftDocks;
    QList<QDockWidget*> m_rightDocks;
    QDockWidget* m_timelineDock = nullptr;
    PhotosPresenter* m_photosPresenter;
    StagePresenter* m_stagePresenter;
    TakesPresenter* m_takesPresenter;
    CameraPresenter* m_camera;
    KeyframesPresenter* m_keyframes;
    TakeActions* m_takeActions;
    SettingsPresenter* m_settingsPresenter;
    DetailMap* m_detailMap;
    DirectingPresenter* m_directing;
    LoopPresenter* m_loopPresenter;
    ExportPresenter* m_exportPresenter;
    QueuePresenter* m_queuePresenter;
    ProjectActions* m_projectActions;
    QByteArray m_stateBeforeFullScreen;
};

}  // namespace stillwave::ui
