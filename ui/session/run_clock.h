#pragma once

#include <QElapsedTimer>
#include <optional>
#include <vector>

#include "types/progress.h"
#include "ui/session/run_history.h"

namespace stillwave::ui {

/// Measures one run: its time without pauses, how far it is, and how long it will still take.
class RunClock {
  public:
    /// Of an export.
    RunClock();
    /// Of a generation. `photo_detail`: it follows decoding.
    RunClock(std::optional<RunHistory::Prediction> prediction, bool photo_detail);

    void reach(const Progress& progress);
    void rest();    ///< the work stands still
    void resume();  ///< and goes on

    double elapsedSeconds() const;
    std::optional<double> remainingSeconds() const;  ///< from own steps and the history; empty: not known
    double fraction();                               ///< 0..1, never falling

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
    double m_frames_from = 0;  ///< when the stage that counts an export's frames began
    std::vector<double> m_step_seconds;
    bool m_made_frames = false;  ///< before an export encoded them
    double m_fraction = 0;
};

}  // namespace stillwave::ui
