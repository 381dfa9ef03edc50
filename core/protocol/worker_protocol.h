#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "types/animation.h"
#include "types/engine_description.h"
#include "types/error.h"
#include "types/picture.h"
#include "types/progress.h"

/// The messages between a front end and an engine in a child process: one JSON object a line on the child's standard
/// input and output. Images lie in files (engine/take.h's frames) of a folder that both can reach. Calls come one at a
/// time. After each progress line the child rests until it reads `Continue`, which is how a pause reaches it.
namespace stillwave::worker {

// ---- to the child

struct Describe {};
struct FindModel {
    std::string model;
};
struct AddModel {
    std::filesystem::path path;
    std::string variant;
    bool copy = false;
};
struct Estimate {
    ExportRequest request;
};
struct EstimateAnimation {
    AnimationRequest request;
};
struct PreviewControls {
    AnimationRequest request;
};
struct Prepare {
    AnimationRequest request;
};
struct LoopVariants {
    ExportRequest request;
    int long_side = 0;  ///< px
};
struct ReadRecipe {
    std::filesystem::path path;
};
struct Rest {};
struct Continue {};
struct Cancel {};
using Call =
    std::variant<AnimationRequest, EstimateAnimation, PreviewControls, Prepare, ExportRequest, Estimate, LoopVariants,
                 ReadRecipe, PictureRequest, Describe, FindModel, AddModel, Rest, Continue, Cancel>;

/// Returns `call` as a line without its end. An AnimationRequest's `photo` does not travel: it must name a photo_path.
std::string call_to_line(const Call& call);

/// Reads a call. Throws Error(invalid_argument) that says what is wrong with the line.
Call call_from_line(const std::string& line);

// ---- from the child

/// The progress of a call. `pictures` is the file with its preview; empty: there is none. The reader removes the file.
struct ProgressReply {
    Progress progress;  ///< travels without its preview
    std::filesystem::path pictures;
};
/// A finished clip. `frames` is the file with its frames where the request named no take folder. The reader removes the
/// file.
struct AnimationReply {
    AnimationResult result;  ///< travels without its frames
    std::filesystem::path frames;
};
/// The crude clip of a photo's controls. `frames` is the file with its frames; an empty path: it has none. The reader
/// removes the file.
struct PreviewReply {
    Clip clip;  ///< travels without its frames
    std::filesystem::path frames;
};
/// The ways to loop a clip. `frames` has the file with each variant's frames; an empty path: the variant has none. The
/// reader removes the files.
struct LoopVariantsReply {
    std::vector<LoopVariant> variants;  ///< travel without their frames
    std::vector<std::filesystem::path> frames;
};
struct PictureReply {
    PictureResult result;  ///< travels without its pixels
    std::filesystem::path picture;
};
struct Done {};
struct CancelledReply {};
using Reply = std::variant<ProgressReply, AnimationReply, AnimationEstimate, PreviewReply, ExportResult, ExportEstimate,
                           LoopVariantsReply, RecipeSummary, PictureReply, EngineDescription, ModelSummary, Done,
                           CancelledReply, Error>;

std::string reply_to_line(const Reply& reply);

/// Reads a reply. Throws Error(internal) that says what is wrong with the line.
Reply reply_from_line(const std::string& line);

}  // namespace stillwave::worker
