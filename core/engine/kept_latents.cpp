#include "engine/kept_latents.h"

#include "nn/safetensors.h"
#include "types/error.h"
#include "types/log.h"
#include "types/settings_json.h"

namespace stillwave {
namespace {

constexpr char tensor_name[] = "latents";
constexpr char source_key[] = "sampled_from";

}  // namespace

std::string sampled_from(const std::string& photo_sha256, const std::string& model_hash, const std::string& device,
                         const std::string& dtype, AnimationSettings settings) {
    const AnimationSettings unset;
    // A preset's name alone changes nothing: what it stood for is in the others.
    settings.preset = unset.preset;
    settings.decode_chunk_size = unset.decode_chunk_size;
    settings.detail = unset.detail;
    settings.detail_size = unset.detail_size;
    settings.detail_fallback = unset.detail_fallback;
    return photo_sha256 + '\n' + model_hash + '\n' + device + '\n' + dtype + '\n' +
           settings_to_json(to_layer(settings));
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
        if (found == file.metadata().end() || found->second != source) return std::nullopt;
        for (const auto& info : file.tensors())
            if (info.name == tensor_name) return file.tensor(info).clone();
    } catch (const Error& error) {
        log::warning(std::string("Kept latents cannot be used: ") + error.what());
    }
    return std::nullopt;
}

}  // namespace stillwave
