#pragma once

#include <string>

namespace stillwave {

/// The versions that this program was built from: clips are equal bit for bit only between equal builds.
struct BuildInfo {
    std::string version;  ///< Stillwave's version
    std::string compiler;
    std::string build_type;
    std::string libtorch;  ///< libtorch's version

    bool operator==(const BuildInfo&) const = default;
};

BuildInfo current_build();

}  // namespace stillwave
