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

    /// Installs the model at `path` by a link to where it lies. `variant` (svd, svd_xt, svd_xt_1_1) says which model a
    /// single file is, also of one that is installed already; where it is empty the engine finds out, for which it may
    /// read the whole file. Throws as ModelStore::add does.
    virtual ModelSummary add_model(const std::filesystem::path& path, const std::string& variant) = 0;
};

}  // namespace stillwave
