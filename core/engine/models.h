#pragma once

#include <filesystem>
#include <string>

#include "types/engine_description.h"

namespace stillwave {

/// Tells of the models and of the machine that they run on. All calls block, as an Animator's do.
class Models {
  public:
    virtual ~Models() = default;

    /// Describes the machine, the models and the formats. Throws Error.
    virtual EngineDescription describe() = 0;

    /// Describes the model that an AnimationRequest's `model` names: an installed name, a path, or empty for the best
    /// one. Throws Error(model_not_found), Error(model_invalid).
    virtual ModelSummary find_model(const std::string& model) = 0;

    /// Installs the model at `path`: linked from where it lies, or with `copy` copied whole. `variant` (svd, svd_xt,
    /// svd_xt_1_1) says which model a single file is, also for a file that is installed already. Where it is empty the
    /// engine finds out, and may read the whole file for that. Throws as ModelStore::add does.
    virtual ModelSummary add_model(const std::filesystem::path& path, const std::string& variant, bool copy) = 0;
};

}  // namespace stillwave
