#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "engine/animator.h"
#include "engine/direction.h"
#include "engine/run_progress.h"
#include "engine/take_keeper.h"
#include "engine/warm_model.h"
#include "exporting/upscaled_image.h"
#include "memory/memory_planner.h"
#include "motion/dense_flow.h"

namespace stillwave {

/// The animator that works in this process.
class LocalAnimator : public Animator {
  public:
    /// `find_upscaler` gives the network for photo detail where the settings want one.
    explicit LocalAnimator(FindUpscaler find_upscaler);

    AnimationResult animate(const AnimationRequest& request, const ProgressCallback& progress,
                            std::stop_token stop) override;
    AnimationEstimate estimate_animation(const AnimationRequest& request) override;
    Clip preview_controls(const AnimationRequest& request, std::stop_token stop) override;
    void prepare(const AnimationRequest& request) override;
    void rest() override;

  private:
    /// The frames that the model made, [frames, 3, height, width] float32, 0..1, their motion where the model tells it,
    /// and the rung that was enough for them.
    struct ModelFrames {
        at::Tensor frames;
        std::vector<motion::Flow> motion;
        const PlannedRung& rung;
    };

    AnimationResult run(const AnimationRequest& request, const ProgressCallback& callback, std::stop_token stop);
    MemoryPlan plan_for(const AnimationRequest& request, const AnimationSettings& settings, const LoadedModel& model,
                        const DeviceChoice& choice) const;
    ModelFrames sample_and_decode(const AnimationRequest& request, const AnimationSettings& settings,
                                  const MemoryPlan& plan, const Direction& direction, const TakeKeeper& take,
                                  RunProgress& progress, std::stop_token stop);

    const FindUpscaler find_upscaler_;
    const std::uint64_t process_bytes_;  // resident bytes of the process before there was a model
    const int default_threads_;
    WarmModel model_;
};

}  // namespace stillwave
