#pragma once

#include "engine/run_report.h"
#include "svd/pipeline_stable_video_diffusion.h"
#include "types/progress.h"

namespace stillwave {

/// Tells a front end and the run's report where the work is. Time that the front end's callback takes is not counted.
class RunProgress {
  public:
    RunProgress(RunReport& report, const ProgressCallback& callback) : report_(report), callback_(callback) {}

    /// Begins `stage`, which has `total` units such as sampling steps or frames.
    void begin(Stage stage, int total);

    void tell(const Progress& progress);

    /// Passes on the pipeline's own progress. A clip that is sampled in several passes
    /// counts the steps of all `passes` together; `done` of them are complete.
    void tell(const svd::PipelineProgress& update, std::size_t done, std::size_t passes);

  private:
    RunReport& report_;
    const ProgressCallback& callback_;
};

}  // namespace stillwave
