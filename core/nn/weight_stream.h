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

/// Copies tensors to a device while it computes.
class CopyLane {
  public:
    struct Copy {
        at::Tensor tensor;           ///< on the device; its content is there after `join`
        std::function<void()> join;  ///< makes the work that is asked for from now on wait for the content
    };

    virtual ~CopyLane() = default;
    /// Returns the tensor in pinned memory, which the device reads by itself.
    virtual at::Tensor pin(const at::Tensor& host) const = 0;
    /// Begins to copy `pinned`, a result of pin(), beside the device's work.
    virtual Copy start(const at::Tensor& pinned) const = 0;
    /// Returns a function that waits until the device has done all work that was queued before this call.
    virtual std::function<void()> mark() const = 0;
};

/// The bytes that are fetched ahead: about one block of a full-size UNet in float16, which is copied in less time than
/// the block before it takes.
constexpr std::int64_t streamed_ahead_bytes = std::int64_t{256} << 20;

/// A lane that copies on a stream of its own, for any device that has streams.
std::unique_ptr<CopyLane> make_copy_lane(at::Device device);

/// Weights that lie in pinned memory and are copied to the device shortly before their use, in the order in which they
/// were used the last time. Safe to call from several threads.
class WeightStream {
  public:
    /// At most `ahead_bytes` are on the way, and at most twice as many are on the device altogether (one weight more
    /// where a single one is larger).
    WeightStream(std::unique_ptr<CopyLane> lane, std::int64_t ahead_bytes);

    /// Adds a tensor and returns its number.
    std::size_t add(const at::Tensor& host);

    /// Returns the weight with this number on the device. The caller must release it before it asks for the next one.
    at::Tensor take(std::size_t weight);

  private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    struct Weight {
        at::Tensor pinned;
        std::size_t follower = none;  ///< what was asked for after it
    };
    struct Used {
        std::int64_t bytes;
        std::function<void()> wait;  ///< until the device is through with it; empty for the newest
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
