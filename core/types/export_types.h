#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "types/clip.h"
#include "types/settings_fields.h"

namespace stillwave {

/// An order for a file made of a clip or take: the export_fields say how it loops, how smooth, how large and in which
/// format.
struct ExportRequest {
    std::filesystem::path source;  ///< a take's folder (engine/take.h) or a clip file
    std::string detail;         ///< photo | model: which of a take's frames; empty: with photo detail where it has them
    std::int64_t first = 0;     ///< the frame that it starts with
    std::int64_t last = -1;     ///< the frame that it ends with; -1: the clip's last
    SettingsLayer settings;     ///< of export_fields; what is missing is their default
    std::filesystem::path out;  ///< the file, or the folder of a sequence; `overwrite` says what if it is there
    std::string device = "auto";  ///< of the upscaler: auto | cpu | cuda | cuda:N
};

struct ExportResult {
    std::filesystem::path path;     ///< what was written: `out`, or that with a number
    std::filesystem::path sidecar;  ///< the recipe beside it; empty: none was asked for
    int width = 0;                  ///< px
    int height = 0;                 ///< px
    int frames = 0;
    double fps = 0;
    std::uint64_t bytes = 0;   ///< of the file, or of a sequence's files together
    std::int64_t quality = 0;  ///< as it was used: a size budget may have lowered it
    double seam_before = 0;    ///< score of the join from the last to the first frame, as shot (0: like any other)
    double seam_after = 0;     ///< as exported
};

/// How large a file would be, found by encoding a part of it.
struct ExportEstimate {
    std::uint64_t bytes = 0;
    bool exact = false;  ///< the whole clip was encoded
    int width = 0;       ///< px
    int height = 0;      ///< px
    int frames = 0;
    double fps = 0;
};

/// One way to close a clip's seam, small, to be looked at beside the others.
struct LoopVariant {
    std::string loop;  ///< a choice of export_fields' `loop`
    Clip clip;
    double seam = 0;      ///< score of its join
    std::string problem;  ///< why the clip cannot be looped so; empty: it can
};

/// A format of export_fields' `format` on this machine.
struct FormatSummary {
    std::string key;
    std::string extension;                   ///< with its dot; empty: a folder of files
    std::vector<std::string> pixel_formats;  ///< that it takes beside auto
    std::string problem;                     ///< what this machine lacks to write it; empty: it can
};

/// An upscaler that is installed or comes with the program.
struct UpscalerSummary {
    std::string name;
    std::filesystem::path path;
    int scale = 0;        ///< its own: times the width and height
    std::string problem;  ///< why it cannot be used; empty: it can
};

/// How a file was made, for a front end that restores it.
struct RecipeSummary {
    SettingsLayer settings;
    std::string model;
    std::filesystem::path photo;  ///< where its photo should lie
};

}  // namespace stillwave
