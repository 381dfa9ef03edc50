#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "types/animation.h"
#include "types/engine_description.h"
#include "types/export_types.h"
#include "types/picture.h"
#include "types/progress.h"

namespace stillwave {

/// What front ends know of the engine. Synchronous: it owns no thread, and calls back on the caller's.
class AnimationEngine {
  public:
    virtual ~AnimationEngine() = default;

    /// Throws Error, or Cancelled within a step of a stop. The clip was checked: not NaN, black or frozen. The work
    /// rests while `progress` does not return: that is how a front end pauses it.
    virtual AnimationResult animate(const AnimationRequest& request, const ProgressCallback& progress,
                                    std::stop_token stop) = 0;

    /// What animate() would take. The photo is looked at only where the settings name no size. Throws Error.
    virtual AnimationEstimate estimate_animation(const AnimationRequest& request) = 0;

    /// Gets ready what animate() of such a request needs of the model, while nothing else is to be done: the next clip
    /// starts sooner. Throws Error.
    virtual void prepare(const AnimationRequest& request) = 0;

    /// Loops, smooths, enlarges and writes a clip. The recipe travels along unless it is not wanted. Throws Error:
    /// clip_unreadable, invalid_argument (the settings, a size budget that no quality meets), output_unwritable; and
    /// Cancelled within a frame. Then nothing stands under the file's name, and the source is as it was.
    virtual ExportResult export_clip(const ExportRequest& request, const ProgressCallback& progress,
                                     std::stop_token stop) = 0;

    /// Throws as export_clip does. `out` is not touched.
    virtual ExportEstimate estimate_export(const ExportRequest& request, std::stop_token stop) = 0;

    /// The clip looped in every way, its frames at most `long_side` px. Throws Error(clip_unreadable), Cancelled.
    virtual std::vector<LoopVariant> loop_variants(const ExportRequest& request, int long_side,
                                                   std::stop_token stop) = 0;

    /// What a clip, picture sequence or sidecar says about how it was made. Throws Error(clip_unreadable).
    virtual RecipeSummary read_recipe(const std::filesystem::path& path) = 0;

    /// Throws Error(photo_unreadable).
    virtual PictureResult read_picture(const PictureRequest& request) = 0;

    virtual EngineDescription describe() = 0;

    /// Installs the model at `path` where it lies. `variant` (svd, svd_xt, svd_xt_1_1) says which model a single file
    /// is, also of one that is installed already; empty: it is found out, which may read the whole file. Throws as
    /// ModelStore::add does.
    virtual ModelSummary add_model(const std::filesystem::path& path, const std::string& variant) = 0;

    /// Gives back what is kept between calls: the warm model and its memory.
    virtual void rest() = 0;
};

/// The engine that does the work in this process; it keeps the last model warm.
std::unique_ptr<AnimationEngine> make_local_engine();

}  // namespace stillwave
