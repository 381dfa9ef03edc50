#include "motion/easing.h"

namespace stillwave::motion {

double eased(Easing easing, double time) {
    switch (easing) {
        case Easing::linear:
            return time;
        case Easing::ease_in:
            return time * time;
        case Easing::ease_out:
            return time * (2 - time);
        case Easing::ease_in_out:
            break;
    }
    return time * time * (3 - 2 * time);
}

}  // namespace stillwave::motion
