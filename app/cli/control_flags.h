#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "types/controls.h"

namespace stillwave::cli {

/// The flags by which the command line directs a clip.
struct ControlFlags {
    std::filesystem::path motion_brushes;  ///< JSON with motion_brushes
    std::filesystem::path freeze;          ///< JSON with frozen
    std::string camera;                    ///< key=value,… of a camera
    std::filesystem::path last_frame;
    std::vector<std::filesystem::path> keyframes;
    std::filesystem::path motion_from;  ///< a clip or a take's folder
    std::string extend;                 ///< a take's folder, then key=value,… of an Extension
    std::string make_again;             ///< a take's folder, then key=value,… of a MakeAgain

    /// The folder of the take that the clip begins with; empty: it begins with a photo.
    std::filesystem::path take() const;
};

/// Adds the flags to `command`. They write to `flags`, which must outlive the parsing.
void add_control_flags(CLI::App& command, ControlFlags& flags);

/// Returns the controls of the flags; what no flag names is as in `recipe`. Throws Error(invalid_argument), which names
/// the file or flag.
Controls controls_of(const ControlFlags& flags, const Controls& recipe);

}  // namespace stillwave::cli
