#include "engine/memory_ladder.h"

#include <c10/util/Exception.h>

#include <array>
#include <cstddef>
#include <new>
#include <string>

#include "engine/error_boundary.h"
#include "svd/resnet.h"
#include "types/error.h"
#include "types/log.h"

namespace stillwave {
namespace {

// From fast to frugal.
const std::array<MemoryRung, 3>& ladder() {
    static const std::array<MemoryRung, 3> rungs = {{
        {"as fast as it goes", nn::Residency::kept, svd::SlicedWork().working_set_bytes},
        {"decoded in the smallest pieces", nn::Residency::kept, 0},
        {"decoded in the smallest pieces, weights streamed from the file", nn::Residency::streamed, 0},
    }};
    return rungs;
}

}  // namespace

const MemoryRung& step_down_when_memory_runs_out(const std::function<void(const MemoryRung&)>& work) {
    for (std::size_t i = 0;; ++i) {
        const auto& rung = ladder()[i];
        const bool is_last = i + 1 == ladder().size();
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
        log::warning(std::string("The memory ran out (") + detail +
                     "). Going on from the last step: " + ladder()[i + 1].name + ".");
    }
}

}  // namespace stillwave
