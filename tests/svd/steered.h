#pragma once

#include <c10/core/InferenceMode.h>

#include <memory>

#include "svd/bidirectional_sampler.h"
#include "svd/control/observer.h"
#include "svd/control/resume.h"
#include "svd/folder_model.h"
#include "svd/unet_denoiser.h"

namespace stillwave::svd::parity {

/// The small model with the inputs and results of tests/reference/make_control_goldens.py, float32: clips that were
/// sampled under each control.
class Steered : public testing::Test {
  protected:
    std::unique_ptr<Denoiser> plain() const {
        return std::make_unique<UNetDenoiser>(unet, at::kFloat, UNetDenoiser::Options());
    }
    Conditioning conditioning(const std::string& photo, std::int64_t count) const {
        return {golden.at("embedding_" + photo), golden.at("photo_" + photo).expand({1, count, -1, -1, -1}),
                golden.at("time_ids")};
    }
    at::Tensor start_of(const std::string& noise) const { return golden.at(noise) * init_noise_sigma(sigmas.front()); }
    /// Samples the short clip of photo a.
    at::Tensor sample(const SamplingControls& controls) const {
        return sample_euler(*plain(), start_of("noise"), sigmas, conditioning("a", num_frames), controls);
    }
    /// Samples between photo a and photo `last`.
    at::Tensor sample_between(const std::string& last, double guidance_scale, const SamplingControls& controls) const {
        std::int64_t drawn = 0;
        const auto draw_noise = [&] { return golden.at("renoise").narrow(0, drawn++, 1); };
        return sample_vibid(*plain(), start_of("noise"), sigmas, end("a"), end(last), guidance_scale, controls,
                            draw_noise);
    }
    VideoEnd end(const std::string& photo) const {
        return {golden.at("photo_" + photo) * 0.5, conditioning(photo, num_frames)};
    }

    /// A test that could pass without the control would show nothing: the control's clip must differ from `other`.
    void expect_golden(const std::string& name, const at::Tensor& latents, const at::Tensor& other) const {
        expect_close(name, latents, golden.at(name), 1e-4);
        EXPECT_GT(difference(golden.at(name), other).largest, 1e-2) << name << " is no other clip";
    }

    const c10::InferenceMode inference;
    const nn::NamedTensors golden =
        nn::SafetensorsFile::open(std::filesystem::path(STILLWAVE_TEST_DATA) / "svd" / "control.safetensors")
            .named_tensors();
    const FolderModel model;
    const UNetSpatioTemporalConditionModel unet{model.unet.to(at::kCPU, at::kFloat), model.config.unet};
    const std::vector<float> sigmas{golden.at("sigmas").const_data_ptr<float>(),
                                    golden.at("sigmas").const_data_ptr<float>() + golden.at("sigmas").numel()};
    const std::int64_t num_steps = static_cast<std::int64_t>(sigmas.size()) - 1;
    const std::int64_t num_frames = golden.at("noise").size(1);
};

}  // namespace stillwave::svd::parity
