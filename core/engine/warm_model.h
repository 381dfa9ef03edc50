#pragma once

#include <optional>
#include <string>

#include "engine/loaded_model.h"
#include "types/machine.h"

namespace stillwave {

/// Keeps the model that was loaded last, so that the next clip need not load it again.
class WarmModel {
  public:
    /// Returns `model` on the device of `choice`. The weights of a kept model stay where they lie. Throws as load_model
    /// does.
    const LoadedModel& load(const std::string& model, const DeviceChoice& choice);

    /// Returns `model` with its weights where `residencies` says. A kept model whose weights lie elsewhere is loaded
    /// again.
    const LoadedModel& load(const std::string& model, const DeviceChoice& choice, const svd::Residencies& residencies);

    /// The type that the card of `model` asks for; empty where any will do. The card of the kept model is not read
    /// again. Throws as ModelStore::resolve does.
    std::string card_dtype(const std::string& model) const;

    void reset() { model_.reset(); }

  private:
    std::optional<LoadedModel> model_;
    std::string key_;  // model, device and dtype
    svd::Residencies residencies_;
};

}  // namespace stillwave
