#pragma once

/// How a playhead moves through a clip, without any clock.
namespace stillwave::ui {

enum class PlayMode { once, loop, pingPong };

/// A range of frames; the first and the last are part of it.
struct FrameRange {
    int first = 0;
    int last = -1;

    int count() const { return last - first + 1; }
    bool operator==(const FrameRange&) const = default;
};

struct Playhead {
    int frame = 0;
    int direction = 1;   ///< 1 forward, -1 backward
    bool ended = false;  ///< the clip plays once and its end was reached

    bool operator==(const Playhead&) const = default;
};

/// The playhead `steps` frames later. A playhead outside the range is taken to the nearest frame in it first. Ping-pong
/// shows the frame at a turn once.
Playhead advanced(Playhead head, int steps, const FrameRange& range, PlayMode mode);

}  // namespace stillwave::ui
