#include "enhance/tiles.h"

#include <algorithm>

namespace stillwave::enhance {
namespace {

std::int64_t quotient_up(std::int64_t value, std::int64_t divisor) {
    return (value + divisor - 1) / divisor;
}

}  // namespace

std::vector<Span> divide(std::int64_t size_px, std::int64_t tile_px, std::int64_t overlap_px, bool fades,
                         std::int64_t alignment) {
    const auto step = quotient_up(quotient_up(size_px, quotient_up(size_px, tile_px)), alignment) * alignment;
    const auto overlap = quotient_up(overlap_px, alignment) * alignment;
    const auto last = size_px - (quotient_up(size_px, step) - 1) * step;
    // The fade is limited, so that the fades at a span's two ends do not meet.
    const auto fade = fades ? std::min(overlap_px / 2, std::min(step, last) / 2) : 0;
    std::vector<Span> spans;
    for (std::int64_t begin = 0; begin < size_px; begin += step) {
        const auto end = std::min(begin + step, size_px);
        const auto before = begin == 0 ? 0 : fade, after = end == size_px ? 0 : fade;
        spans.push_back({begin - before, end + after, 2 * before, 2 * after, std::max<std::int64_t>(begin - overlap, 0),
                         std::min(end + overlap, size_px)});
    }
    return spans;
}

}  // namespace stillwave::enhance
