#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace stillwave::svd {

/// What the UNet's inner levels made of a step, for the next ones to use again (after Ma et al., "DeepCache", arXiv
/// 2312.00858: the deep features change little from step to step). One for each branch of guidance. It holds the input
/// of the outermost level's way up: [batch * frames, channels, height, width] in the UNet's dtype.
class DeepCache {
  public:
    /// Of `interval` steps the first computes the whole UNet, the others its outermost level alone.
    explicit DeepCache(std::int64_t interval = 1) : interval_(interval) {}

    /// To be called before the UNet is: the number of the step, and by how many frames its clip is rolled.
    void begin(std::int64_t step, std::int64_t shift, std::int64_t num_frames);

    /// Whether this step uses what is held. A step that others did not lead to computes everything.
    bool is_fresh() const { return features_.defined() && step_ - made_at_ < interval_; }

    void keep(const at::Tensor& features);
    /// With the frames rolled as this step's are.
    at::Tensor features() const;

  private:
    std::int64_t interval_;
    std::int64_t step_ = 0, shift_ = 0, num_frames_ = 1;
    std::int64_t made_at_ = 0, made_with_shift_ = 0;
    at::Tensor features_;
};

}  // namespace stillwave::svd
