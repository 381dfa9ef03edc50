#include "engine/run_progress.h"

#include <chrono>

#include "engine/frames.h"

namespace stillwave {
namespace {

Stage to_stage(svd::PipelineStage stage) {
    switch (stage) {
        case svd::PipelineStage::image_encoder:
            return Stage::image_encoder;
        case svd::PipelineStage::vae_encode:
            return Stage::vae_encode;
        case svd::PipelineStage::sample:
            return Stage::sample;
        case svd::PipelineStage::decode:
            return Stage::decode;
    }
    return Stage::sample;
}

}  // namespace

void RunProgress::begin(Stage stage, int total) {
    report_.begin(stage);
    tell({stage, 0, total, {}});
}

void RunProgress::tell(const Progress& progress) {
    const auto start = std::chrono::steady_clock::now();
    callback_(progress);
    report_.leave_out(std::chrono::steady_clock::now() - start);
}

void RunProgress::tell(const svd::PipelineProgress& update, std::size_t done, std::size_t passes) {
    const auto stage = to_stage(update.stage);
    // Sampling may begin after step 0: where a run goes on, and where a control leaves out the first steps.
    const bool begins = stage == Stage::sample ? !update.state.latents.defined() : update.step == 0;
    if (begins) {
        report_.begin(stage);
    } else if (stage == Stage::sample) {
        report_.step_done();
    }
    auto step = static_cast<int>(update.step), total = static_cast<int>(update.total);
    if (stage == Stage::sample) {
        step += static_cast<int>(done) * total;
        total *= static_cast<int>(passes);
    }
    tell(Progress{stage, step, total,
                  update.preview.defined() ? frames_to_clip(update.preview, 0).frames : std::vector<Image>()});
}

}  // namespace stillwave
