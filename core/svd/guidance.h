#pragma once

#include <memory>
#include <string>
#include <vector>

#include "svd/denoiser.h"

namespace stillwave::svd {

/// The settings of guidance: how far a video goes beyond what the network predicts from the photo, away from what the
/// network predicts without one.
struct Guidance {
    double min_scale = 1.0;
    double max_scale = 3.0;  ///< the scale of the frame that follows the photo most; at 1 or less guidance is off
    /// The way from the first frame to the last. linear: from min_scale at the first frame to max_scale at the last;
    /// triangle: max_scale at the middle frame and min_scale at both ends, as in ComfyUI's VideoTriangleCFGGuidance;
    /// constant: max_scale at all frames; points: straight lines between `points`.
    std::string shape = "linear";
    std::string points = "";  ///< see parse_guidance_curve()
    /// Guidance works only while sigma_min < sigma <= sigma_max (Kynkaanniemi et al., arXiv 2404.07724). A sigma_max of
    /// 0 is no limit.
    double sigma_min = 0, sigma_max = 0;
    /// Both branches go through the network in one batch. This is faster where small frames leave the device idle, and
    /// takes twice the memory. The result is the same to 1e-5 (float32).
    bool batched = false;

    bool is_on() const { return max_scale > 1.0; }
    bool is_on_at(float sigma) const;
    /// Returns the scale of each frame, [1, num_frames, 1, 1, 1].
    at::Tensor scale(std::int64_t num_frames, const at::TensorOptions& options) const;
};

/// A point of the way from min_scale to max_scale over the frames.
struct GuidancePoint {
    double time = 0;   ///< 0: the first frame, 1: the last one
    double share = 0;  ///< 0: min_scale, 1: max_scale
};

/// Reads points such as "0:0 0.4:1 1:0.5", time and share of each, by rising time. Before the first and after the last
/// point the share stays. Throws Error(invalid_argument).
std::vector<GuidancePoint> parse_guidance_curve(const std::string& text);

/// Throws Error(invalid_argument) where no sigma lies between sigma_min and sigma_max, and for points that are none.
void check_guidance(const Guidance& guidance);

/// Returns what the branch without the photo is told: zeros for embeddings and concat_latents, and the same
/// added_time_ids.
Conditioning without_photo(const Conditioning& conditioning);

/// Classifier-free guidance (Ho and Salimans, arXiv 2207.12598) with a scale for each frame, as in diffusers'
/// StableVideoDiffusionPipeline. At a sigma where guidance is off, only the branch with the photo runs.
class GuidedDenoiser : public Denoiser {
  public:
    GuidedDenoiser(std::unique_ptr<Denoiser> inner, const Guidance& guidance);

    at::Tensor velocity(const at::Tensor& scaled, float sigma, const Conditioning& conditioning) override;

  private:
    enum Branch : std::int64_t { conditional, unconditional, both, num_branches };

    at::Tensor ask(const at::Tensor& scaled, float sigma, Conditioning conditioning, const Pass& pass, Branch branch);
    void make_branches_of(const Conditioning& conditioning);

    std::unique_ptr<Denoiser> inner_;
    Guidance guidance_;
    at::Tensor scale_;  ///< the scale of each frame; undefined before the first use
    /// The conditioning of the branches, made from `made_of_`. Embeddings are made once for each photo, because the
    /// network compares them by identity and keeps its constants while they are the same.
    Conditioning made_of_, unconditional_, both_;
};

}  // namespace stillwave::svd
