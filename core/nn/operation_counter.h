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
    double flop = 0;               ///< of convolutions, matrix products and attention; 2 for a multiply-add
    std::int64_t launches = 0;     ///< libtorch's operators that do work of their own: no views, no bare allocations
    std::int64_t allocations = 0;  ///< tensors' storages taken
    std::int64_t allocated_bytes = 0;  ///< all of them together
    std::int64_t peak_bytes = 0;       ///< the most that was held at once, above what was held before
};

/// A convolution, matrix product or attention, and how often it was called with tensors of these sizes and layouts.
struct HeavyOperation {
    std::string name, overload;          ///< as the dispatcher knows it: "aten::addmm", "out"
    std::string signature;               ///< its tensors' sizes and strides
    std::vector<c10::IValue> arguments;  ///< of the first call
    double flop = 0;                     ///< of one call
    std::int64_t calls = 0;
};

/// Counts what this thread asks of libtorch, from construction to destruction, in a real run or a DryRun. Work inside a
/// parallel loop belongs to the operator that runs the loop. One at a time on a thread.
class OperationCounter {
  public:
    /// `keep_operations`: heavy_operations() are kept, with their tensors, so that each can be run again.
    explicit OperationCounter(bool keep_operations = false);
    ~OperationCounter();
    OperationCounter(const OperationCounter&) = delete;
    OperationCounter& operator=(const OperationCounter&) = delete;

    /// The counts since construction or the last take(). The next ones start from zero, except that memory that is held
    /// still counts as held.
    OperationCounts take();

    /// The heavy operations since construction, in the order of their first calls.
    const std::vector<HeavyOperation>& heavy_operations() const;

    /// Names of operators that look as if they multiplied matrices but are not known here, so that their FLOP are
    /// missing.
    const std::vector<std::string>& unknown() const;

  private:
    struct State;
    std::shared_ptr<State> state_;
    at::CallbackHandle handle_;
    c10::DebugInfoGuard memory_;
};

}  // namespace stillwave::nn
