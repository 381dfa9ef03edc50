#pragma once

#include <cstdint>
#include <vector>

/// Parts of a picture that are worked on one after the other: internal to the room.
namespace stillwave::enhance {

/// A part of one axis, px: what is kept of it, and what is read around that so that its edges come out right.
struct Span {
    std::int64_t begin, end;            ///< kept
    std::int64_t read_begin, read_end;  ///< kept and overlap; cut at the picture's edges
    std::int64_t read_size() const { return read_end - read_begin; }
};

/// Divides `size_px` into spans of about equal length and at most `tile_px` (more only to keep `alignment`), each read
/// with `overlap_px` on both sides. Every beginning is a multiple of `alignment`, which `size_px` is too.
std::vector<Span> divide(std::int64_t size_px, std::int64_t tile_px, std::int64_t overlap_px, std::int64_t alignment);

}  // namespace stillwave::enhance
