#include "memory/memory_ladder.h"

#include <ATen/DeviceAccelerator.h>
#include <c10/util/Exception.h>

#include <cstddef>
#include <new>
#include <string>

#include "nn/error_boundary.h"
#include "types/error.h"

namespace stillwave {

const LadderStep& step_down_when_memory_runs_out(std::span<const LadderStep> steps,
                                                 const std::function<void(const LadderStep&)>& work,
                                                 const std::function<void(const std::string&)>& warn) {
    for (std::size_t i = 0;; ++i) {
        const auto& step = steps[i];
        const bool is_last = i + 1 == steps.size();
        std::string detail;
        try {
            work(step);
            return step;
        } catch (const std::bad_alloc& error) {
            if (is_last) throw;
            detail = error.what();
        } catch (const c10::Error& error) {
            const auto told = to_error(error);
            if (is_last || told.code() != ErrorCode::out_of_memory) throw;
            detail = told.detail();
        }
        if (step.choice.device != "cpu") at::accelerator::emptyCache();
        const auto& next = steps[i + 1];
        const bool moves = next.choice.device != step.choice.device;
        warn("The memory ran out (" + detail + "). Going on from the last step" +
             (moves ? " on the processor, which takes far longer: " : ": ") + next.rung.name + ".");
    }
}

}  // namespace stillwave
