#include "ui/stage/playback.h"

#include <algorithm>

namespace stillwave::ui {

Playhead advanced(Playhead head, int steps, const FrameRange& range, PlayMode mode) {
    const int count = range.count();
    if (count < 1) return head;
    const int offset = std::clamp(head.frame, range.first, range.last) - range.first;
    if (mode == PlayMode::once) {
        const int end = head.direction > 0 ? count - 1 : 0;
        const int left = head.direction > 0 ? end - offset : offset;
        const bool ended = steps >= left;
        return {range.first + (ended ? end : offset + head.direction * steps), head.direction, ended};
    }
    if (mode == PlayMode::loop) {
        const int next = (offset + head.direction * (steps % count) + count) % count;
        return {range.first + next, head.direction, false};
    }
    if (count == 1) return {range.first, head.direction, false};
    const int period = 2 * (count - 1);
    const int phase = head.direction > 0 ? offset : (period - offset) % period;
    const int next = (phase + steps % period) % period;
    if (next >= count - 1) return {range.first + period - next, -1, false};
    return {range.first + next, 1, false};
}

}  // namespace stillwave::ui
