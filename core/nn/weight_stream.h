#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace stillwave::nn {

/// An interface that copies tensors to a device while the device computes.
class CopyLane {
  public:
    struct Copy {
        at::Tensor tensor;           ///< on the device; its content is there only after `join`
        std::function<void()> join;  ///< makes the work that is queued from now on wait for the content
    };

    virtual ~CopyLane() = default;
    /// Returns a copy of the tensor in pinned memory, which the device reads by itself.
    virtual at::Tensor pin(const at::Tensor& host) const = 0;
    /// Begins to copy `pinned`, a result of pin(), while the device works.
    virtual Copy start(const at::Tensor& pinned) const = 0;
    /// Returns a function that waits until the device has done all work that was queued before this call.
    virtual std::function<void()> mark() const = 0;
};

/// The bytes that are fetched ahead. They are about one block of a full-size UNet in float16, whose copy takes less
/// time than the computing of the block before it.
constexpr std::int64_t streamed_ahead_bytes = std::int64_t{256} << 20;

/// Returns a lane that copies on a stream of its own, for any device that has streams.
std::unique_ptr<CopyLane> make_copy_lane(at::Device device);

/// Weights that lie in pinned memory and are copied to the device shortly before their use, in the order of their last
/// use. Safe to call from several threads.
class WeightStream {
  public:
    /// At most `ahead_bytes` are on the way, and at most twice as many are on the device altogether (one weight more
    /// where a single weight is larger).
    WeightStream(std::unique_ptr<CopyLane> lane, std::int64_t ahead_bytes);

    /// Adds a tensor and returns its number.
    std::size_t add(const at::Tensor& host);

    /// Returns the weight with this number on the device. The caller must release it before it asks for the next one.
    at::Tensor take(std::size_t weight);

  private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    struct Weight {
        at::Tensor pinned;
        std::size_t follower = none;  ///< the weight that was asked for next, the last time
    };
    struct Used {
        std::int64_t bytes;
        std::function<void()> wait;  ///< waits until the device no longer needs the weight; empty for the newest
    };

    void fetch(std::size_t weight);
    void fetch_ahead(std::size_t after);
    std::int64_t bytes(std::size_t weight) const;

    std::mutex mutex_;
    std::unique_ptr<CopyLane> lane_;
    std::int64_t ahead_bytes_;
    std::vector<Weight> weights_;
    std::unordered_map<std::size_t, CopyLane::Copy> on_the_way_;
    std::int64_t on_the_way_bytes_ = 0;
    std::deque<Used> used_;
    std::int64_t used_bytes_ = 0;
    std::size_t previous_ = none;
};

}  // namespace stillwave::nn
