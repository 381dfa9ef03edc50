#pragma once

#include <QObject>
#include <QTimer>
#include <optional>

#include "ui/session/session.h"

namespace stillwave::ui {

/// What the current photo's clip would take, asked of the worker that would make it whenever the settings have come to
/// rest and it has nothing to do; and the model made ready there meanwhile, while the artist still crops.
class Forecast : public QObject {
    Q_OBJECT

  public:
    Forecast(Session* session, Worker* worker);

    const AnimationEstimate* estimate() const;  ///< nullptr: not known for what is set now

    /// The most memory that a clip may take, of the device that computes; 0: what is free.
    std::uint64_t memoryBudgetBytes() const;
    void setMemoryBudgetBytes(std::uint64_t bytes);

  Q_SIGNALS:
    void changed();

  private:
    std::optional<AnimationRequest> request() const;
    void askAnew();
    void ask();

    Session* m_session;
    Worker* m_worker;
    QTimer m_settle;
    std::optional<AnimationEstimate> m_estimate;
    bool m_asked = false;
    std::optional<std::string> m_prepared;  ///< the model that was made ready last
};

}  // namespace stillwave::ui
