#pragma once

/// How a playhead moves through a clip, without any clock.
namespace stillwave::ui {

enum class PlayMode { once, loop, pingPong };

/// Frames from first to last, both played.
struct FrameRange {
    int first = 0;
    int last = -1;

    int count() const { return last - first + 1; }
    bool operator==(const FrameRange&) const = default;
};

struct Playhead {
    int frame = 0;
    int direction = 1;   ///< 1 forward, -1 backward
    bool ended = false;  ///< the end of a clip that plays once was reached

    bool operator==(const Playhead&) const = default;
};

/// The playhead `steps` frames later. A head outside the range is taken to its nearest frame first; ping-pong shows
/// its end frames once a turn.
Playhead advanced(Playhead head, int steps, const FrameRange& range, PlayMode mode);

}  // namespace stillwave::ui
