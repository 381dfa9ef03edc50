#pragma once

#include <chrono>
#include <string>

#include "types/animation.h"
#include "types/progress.h"

/// Times a run's stages and steps as they begin and end. Internal to the engine.
namespace stillwave {

class RunReport {
  public:
    /// Counts the peak of a CUDA device's memory from here on.
    explicit RunReport(const std::string& device);

    /// Ends the stage that ran until now and begins `stage`.
    void begin(Stage stage);

    /// Ends one sampling step.
    void step_done();

    /// Leaves out the time that passed in a callback, because a front end may pause there.
    void leave_out(std::chrono::steady_clock::duration duration);

    /// Ends the last stage and reads the peaks.
    AnimationReport finish();

  private:
    using Clock = std::chrono::steady_clock;
    void end_stage(Clock::time_point now);

    AnimationReport report_;
    int device_index_ = -1;  // the number of the CUDA device; -1: the processor
    bool running_ = false;
    Stage stage_ = Stage::load;
    Clock::time_point stage_start_;
    Clock::time_point step_start_;
};

}  // namespace stillwave
