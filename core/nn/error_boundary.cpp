#include "nn/error_boundary.h"

#include <string_view>

namespace stillwave {

Error out_of_memory_error(const std::string& detail) {
    return {ErrorCode::out_of_memory,
            "The memory ran out. Choose a smaller --width and --height, fewer --num-frames, a --decode-chunk-size such "
            "as 2, or close other programs.",
            detail};
}

Error to_error(const c10::Error& error) {
    const std::string_view text = error.what_without_backtrace();
    // The processor's allocator throws a plain c10::Error; its text is the only mark.
    const bool memory = dynamic_cast<const c10::OutOfMemoryError*>(&error) != nullptr ||
                        text.find("can't allocate memory") != text.npos || text.find("out of memory") != text.npos;
    if (memory) return out_of_memory_error(std::string(text));
    return {ErrorCode::internal, "The computation failed inside libtorch.", std::string(text)};
}

}  // namespace stillwave
