#pragma once

#include <ATen/core/ivalue.h>
#include <ATen/record_function.h>
#include <c10/util/ThreadLocalDebugInfo.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace stillwave::nn {

/// The cost of a piece of work, counted without a clock, so that it is the same on an idle and on a busy machine.
struct OperationCounts {
    double flop = 0;  ///< FLOP of convolutions, matrix products and attention; 2 for a multiply-add
    /// Calls of libtorch's operators that do work of their own, so neither views nor bare allocations.
    std::int64_t launches = 0;
    std::int64_t allocations = 0;      ///< the number of tensors' storages that were allocated
    std::int64_t allocated_bytes = 0;  ///< bytes of all allocated storages together
    std::int64_t peak_bytes = 0;       ///< the most bytes that were held at once, beyond those held before
};

/// A convolution, matrix product or attention, and how often it was called with tensors of these sizes and layouts.
struct HeavyOperation {
    std::string name, overload;          ///< as the dispatcher names it: "aten::addmm", "out"
    std::string signature;               ///< the sizes and strides of its tensors
    std::vector<c10::IValue> arguments;  ///< the arguments of the first call
    double flop = 0;                     ///< FLOP of one call
    std::int64_t calls = 0;
};

/// Counts the work that this thread asks of libtorch, from construction to destruction, in a real run or a DryRun. Work
/// inside a parallel loop belongs to the operator that runs the loop. There is at most one OperationCounter at a time
/// on a thread.
class OperationCounter {
  public:
    /// With `keep_operations`, heavy_operations() are kept with their tensors, so that each can be run again.
    explicit OperationCounter(bool keep_operations = false);
    ~OperationCounter();
    OperationCounter(const OperationCounter&) = delete;
    OperationCounter& operator=(const OperationCounter&) = delete;

    /// Returns the counts since construction or the last take(). The next counts start from zero, except that memory
    /// that is still held still counts.
    OperationCounts take();

    /// The heavy operations since construction, in the order of their first calls; empty without `keep_operations`.
    const std::vector<HeavyOperation>& heavy_operations() const;

    /// The names of operators that seem to multiply matrices but are not known to the counter, so that their FLOP are
    /// missing.
    const std::vector<std::string>& unknown() const;

  private:
    struct State;
    std::shared_ptr<State> state_;
    at::CallbackHandle handle_;
    c10::DebugInfoGuard memory_;
};

}  // namespace stillwave::nn
