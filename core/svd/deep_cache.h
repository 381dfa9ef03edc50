#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace stillwave::svd {

/// Keeps the result of the UNet's inner levels at one step for the next steps to use again (after Ma et al.,
/// "DeepCache", arXiv 2312.00858: the deep features change little from step to step). Each branch of guidance has its
/// own. The features are the input of the outermost level's way up: [batch * frames, channels, height, width] in the
/// UNet's dtype.
class DeepCache {
  public:
    /// The first of `interval` successive steps computes the whole UNet, the others only its outermost level.
    explicit DeepCache(std::int64_t interval = 1) : interval_(interval) {}

    /// Begins a call of the UNet, and must come before each one. `step` is the number of the step; `shift` is the
    /// number of frames by which the call sees its video of `num_frames` rolled.
    void begin(std::int64_t step, std::int64_t shift, std::int64_t num_frames);

    /// True where this step uses the kept features. A step that does not follow the one before computes everything.
    bool is_fresh() const { return features_.defined() && step_ - made_at_ < interval_; }

    void keep(const at::Tensor& features);
    /// Returns the kept features, rolled along the frames as this step's video is.
    at::Tensor features() const;

  private:
    std::int64_t interval_;
    std::int64_t step_ = 0, shift_ = 0, num_frames_ = 1;
    std::int64_t made_at_ = 0, made_with_shift_ = 0;
    at::Tensor features_;
};

}  // namespace stillwave::svd
