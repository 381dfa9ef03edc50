#pragma once

#include <QObject>
#include <QString>
#include <memory>

#include "ui/main_window.h"
#include "ui/picture_loader.h"
#include "ui/session/queue_runner.h"
#include "ui/session/run_history.h"
#include "ui/session/session.h"
#include "ui/worker.h"

namespace stillwave::ui {

/// Makes and owns a window and all that stands behind it: the run history, the queue, the session, and three engines.
/// One engine animates and exports, one reads photos (so that a photo that crashes its reader never costs a clip), and
/// one answers questions about exports.
class Studio : public QObject {
    Q_OBJECT

  public:
    /// `make_engine` is called once on each engine's own thread. `history` is the path of the run history's file.
    Studio(const Worker::MakeEngine& make_engine, const QString& history);
    ~Studio() override;

    MainWindow* window() const { return m_window.get(); }
    Session* session() const { return m_session.get(); }

  private:
    std::unique_ptr<Worker> m_worker;
    std::unique_ptr<Worker> m_side;
    std::unique_ptr<PictureLoader> m_pictures;
    std::unique_ptr<RunHistory> m_history;
    std::unique_ptr<QueueRunner> m_queue;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
};

}  // namespace stillwave::ui
