#include "ui/window/studio.h"

namespace stillwave::ui {

Studio::Studio(const Worker::MakeEngine& make_engine, const QString& history)
    : m_worker(std::make_unique<Worker>(make_engine)),
      m_side(std::make_unique<Worker>(make_engine)),
      m_pictures(std::make_unique<PictureLoader>(make_engine)),
      m_history(std::make_unique<RunHistory>(history)),
      m_queue(std::make_unique<QueueRunner>(m_worker.get(), m_history.get())),
      m_session(std::make_unique<Session>(
          Session::Parts{m_worker.get(), m_side.get(), m_pictures.get(), m_queue.get(), m_history.get()})),
      m_window(std::make_unique<MainWindow>(m_session.get())) {}

Studio::~Studio() = default;

}  // namespace stillwave::ui
