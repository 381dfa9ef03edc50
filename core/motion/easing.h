#pragma once

namespace stillwave::motion {

/// How a movement gains and loses speed between its ends.
enum class Easing { linear, ease_in, ease_out, ease_in_out };

/// Returns the share of the way, 0..1, that is done at the share `time` of the duration, 0..1.
double eased(Easing easing, double time);

}  // namespace stillwave::motion
