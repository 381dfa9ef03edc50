#pragma once

#include <cstdint>
#include <vector>

/// The tiles of a frame, which are upscaled one after the other. Internal to the room.
namespace stillwave::enhance {

/// One tile on one axis, px of the input. The network makes the pixels from begin to end and reads the pixels from
/// read_begin to read_end, so that it sees the surroundings of the tile's edges.
struct Span {
    std::int64_t begin, end;            ///< made pixels, the fades included; neighbours share the fades
    std::int64_t fade_begin, fade_end;  ///< the lengths of the fades with the neighbours; 0 at the frame's edges
    std::int64_t read_begin, read_end;  ///< read pixels; cut at the frame's edges
    std::int64_t size() const { return end - begin; }
    std::int64_t read_size() const { return read_end - read_begin; }
};

/// Divides `size_px` into spans of about equal length and at most `tile_px` (more only to keep `alignment`), each read
/// with `overlap_px` more on both sides. Where `fades` is set, each span is also made half of the overlap beyond its
/// sides and fades into its neighbours there. Every read_begin is a multiple of `alignment`, as `size_px` must be.
std::vector<Span> divide(std::int64_t size_px, std::int64_t tile_px, std::int64_t overlap_px, bool fades,
                         std::int64_t alignment);

}  // namespace stillwave::enhance
