#pragma once

#include <filesystem>
#include <stop_token>
#include <vector>

#include "types/export_types.h"
#include "types/progress.h"

namespace stillwave {

/// Makes files of finished clips, which are takes and clip files. All calls block, as an Animator's do.
class Exporter {
  public:
    virtual ~Exporter() = default;

    /// Loops, smooths, enlarges and writes a clip; its recipe travels along unless the settings say no. Throws Error:
    /// clip_unreadable, invalid_argument (the settings, a size budget that no quality meets), output_unwritable; and
    /// Cancelled within a frame of a stop request. A call that throws leaves no unfinished file under the file's name.
    /// The source stays as it was.
    virtual ExportResult export_clip(const ExportRequest& request, const ProgressCallback& progress,
                                     std::stop_token stop) = 0;

    /// Foretells the size of export_clip()'s file and leaves `out` alone. Throws as export_clip does.
    virtual ExportEstimate estimate_export(const ExportRequest& request, std::stop_token stop) = 0;

    /// Loops the clip in each of the ways that export_fields has, with frames of at most `long_side` px. Throws
    /// Error(clip_unreadable), Cancelled.
    virtual std::vector<LoopVariant> loop_variants(const ExportRequest& request, int long_side,
                                                   std::stop_token stop) = 0;

    /// Reads the recipe of a clip or picture sequence, or the recipe in a JSON file. Throws Error(clip_unreadable).
    virtual RecipeSummary read_recipe(const std::filesystem::path& path) = 0;
};

}  // namespace stillwave
