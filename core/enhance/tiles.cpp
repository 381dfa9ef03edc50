#include "enhance/tiles.h"

#include <algorithm>

namespace stillwave::enhance {
namespace {

std::int64_t quotient_up(std::int64_t value, std::int64_t divisor) {
    return (value + divisor - 1) / divisor;
}

}  // namespace

std::vector<Span> divide(std::int64_t size_px, std::int64_t tile_px, std::int64_t overlap_px, std::int64_t alignment) {
    const auto count = quotient_up(size_px, tile_px);
    const auto step = quotient_up(quotient_up(size_px, count), alignment) * alignment;
    const auto overlap = quotient_up(overlap_px, alignment) * alignment;
    std::vector<Span> spans;
    for (std::int64_t begin = 0; begin < size_px; begin += step) {
        const auto end = std::min(begin + step, size_px);
        spans.push_back({begin, end, std::max<std::int64_t>(begin - overlap, 0), std::min(end + overlap, size_px)});
    }
    return spans;
}

}  // namespace stillwave::enhance
