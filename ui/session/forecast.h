#pragma once

#include <QObject>
#include <QTimer>
#include <optional>

#include "ui/session/session.h"

namespace stillwave::ui {

/// The time and memory that the current photo's clip would take. The forecast asks the worker that would make the clip
/// whenever the settings have come to rest and no job runs, and lets that worker load the model meanwhile, while the
/// artist still crops.
class Forecast : public QObject {
    Q_OBJECT

  public:
    Forecast(Session* session, Worker* worker);

    const AnimationEstimate* estimate() const;  ///< nullptr: not known for the settings of now

    /// The most memory that a clip may take of the device that computes it; 0: all that is free.
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
    std::optional<std::string> m_prepared;  ///< the model that the worker was last asked to load
};

}  // namespace stillwave::ui
