#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "types/clip.h"
#include "types/controls.h"
#include "types/settings_fields.h"

namespace stillwave {

/// The order for a file made of a clip or take. The export_fields say how the clip loops, how smooth and large it is,
/// and in which format it is written.
struct ExportRequest {
    std::filesystem::path source;  ///< a take's folder (engine/take.h) or a clip file
    std::string detail;            ///< which of a take's frames: photo | model; empty: photo where it has them
    std::int64_t first = 0;        ///< the first exported frame, counted from 0
    std::int64_t last = -1;        ///< the last exported frame; -1: the clip's last
    SettingsLayer settings;        ///< rows of export_fields; a missing row has its default
    /// The file, or the folder of a sequence. The setting `overwrite` decides what happens where it exists.
    std::filesystem::path out;
    std::string device = "auto";  ///< the upscaler's device: auto | cpu | cuda | cuda:N
};

struct ExportResult {
    std::filesystem::path path;     ///< the written file: `out`, or `out` with a number
    std::filesystem::path sidecar;  ///< the recipe's file beside it; empty: none was written
    int width = 0;                  ///< px
    int height = 0;                 ///< px
    int frames = 0;
    double fps = 0;
    std::uint64_t bytes = 0;   ///< size of the file, or of a sequence's files together
    std::int64_t quality = 0;  ///< the quality that was used; a size budget may have lowered it
    double seam_before = 0;    ///< score of the join from last to first frame, as shot (0: like any other)
    double seam_after = 0;     ///< the same score of the exported frames
};

/// The size that an export would have, found by encoding some of its frames or all.
struct ExportEstimate {
    std::uint64_t bytes = 0;
    bool exact = false;  ///< true: all frames were encoded
    int width = 0;       ///< px
    int height = 0;      ///< px
    int frames = 0;
    double fps = 0;
};

/// One way to loop a clip, in small frames, so that all ways can be seen side by side.
struct LoopVariant {
    std::string loop;  ///< a choice of export_fields' `loop`
    Clip clip;
    double seam = 0;      ///< score of the join from its last to its first frame
    std::string problem;  ///< why the clip cannot be looped in this way; empty: it can
};

/// A choice of the setting `format` of export_fields, and whether this machine can write it.
struct FormatSummary {
    std::string key;
    std::string extension;                   ///< the extension with its dot; empty: a folder of files
    std::vector<std::string> pixel_formats;  ///< the choices beside auto
    std::string problem;                     ///< what this machine lacks to write the format; empty: nothing
};

/// An upscaler that is installed or comes with the program.
struct UpscalerSummary {
    std::string name;
    std::filesystem::path path;
    int scale = 0;        ///< the network's own factor of the width and height
    std::string problem;  ///< why the upscaler cannot be used; empty: it can
};

/// The facts of a recipe that a front end needs to restore it.
struct RecipeSummary {
    SettingsLayer settings;
    std::string model;
    std::filesystem::path photo;  ///< the path at which the photo should lie
    Controls controls = {};       ///< with the paths at which their pictures and clips should lie
};

}  // namespace stillwave
