#include "models/model_card.h"

#include <set>

#include "types/error.h"
#include "types/json_settings.h"
#include "types/json_text.h"

namespace stillwave {
namespace {

constexpr auto invalid = ErrorCode::model_invalid;

void refuse_unknown_keys(const nlohmann::json& object, const std::string& name) {
    const std::set<std::string, std::less<>> known = {"name",     "note", "licence", "development_demonstration",
                                                      "settings", "sizes"};
    for (const auto& [key, value] : object.items()) {
        if (!known.contains(key)) throw Error(invalid, name + " has the unknown key '" + key.substr(0, 80) + "'.");
    }
}

std::vector<ModelCard::Size> sizes_from(const nlohmann::json& list, const std::string& name) {
    const std::string wanted = name + ": 'sizes' must be a list of [width, height] in pixels, each from 1 to 8192.";
    if (!list.is_array()) throw Error(invalid, wanted);
    std::vector<ModelCard::Size> sizes;
    const auto side = [&](const nlohmann::json& value) {
        if (!value.is_number_unsigned() || value.get<std::uint64_t>() < 1 || value.get<std::uint64_t>() > 8192) {
            throw Error(invalid, wanted);
        }
        return value.get<std::int64_t>();
    };
    for (const auto& item : list) {
        if (!item.is_array() || item.size() != 2) throw Error(invalid, wanted);
        sizes.push_back({side(item[0]), side(item[1])});
    }
    return sizes;
}

}  // namespace

ModelCard model_card_from_json(const std::string& text, const std::string& name) {
    const auto object = parse_json_object(text, name, invalid);
    refuse_unknown_keys(object, name);
    ModelCard card;
    card.name = json_string(object, "name", name, invalid);
    card.note = json_string(object, "note", name, invalid);
    card.licence = json_string(object, "licence", name, invalid);
    if (object.contains("development_demonstration")) {
        const auto& flag = object.at("development_demonstration");
        if (!flag.is_boolean()) {
            throw Error(invalid, name + ": 'development_demonstration' must be true or false.");
        }
        card.development_demonstration = flag.get<bool>();
    }
    if (object.contains("settings")) {
        card.settings = settings_from_object(json_object(object, "settings", name, invalid), name);
    }
    if (object.contains("sizes")) card.sizes = sizes_from(object.at("sizes"), name);
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
