#include "engine/kept_latents.h"

#include <algorithm>
#include <utility>

#include "nn/safetensors.h"
#include "types/error.h"
#include "types/log.h"
#include "types/settings_json.h"

namespace stillwave {
namespace {

constexpr char tensor_name[] = "latents";
constexpr char source_key[] = "sampled_from";
const std::string before_directed = "\ndirected by ";

SettingsLayer settings_of_latents(const AnimationSettings& settings) {
    SettingsLayer layer;
    for (const auto& field : settings_fields())
        if (field.changes == Changes::latents) layer.emplace(field.key, get_setting(settings, field));
    return layer;
}

// Splits a text of sampled_from in two: the settings, and the parts around them.
std::pair<std::string, SettingsLayer> parse_source(const std::string& text) {
    const auto start = std::min(text.find('{'), text.size());
    const auto end = std::min(text.find(before_directed), text.size());
    AnimationSettings settings;
    apply_settings(settings, settings_from_json(text.substr(start, end - start), "The latents' source"));
    return {text.substr(0, start) + text.substr(end), settings_of_latents(settings)};
}

std::optional<at::Tensor> read_latents(const nn::SafetensorsFile& file) {
    for (const auto& info : file.tensors())
        if (info.name == tensor_name) return file.tensor(info).clone();
    return std::nullopt;
}

}  // namespace

std::string sampled_from(const std::string& photo_sha256, const std::string& model_hash, const std::string& device,
                         const std::string& dtype, const std::string& directed, const AnimationSettings& settings) {
    return photo_sha256 + '\n' + model_hash + '\n' + device + '\n' + dtype + '\n' +
           settings_to_json(settings_of_latents(settings)) + (directed.empty() ? "" : before_directed + directed);
}

void keep_latents(const std::filesystem::path& path, const at::Tensor& latents, const std::string& source) {
    nn::save_safetensors(path, {{tensor_name, latents}}, {{source_key, source}});
}

std::optional<at::Tensor> kept_latents(const std::filesystem::path& path, const std::string& source) {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) return std::nullopt;
    try {
        const auto file = nn::SafetensorsFile::open(path);
        const auto found = file.metadata().find(source_key);
        if (found == file.metadata().end() || parse_source(found->second) != parse_source(source)) return std::nullopt;
        return read_latents(file);
    } catch (const Error& error) {
        log::warning(std::string("Kept latents cannot be used: ") + error.what());
    }
    return std::nullopt;
}

at::Tensor latents_in(const std::filesystem::path& path) {
    const auto problem = path.string() + " holds no latents that can be read";
    try {
        if (const auto latents = read_latents(nn::SafetensorsFile::open(path))) return *latents;
    } catch (const Error& error) {
        throw Error(ErrorCode::clip_unreadable, problem + ": " + error.what(), error.detail());
    }
    throw Error(ErrorCode::clip_unreadable, problem + ".");
}

}  // namespace stillwave
