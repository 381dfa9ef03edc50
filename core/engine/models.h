#pragma once

#include <filesystem>
#include <string>

#include "types/engine_description.h"

namespace stillwave {

/// Knows the models and the machine that they run on. Synchronous, as an Animator.
class Models {
  public:
    virtual ~Models() = default;

    /// Throws Error.
    virtual EngineDescription describe() = 0;

    /// The model that an AnimationRequest's `model` names: an installed name, a path, or empty for the best one. Throws
    /// Error(model_not_found), Error(model_invalid).
    virtual ModelSummary find_model(const std::string& model) = 0;

    /// Installs the model at `path`: linked from where it lies, or with `copy` copied whole. `variant` (svd, svd_xt,
    /// svd_xt_1_1) says which model a single file is, also of one that is installed already; where it is empty the
    /// engine finds out, for which it may read the whole file. Throws as ModelStore::add does.
    virtual ModelSummary add_model(const std::filesystem::path& path, const std::string& variant, bool copy) = 0;
};

}  // namespace stillwave
