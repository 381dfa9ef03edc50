#include "svd/deep_cache.h"

#include <ATen/ops/roll.h>

namespace stillwave::svd {

void DeepCache::begin(std::int64_t step, std::int64_t shift, std::int64_t num_frames) {
    step_ = step;
    shift_ = shift;
    num_frames_ = num_frames;
    // Old features are released before the UNet makes new ones, because they are large.
    if (!is_fresh()) features_.reset();
}

void DeepCache::keep(const at::Tensor& features) {
    if (interval_ == 1) return;
    features_ = features;
    made_at_ = step_;
    made_with_shift_ = shift_;
}

at::Tensor DeepCache::features() const {
    const auto shift = shift_ - made_with_shift_;
    if (shift == 0) return features_;
    const auto batch = features_.size(0) / num_frames_;
    return at::roll(features_.unflatten(0, {batch, num_frames_}), shift, 1)
        .flatten(0, 1)
        .contiguous(at::MemoryFormat::ChannelsLast);
}

}  // namespace stillwave::svd
