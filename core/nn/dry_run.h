#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

/// A dry run: the networks run on meta tensors, which have sizes and no memory. Nothing is computed, every result has
/// the size and the life that it has in a real run, and an OperationCounter tells what that run would take.
namespace stillwave::nn {

/// While one lives, this thread's meta tensors stand for tensors of `device`: layers take the path that they take
/// there. From the first one on, meta tensors report their bytes to libtorch's profiler, as tensors of other devices
/// do. One at a time on a thread.
class DryRun {
  public:
    explicit DryRun(at::Device device);
    ~DryRun();
    DryRun(const DryRun&) = delete;
    DryRun& operator=(const DryRun&) = delete;
};

/// Whether `tensor` is on the processor or stands for one there.
bool is_on_processor(const at::Tensor& tensor);

/// While one lives, work of a dry run on this thread stands for `times` pieces of work that are alike: an
/// OperationCounter counts its FLOP so often. One at a time on a thread.
class Repeated {
  public:
    explicit Repeated(std::int64_t times);
    ~Repeated();
    Repeated(const Repeated&) = delete;
    Repeated& operator=(const Repeated&) = delete;

    /// 1 where none lives on this thread.
    static std::int64_t times();
};

/// The meta result of a convolution: libtorch has none. Observers are told of it under the operator's name. `stride`
/// and `padding` have two numbers each.
at::Tensor dry_convolution(const at::Tensor& input, const at::Tensor& weight, at::IntArrayRef stride,
                           at::IntArrayRef padding);

/// The meta result of flash attention, likewise: libtorch's would hold the products of all queries and keys. query,
/// key, value [batch, heads, tokens, width].
at::Tensor dry_attention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value);

}  // namespace stillwave::nn
