#pragma once

#include <QElapsedTimer>
#include <optional>
#include <vector>

#include "types/progress.h"
#include "ui/session/run_history.h"

namespace stillwave::ui {

/// Measures the run of one job: its time without pauses, how far it is, and how long it will still take.
class RunClock {
  public:
    /// The clock of an export.
    RunClock();
    /// The clock of a generation. `prediction` is the history's. `photo_detail` says that the stage of that name
    /// follows decoding.
    RunClock(std::optional<RunHistory::Prediction> prediction, bool photo_detail);

    void reach(const Progress& progress);
    void rest();    ///< the queue pauses: the clock stops
    void resume();  ///< the queue goes on, and the clock with it

    double elapsedSeconds() const;
    /// The seconds that the job will still take, told from the run's own steps and the history; empty: not known.
    std::optional<double> remainingSeconds() const;
    double fraction();  ///< the part of the whole job that is done, 0..1; never falls

  private:
    double stageFraction() const;
    double exportFraction() const;
    std::optional<double> exportSeconds() const;

    std::optional<RunHistory::Prediction> m_prediction;
    bool m_photo_detail = false;
    bool m_exports = false;
    QElapsedTimer m_timer;
    bool m_resting = false;
    double m_before_rest = 0;
    Progress m_last;
    double m_last_at = 0;
    double m_sampled_at = 0;
    double m_frames_from = 0;  ///< the time at which the stage that counts an export's frames began
    std::vector<double> m_step_seconds;
    bool m_made_frames = false;  ///< an export's frames were made before they were encoded
    double m_fraction = 0;
};

}  // namespace stillwave::ui
