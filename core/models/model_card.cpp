#include "models/model_card.h"

#include <set>

#include "types/error.h"
#include "types/json_reader.h"
#include "types/json_settings.h"
#include "types/json_text.h"

namespace stillwave {
namespace {

constexpr auto invalid = ErrorCode::model_invalid;

void refuse_unknown_keys(const JsonReader& reader) {
    const std::set<std::string, std::less<>> known = {
        "name", "note", "licence", "dtype", "position_channel", "motion_channel", "motion_scale", "settings", "sizes"};
    for (const auto& [key, value] : reader.json().items()) {
        if (!known.contains(key)) reader.refuse("has the unknown key '" + key.substr(0, 80) + "'");
    }
}

std::vector<ModelSize> read_sizes(const JsonReader& reader) {
    std::vector<ModelSize> sizes;
    const auto is_side = [](const nlohmann::json& value) {
        return value.is_number_unsigned() && value.get<std::uint64_t>() >= 1 && value.get<std::uint64_t>() <= 8192;
    };
    const auto& list = reader.json().at("sizes");
    bool valid = list.is_array();
    for (const auto& item : list) {
        valid = valid && item.is_array() && item.size() == 2 && is_side(item[0]) && is_side(item[1]);
        if (!valid) break;
        sizes.push_back({item[0].get<std::int64_t>(), item[1].get<std::int64_t>()});
    }
    if (!valid) reader.refuse_value("sizes", "a list of [width, height] in pixels, each from 1 to 8192");
    return sizes;
}

}  // namespace

ModelCard model_card_from_json(const std::string& text, const std::string& name) {
    const JsonReader reader(text, name, invalid);
    refuse_unknown_keys(reader);
    ModelCard card;
    card.name = reader.text("name");
    card.note = reader.text("note");
    card.licence = reader.text("licence");
    reader.read("dtype", card.dtype, {"float32", "float16", "bfloat16"});
    reader.read("position_channel", card.position_channel, 0, 1022);
    reader.read("motion_channel", card.motion_channel, 0, 1022);
    reader.read("motion_scale", card.motion_scale, 1e-3, 1e3);
    if (reader.has("settings")) card.settings = settings_from_object(reader.object("settings").json(), name);
    if (reader.has("sizes")) card.sizes = read_sizes(reader);
    return card;
}

SettingsLayer card_settings(const std::optional<ModelCard>& card) {
    if (!card) return {};
    auto settings = card->settings;
    if (!card->sizes.empty()) {
        settings.emplace("width", card->sizes.front().width);
        settings.emplace("height", card->sizes.front().height);
    }
    return settings;
}

std::optional<ModelCard> read_model_card(const std::filesystem::path& model) {
    std::error_code ignored;
    // A linked file's card lies beside the file itself.
    std::vector<std::filesystem::path> places;
    if (std::filesystem::is_directory(model, ignored)) {
        places = {model / "stillwave.json"};
    } else {
        for (auto file : {model, std::filesystem::canonical(model, ignored)}) {
            places.push_back(file.replace_extension(".stillwave.json"));
        }
    }
    for (const auto& place : places) {
        if (std::filesystem::exists(place, ignored)) {
            return model_card_from_json(read_json_file(place, invalid), place.string());
        }
    }
    return std::nullopt;
}

}  // namespace stillwave
