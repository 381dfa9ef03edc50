#pragma once

#include <chrono>
#include <string>

#include "types/animation.h"
#include "types/progress.h"

/// Times a run's stages and steps as they begin and end. Internal to the engine.
namespace stillwave {

class RunReport {
  public:
    /// Device memory is counted from here on for CUDA devices.
    explicit RunReport(const std::string& device);

    /// The stage that ran until now ends; `stage` begins.
    void begin(Stage stage);

    /// One sampling step ended.
    void step_done();

    /// Time that passed in a callback is not the work's: a front end may pause there.
    void leave_out(std::chrono::steady_clock::duration duration);

    /// Ends the last stage and reads the peaks.
    AnimationReport finish();

  private:
    using Clock = std::chrono::steady_clock;
    void end_stage(Clock::time_point now);

    AnimationReport report_;
    int device_index_ = -1;  // CUDA only
    bool running_ = false;
    Stage stage_ = Stage::load;
    Clock::time_point stage_start_;
    Clock::time_point step_start_;
};

}  // namespace stillwave
