#pragma once

#include <optional>
#include <string>

#include "engine/loaded_model.h"
#include "types/machine.h"

namespace stillwave {

/// Keeps the model that was loaded last, so that the next clip need not load it again.
class WarmModel {
  public:
    /// `model` on the device of `choice`; a kept one stays with its weights where they are. Throws as load_model does.
    const LoadedModel& load(const std::string& model, const DeviceChoice& choice);

    /// Loads it again where its weights are to lie elsewhere.
    const LoadedModel& load(const std::string& model, const DeviceChoice& choice, const svd::Residencies& residencies);

    void reset() { model_.reset(); }

  private:
    std::optional<LoadedModel> model_;
    std::string key_;  // model, device and dtype
    svd::Residencies residencies_;
};

}  // namespace stillwave
