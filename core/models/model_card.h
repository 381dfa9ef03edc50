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
    std::string name;     ///< for people
    std::string note;     ///< one sentence: what it is and what to expect
    std::string licence;  ///< of the weights
    /// Made to show and test the program, not to be handed on in an installer.
    bool development_demonstration = false;
    SettingsLayer settings;        ///< the recommended ones
    std::vector<ModelSize> sizes;  ///< that it does well, best first
};

/// `name` is what errors call the text. Throws Error(model_invalid), and Error(invalid_argument) for settings.
ModelCard model_card_from_json(const std::string& text, const std::string& name);

/// The settings that a model's card recommends, its best width and height among them; none without a card.
SettingsLayer card_settings(const std::optional<ModelCard>& card);

/// The card of the model at `model`, a folder or a file; nothing where it has none.
std::optional<ModelCard> read_model_card(const std::filesystem::path& model);

}  // namespace stillwave
