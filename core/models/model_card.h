#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "types/engine_description.h"
#include "types/settings_fields.h"

namespace stillwave {

/// A model's own description and defaults: `stillwave.json` in its folder, `NAME.stillwave.json` beside a single file.
struct ModelCard {
    std::string name;     ///< the name for people
    std::string note;     ///< one sentence about what the model is and what to expect
    std::string licence;  ///< the licence of the weights
    /// The type that the model must be computed in, where only one will do: float32, float16 or bfloat16. Empty: any.
    std::string dtype;
    // See svd::PipelineConfig.
    std::int64_t position_channel = -1;
    std::int64_t motion_channel = -1;
    double motion_scale = 1;
    SettingsLayer settings;        ///< the settings that the model recommends
    std::vector<ModelSize> sizes;  ///< the sizes that the model does well, best first
};

/// Reads a card. Errors call the text `name`. Throws Error(model_invalid), and Error(invalid_argument) for settings.
ModelCard model_card_from_json(const std::string& text, const std::string& name);

/// The settings that a model's card recommends, its best width and height among them; none without a card.
SettingsLayer card_settings(const std::optional<ModelCard>& card);

/// Reads the card of the model at `model`, a folder or a file; nothing where it has none. Throws as
/// model_card_from_json does.
std::optional<ModelCard> read_model_card(const std::filesystem::path& model);

}  // namespace stillwave
