#include "nn/operation_counter.h"

#include <ATen/core/Tensor.h>
#include <ATen/core/function_schema.h>
#include <c10/core/Allocator.h>

#include <algorithm>
#include <sstream>
#include <string_view>

#include "nn/dry_run.h"

namespace stillwave::nn {
namespace {

std::int64_t size_from_end(const at::Tensor& tensor, std::int64_t dim) {
    return tensor.size(tensor.dim() - dim);
}

/// Returns the FLOP of a known operator, told from its inputs and outputs; below 0 for any other operator.
double flop_of(std::string_view name, const std::vector<at::Tensor>& in, const at::Tensor& out) {
    const auto product = [](const at::Tensor& result, std::int64_t depth) {
        return 2.0 * static_cast<double>(result.numel()) * static_cast<double>(depth);
    };
    if (name == "aten::convolution" || name == "mkldnn::_convolution_pointwise")
        return product(out, in[1].numel() / in[1].size(0));
    if (name == "aten::mm" || name == "aten::bmm") return product(out, size_from_end(in[0], 1));
    if (name == "aten::addmm" || name == "aten::addmm_" || name == "aten::baddbmm")
        return product(out, size_from_end(in[1], 1));
    if (name.starts_with("aten::_scaled_dot_product_")) {
        const auto pairs = in[0].numel() / size_from_end(in[0], 1) * size_from_end(in[1], 2);
        return 2.0 * static_cast<double>(pairs) *
               static_cast<double>(size_from_end(in[0], 1) + size_from_end(in[2], 1));
    }
    return -1;
}

bool is_known(std::string_view name) {
    for (const auto* known : {"aten::convolution", "mkldnn::_convolution_pointwise", "aten::mm", "aten::bmm",
                              "aten::addmm", "aten::addmm_", "aten::baddbmm"})
        if (name == known) return true;
    return name.starts_with("aten::_scaled_dot_product_");
}

bool looks_heavy(std::string_view name) {
    const auto has = [name](std::string_view part) { return name.find(part) != std::string_view::npos; };
    if (has("reorder")) return false;
    return has("conv") || has("mm") || has("matmul") || has("attention") || has("linear") || has("einsum");
}

/// True for operators whose result is a view of their input, or memory without content.
bool does_no_work(const at::RecordFunction& function) {
    const std::string_view name = function.name();
    if (name.starts_with("aten::empty") || name == "aten::resize_" || name == "aten::_reshape_alias") return true;
    const auto schema = function.operator_schema();
    if (!schema) return false;
    return std::any_of(schema->arguments().begin(), schema->arguments().end(), [](const c10::Argument& argument) {
        return argument.alias_info() && !argument.alias_info()->isWrite();
    });
}

std::string signature_of(const std::vector<at::Tensor>& tensors) {
    std::ostringstream text;
    for (const auto& tensor : tensors) {
        if (tensor.defined()) text << tensor.sizes();
        if (tensor.defined() && tensor.layout() == at::kStrided) text << tensor.strides();
        text << ' ';
    }
    return text.str();
}

}  // namespace

struct OperationCounter::State : c10::MemoryReportingInfoBase {
    /// One running operator. Operators that call others lie below them in `calls`.
    struct Call : at::ObserverContext {
        bool is_leaf = true;
        bool is_heavy = false;
        std::vector<c10::IValue> arguments;
    };

    explicit State(bool keep) : keep_operations(keep) {}

    bool keep_operations;

    OperationCounts counts;
    std::int64_t held_bytes = 0;
    std::vector<Call*> calls;
    int heavy_depth = 0;
    std::vector<HeavyOperation> heavy;
    std::vector<std::string> unknown;

    static inline thread_local State* current = nullptr;

    void reportMemoryUsage(void*, std::int64_t bytes, std::size_t, std::size_t, c10::Device) override {
        held_bytes += bytes;
        counts.peak_bytes = std::max(counts.peak_bytes, held_bytes);
        if (bytes <= 0) return;
        ++counts.allocations;
        counts.allocated_bytes += bytes;
    }
    bool memoryProfilingEnabled() const override { return true; }

    static std::unique_ptr<at::ObserverContext> start(const at::RecordFunction& function) {
        auto call = std::make_unique<Call>();
        auto& state = *current;
        if (!state.calls.empty()) state.calls.back()->is_leaf = false;
        if (is_known(function.name()) && state.heavy_depth == 0) {
            call->is_heavy = true;
            call->arguments.assign(function.inputs().begin(), function.inputs().end());
        }
        state.heavy_depth += call->is_heavy ? 1 : 0;
        state.calls.push_back(call.get());
        return call;
    }

    static void end(const at::RecordFunction& function, at::ObserverContext* context) {
        auto& state = *current;
        const auto& call = *static_cast<Call*>(context);
        state.calls.pop_back();
        if (call.is_heavy) {
            --state.heavy_depth;
            state.note_heavy(function, call);
        }
        if (!call.is_leaf || does_no_work(function)) return;
        ++state.counts.launches;
        const std::string name = function.name();
        if (!call.is_heavy && state.heavy_depth == 0 && looks_heavy(name)) state.unknown.push_back(name);
    }

    void note_heavy(const at::RecordFunction& function, const Call& call) {
        std::vector<at::Tensor> tensors;
        for (const auto& argument : call.arguments)
            if (argument.isTensor()) tensors.push_back(argument.toTensor());
        const auto flop = flop_of(function.name(), tensors, function.outputs().front().toTensor());
        counts.flop += flop * static_cast<double>(Repeated::times());
        if (!keep_operations) return;
        const auto signature = signature_of(tensors);
        const auto known = std::find_if(heavy.begin(), heavy.end(), [&](const HeavyOperation& operation) {
            return operation.name == function.name() && operation.signature == signature;
        });
        if (known != heavy.end()) {
            ++known->calls;
        } else {
            heavy.push_back({function.name(), function.overload_name(), signature, call.arguments, flop, 1});
        }
    }
};

OperationCounter::OperationCounter(bool keep_operations)
    : state_(std::make_shared<State>(keep_operations)),
      handle_(at::addThreadLocalCallback(at::RecordFunctionCallback(&State::start, &State::end)
                                             .needsInputs(true)
                                             .needsOutputs(true)
                                             .scopes({at::RecordScope::FUNCTION}))),
      memory_(c10::DebugInfoKind::PROFILER_STATE, state_) {
    State::current = state_.get();
}

OperationCounter::~OperationCounter() {
    at::removeCallback(handle_);
    State::current = nullptr;
}

OperationCounts OperationCounter::take() {
    auto taken = state_->counts;
    state_->counts = {};
    state_->counts.peak_bytes = state_->held_bytes;
    return taken;
}

const std::vector<HeavyOperation>& OperationCounter::heavy_operations() const {
    return state_->heavy;
}

const std::vector<std::string>& OperationCounter::unknown() const {
    return state_->unknown;
}

}  // namespace stillwave::nn
