#include "nn/weight_stream.h"

#include <ATen/ops/empty_like.h>
#include <c10/core/Event.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include <utility>

namespace stillwave::nn {
namespace {

class DeviceLane : public CopyLane {
  public:
    explicit DeviceLane(at::Device device)
        : device_(device), streams_(device.type()), side_(streams_.getStreamFromGlobalPool(device, false)) {}

    at::Tensor pin(const at::Tensor& host) const override { return host.contiguous().pin_memory(); }

    Copy start(const at::Tensor& pinned) const override {
        // The tensor is allocated on the lane's stream, so that the device no longer computes in its memory when the
        // copy begins.
        const struct OnSide {
            OnSide(const c10::impl::VirtualGuardImpl& guard, const c10::Stream& side)
                : streams(guard), before(guard.exchangeStream(side)) {}
            ~OnSide() { streams.exchangeStream(before); }
            OnSide(const OnSide&) = delete;
            OnSide& operator=(const OnSide&) = delete;
            const c10::impl::VirtualGuardImpl& streams;
            c10::Stream before;
        } on_side(streams_, side_);
        auto tensor = at::empty_like(pinned, pinned.options().device(device_).pinned_memory(false));
        tensor.copy_(pinned, true);
        const auto copied = std::make_shared<c10::Event>(device_.type());
        copied->record(side_);
        return {tensor, [this, tensor, copied] {
                    const auto computing = streams_.getStream(device_);
                    copied->block(computing);
                    tensor.record_stream(computing);
                }};
    }

    std::function<void()> mark() const override {
        const auto reached = std::make_shared<c10::Event>(device_.type());
        reached->record(streams_.getStream(device_));
        return [reached] { reached->synchronize(); };
    }

  private:
    at::Device device_;
    c10::impl::VirtualGuardImpl streams_;
    c10::Stream side_;
};

}  // namespace

std::unique_ptr<CopyLane> make_copy_lane(at::Device device) {
    return std::make_unique<DeviceLane>(device);
}

WeightStream::WeightStream(std::unique_ptr<CopyLane> lane, std::int64_t ahead_bytes)
    : lane_(std::move(lane)), ahead_bytes_(ahead_bytes) {}

std::size_t WeightStream::add(const at::Tensor& host) {
    const std::lock_guard lock(mutex_);
    weights_.push_back({lane_->pin(host)});
    return weights_.size() - 1;
}

std::int64_t WeightStream::bytes(std::size_t weight) const {
    return static_cast<std::int64_t>(weights_[weight].pinned.nbytes());
}

// Without the wait all weights would be on their way at once, because work is queued faster than the device does it.
void WeightStream::fetch(std::size_t weight) {
    const auto more = bytes(weight);
    while (on_the_way_bytes_ + used_bytes_ + more > 2 * ahead_bytes_ && !used_.empty() && used_.front().wait) {
        used_.front().wait();
        used_bytes_ -= used_.front().bytes;
        used_.pop_front();
    }
    on_the_way_.emplace(weight, lane_->start(weights_[weight].pinned));
    on_the_way_bytes_ += more;
}

void WeightStream::fetch_ahead(std::size_t after) {
    for (auto next = weights_[after].follower; next != none && next != after; next = weights_[next].follower) {
        if (on_the_way_.contains(next)) continue;
        if (on_the_way_bytes_ + bytes(next) > ahead_bytes_) return;
        fetch(next);
    }
}

at::Tensor WeightStream::take(std::size_t weight) {
    const std::lock_guard lock(mutex_);
    if (previous_ != none) weights_[previous_].follower = weight;
    previous_ = weight;
    // The layer that took the previous weight has queued its work by now, so that weight is free when the device gets
    // here.
    if (!used_.empty()) used_.back().wait = lane_->mark();

    if (!on_the_way_.contains(weight)) {
        // The order has changed, so weights that were fetched for the old order are dropped.
        on_the_way_.clear();
        on_the_way_bytes_ = 0;
        fetch(weight);
    }
    auto copy = std::move(on_the_way_.extract(weight).mapped());
    on_the_way_bytes_ -= bytes(weight);
    copy.join();
    used_.push_back({bytes(weight), {}});
    used_bytes_ += bytes(weight);
    fetch_ahead(weight);
    return copy.tensor;
}

}  // namespace stillwave::nn
