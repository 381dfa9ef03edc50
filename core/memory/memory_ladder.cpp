#include "memory/memory_ladder.h"

#include <ATen/DeviceAccelerator.h>
#include <c10/util/Exception.h>

#include <cstddef>
#include <new>
#include <string>

#include "nn/error_boundary.h"
#include "types/error.h"

namespace stillwave {

const PlannedRung& climb_down_when_memory_runs_out(std::span<const PlannedRung> rungs,
                                                   const std::function<void(const PlannedRung&)>& work,
                                                   const std::function<void(const std::string&)>& warn) {
    for (std::size_t i = 0;; ++i) {
        const auto& rung = rungs[i];
        const bool is_last = i + 1 == rungs.size();
        std::string detail;
        try {
            work(rung);
            return rung;
        } catch (const std::bad_alloc& error) {
            if (is_last) throw;
            detail = error.what();
        } catch (const c10::Error& error) {
            const auto told = to_error(error);
            if (is_last || told.code() != ErrorCode::out_of_memory) throw;
            detail = told.detail();
        }
        if (rung.choice.device != "cpu") at::accelerator::emptyCache();
        const auto& next = rungs[i + 1];
        const bool moves = next.choice.device != rung.choice.device;
        warn("The memory ran out (" + detail + "). Going on from the last step" +
             (moves ? " on the processor, which takes far longer: " : ": ") + next.name + ".");
    }
}

}  // namespace stillwave
