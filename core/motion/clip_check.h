#pragma once

#include "types/clip.h"
#include "types/image.h"

namespace stillwave::motion {

/// Checks the frames of a clip before the clip counts as done. Throws Error(clip_rejected), which says what is wrong,
/// in which frame, and what to do, where
/// - there is no frame, or frames are empty or differ in size;
/// - any frame is black: all but a thousandth of its pixels are at most 4 of 255 in every channel;
/// - any frame is one flat colour: the standard deviation of every channel is below half a level;
/// - the clip is frozen: no value of any frame differs from the first frame's by more than 1 level, which is rounding.
///   A clip of one frame is not frozen.
/// Values that are not numbers are found earlier, on the model's tensors.
void check_clip(const Clip& clip);

/// Checks a clip in the same measures, but with limits from the photo (at any size) that the model saw. A frame is
/// black up to 8 levels or a quarter of the photo's own brightness, and flat below 1 level or a quarter of the photo's
/// own deviation, whichever is lower. So photos of night and fog pass, a black photo may give black frames and a flat
/// one flat frames. Where the photo is flat (a deviation below 1 level) no motion could be seen, so the clip may be
/// frozen. Throws Error(invalid_argument) where the photo is empty.
void check_clip(const Clip& clip, const Image& photo);

}  // namespace stillwave::motion
