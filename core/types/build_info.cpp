#include "types/build_info.h"

namespace stillwave {

BuildInfo current_build() {
    return {STILLWAVE_VERSION, STILLWAVE_COMPILER, STILLWAVE_BUILD_TYPE, STILLWAVE_LIBTORCH_VERSION};
}

}  // namespace stillwave
