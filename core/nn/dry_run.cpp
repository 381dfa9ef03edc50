#include "nn/dry_run.h"

#include <ATen/core/ivalue.h>
#include <ATen/ops/empty.h>
#include <ATen/record_function.h>
#include <c10/core/Allocator.h>

#include <utility>
#include <vector>

namespace stillwave::nn {
namespace {

thread_local at::DeviceType meta_stands_for = at::kCPU;
thread_local std::int64_t repetitions = 1;

/// An allocator of meta tensors, which takes no memory and reports their bytes while they live.
class ReportedMetaMemory : public c10::Allocator {
  public:
    c10::DataPtr allocate(std::size_t bytes) override {
        if (bytes == 0) return {nullptr, nullptr, nullptr, c10::Device(at::kMeta)};
        auto* const held = new std::int64_t(static_cast<std::int64_t>(bytes));
        report(held, *held);
        return {nullptr, held, &ReportedMetaMemory::release, c10::Device(at::kMeta)};
    }
    void copy_data(void* /*to*/, const void* /*from*/, std::size_t /*bytes*/) const override {}

  private:
    static void report(void* held, std::int64_t bytes) {
        c10::reportMemoryUsageToProfiler(held, bytes, 0, 0, c10::Device(at::kMeta));
    }
    static void release(void* held) {
        auto* const bytes = static_cast<std::int64_t*>(held);
        report(held, -*bytes);
        delete bytes;
    }
};

void report_meta_memory() {
    static ReportedMetaMemory memory;
    static const bool installed = [] {
        c10::SetAllocator(at::kMeta, &memory);
        return true;
    }();
    static_cast<void>(installed);
}

/// Returns make(). Observers are told of it as a call of the operator `name`.
template <typename Make>
at::Tensor observed(const char* name, const std::vector<c10::IValue>& inputs, const Make& make) {
    at::RecordFunction record(at::RecordScope::FUNCTION);
    if (record.isActive()) record.before(name, &inputs);
    auto result = make();
    if (record.isActive()) record.setOutputs(std::vector<c10::IValue>{result});
    return result;
}

}  // namespace

DryRun::DryRun(at::Device device) {
    report_meta_memory();
    meta_stands_for = device.type();
}

DryRun::~DryRun() {
    meta_stands_for = at::kCPU;
}

bool is_on_processor(const at::Tensor& tensor) {
    return tensor.is_cpu() || (tensor.is_meta() && meta_stands_for == at::kCPU);
}

Repeated::Repeated(std::int64_t times) {
    repetitions = times;
}

Repeated::~Repeated() {
    repetitions = 1;
}

std::int64_t Repeated::times() {
    return repetitions;
}

at::Tensor dry_convolution(const at::Tensor& input, const at::Tensor& weight, at::IntArrayRef stride,
                           at::IntArrayRef padding) {
    const auto size = [&](std::size_t axis) {
        const auto dimension = static_cast<std::int64_t>(axis) + 2;
        return (input.size(dimension) + 2 * padding[axis] - weight.size(dimension)) / stride[axis] + 1;
    };
    return observed("aten::convolution", {input, weight}, [&] {
        return at::empty({input.size(0), weight.size(0), size(0), size(1)}, input.options(),
                         input.suggest_memory_format());
    });
}

at::Tensor dry_attention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value) {
    const auto batch = query.size(0), heads = query.size(1), tokens = query.size(2);
    return observed("aten::_scaled_dot_product_flash_attention", {query, key, value}, [&] {
        const auto logsumexp = at::empty({batch, tokens, heads}, query.options().dtype(at::kFloat));
        return at::empty({batch, tokens, heads, value.size(3)}, query.options()).transpose(1, 2);
    });
}

}  // namespace stillwave::nn
