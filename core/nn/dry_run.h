#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

/// A dry run: the networks run on meta tensors, which have sizes and no memory. Nothing is computed. Every result has
/// the size and the lifetime that it has in a real run, and an OperationCounter tells what the real run would take.
namespace stillwave::nn {

/// While a DryRun lives, the meta tensors of its thread stand for tensors of `device`, and layers take the path that
/// they take there. From the first DryRun on, meta tensors report their bytes to libtorch's profiler, as tensors of
/// other devices do. There is at most one DryRun at a time on a thread.
class DryRun {
  public:
    explicit DryRun(at::Device device);
    ~DryRun();
    DryRun(const DryRun&) = delete;
    DryRun& operator=(const DryRun&) = delete;
};

/// Whether `tensor` is on the processor, or is a meta tensor that stands for one there.
bool is_on_processor(const at::Tensor& tensor);

/// While a Repeated lives, a dry run's work on its thread stands for `times` equal pieces of work: an OperationCounter
/// counts its FLOP so often. There is at most one Repeated at a time on a thread.
class Repeated {
  public:
    explicit Repeated(std::int64_t times);
    ~Repeated();
    Repeated(const Repeated&) = delete;
    Repeated& operator=(const Repeated&) = delete;

    /// The number of the Repeated that lives on this thread; 1 where there is none.
    static std::int64_t times();
};

/// Returns the meta result of a convolution, an operator that libtorch does not have for meta tensors. Observers are
/// told of it under the operator's name. `stride` and `padding` have two numbers each.
at::Tensor dry_convolution(const at::Tensor& input, const at::Tensor& weight, at::IntArrayRef stride,
                           at::IntArrayRef padding);

/// Returns the meta result of flash attention in the same way; libtorch's own would hold the products of all queries
/// and keys. query, key and value are [batch, heads, tokens, width].
at::Tensor dry_attention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value);

}  // namespace stillwave::nn
