#pragma once

#include <filesystem>

#include "types/engine_description.h"

namespace stillwave {

/// Knows the models and the machine that they run on. Synchronous, as an Animator.
class Models {
  public:
    virtual ~Models() = default;

    /// Throws Error.
    virtual EngineDescription describe() = 0;

    /// Installs the model at `path` by a link to where it lies. Throws as ModelStore::add does.
    virtual ModelSummary add_model(const std::filesystem::path& path) = 0;
};

}  // namespace stillwave
