#pragma once

#include <cstdint>
#include <vector>

/// Parts of a picture that are worked on one after the other: internal to the room.
namespace stillwave::enhance {

/// A part of one axis, px: what is made of it, and what is read around that so that its edges come out right.
struct Span {
    std::int64_t begin, end;  ///< made; with the fades, so that neighbours share them
    std::int64_t fade_begin,
        fade_end;  ///< how much of it fades in and out over the neighbours; 0 at the picture's edges
    std::int64_t read_begin, read_end;  ///< made and what is around it; cut at the picture's edges
    std::int64_t size() const { return end - begin; }
    std::int64_t read_size() const { return read_end - read_begin; }
};

/// Divides `size_px` into spans of about equal length and at most `tile_px` (more only to keep `alignment`), each read
/// with `overlap_px` on both sides, of which half goes to the fade if there is one. Every reading begins at a multiple
/// of `alignment`, which `size_px` is too.
std::vector<Span> divide(std::int64_t size_px, std::int64_t tile_px, std::int64_t overlap_px, bool fades,
                         std::int64_t alignment);

}  // namespace stillwave::enhance
