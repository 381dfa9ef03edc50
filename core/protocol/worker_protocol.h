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

/// How an engine in a child process is spoken to: one JSON object a line on its standard input and output; pictures lie
/// in files (engine/take.h's frames) of a folder that both can reach. One call at a time; after each progress line the
/// child rests until it reads `Continue`, which is how a pause reaches it.
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
using Call = std::variant<AnimationRequest, EstimateAnimation, Prepare, ExportRequest, Estimate, LoopVariants,
                          ReadRecipe, PictureRequest, Describe, FindModel, AddModel, Rest, Continue, Cancel>;

/// `call` as a line without its end. An AnimationRequest's `photo` does not travel: it must name a photo_path.
std::string call_to_line(const Call& call);

/// Throws Error(invalid_argument) that says what is wrong with the line.
Call call_from_line(const std::string& line);

// ---- from the child

/// `pictures`: where the progress's preview lies; empty: it has none. The reader removes the file.
struct ProgressReply {
    Progress progress;  ///< its preview does not travel
    std::filesystem::path pictures;
};
/// `frames`: where the clip's frames lie if the request named no take folder. The reader removes the file.
struct AnimationReply {
    AnimationResult result;  ///< its frames do not travel
    std::filesystem::path frames;
};
/// `frames`: where each variant's frames lie; empty: it has none. The reader removes the files.
struct LoopVariantsReply {
    std::vector<LoopVariant> variants;  ///< their frames do not travel
    std::vector<std::filesystem::path> frames;
};
struct PictureReply {
    PictureResult result;  ///< its pixels do not travel
    std::filesystem::path picture;
};
struct Done {};
struct CancelledReply {};
using Reply =
    std::variant<ProgressReply, AnimationReply, AnimationEstimate, ExportResult, ExportEstimate, LoopVariantsReply,
                 RecipeSummary, PictureReply, EngineDescription, ModelSummary, Done, CancelledReply, Error>;

std::string reply_to_line(const Reply& reply);

/// Throws Error(internal) that says what is wrong with the line.
Reply reply_from_line(const std::string& line);

}  // namespace stillwave::worker
