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

/// How tensors get to a device while it computes.
class CopyLane {
  public:
    struct Copy {
        at::Tensor tensor;           ///< on the device; its content is there after `join`
        std::function<void()> join;  ///< makes the work that is asked for from now on wait for the content
    };

    virtual ~CopyLane() = default;
    /// The tensor in memory that the device reads by itself.
    virtual at::Tensor pin(const at::Tensor& host) const = 0;
    /// Begins to copy, beside what the device computes. `pinned` as pin() gave it.
    virtual Copy start(const at::Tensor& pinned) const = 0;
    /// A function that waits until the device has done what was asked of it until now.
    virtual std::function<void()> mark() const = 0;
};

/// About one block of a full-size UNet in float16: it is copied in less time than the block before it takes.
constexpr std::int64_t streamed_ahead_bytes = std::int64_t{256} << 20;

/// Copies on a stream of its own, for any device that has streams.
std::unique_ptr<CopyLane> make_copy_lane(at::Device device);

/// Weights that lie in pinned memory and come to the device shortly before they are used. The order in which they were
/// asked for is the order in which they are fetched the next time, some bytes ahead. Safe to call from several threads.
class WeightStream {
  public:
    /// At most `ahead_bytes` are on the way, and at most twice as many are on the device altogether (one weight more
    /// where a single one is larger).
    WeightStream(std::unique_ptr<CopyLane> lane, std::int64_t ahead_bytes);

    /// Takes charge of a tensor. Returns its number.
    std::size_t add(const at::Tensor& host);

    /// Number `weight` on the device. To be let go before the next one is asked for.
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
