#include "svd/config.h"

#include <string>
#include <vector>

#include "types/error.h"
#include "types/json_reader.h"
#include "types/json_text.h"

namespace stillwave::svd {
namespace {

// The limit is far above any model that exists; a configuration beyond it is damaged or hostile.
constexpr std::int64_t largest_channels = 16384;
constexpr std::int64_t largest_layers = 256;
constexpr std::size_t largest_levels = 8;

/// Reads one number for all levels, or a list with one for each. Without the key, the library's default for all levels
/// stays where it has the right length.
void read_per_level(const JsonReader& reader, const std::string& key, std::vector<std::int64_t>& values,
                    std::size_t levels, std::int64_t maximum) {
    if (reader.has(key) && reader.json().at(key).is_array()) {
        reader.read(key, values, largest_levels, 1, maximum);
        if (values.size() != levels) reader.refuse_value(key, "a list of " + std::to_string(levels) + " numbers");
    } else {
        std::int64_t value = values.front();
        reader.read(key, value, 1, maximum);
        if (reader.has(key) || values.size() != levels) values.assign(levels, value);
    }
}

void require_groups(const JsonReader& reader, const std::vector<std::int64_t>& channels) {
    for (const auto count : channels) {
        if (count % 32 != 0) {
            reader.refuse("has block_out_channels with " + std::to_string(count) +
                          ", which does not divide into 32 groups");
        }
    }
}

}  // namespace

UNetConfig unet_config_from_json(const std::string& text, const std::string& name) {
    const JsonReader reader(text, name, ErrorCode::model_invalid);
    UNetConfig config;
    config.num_frames = 25;  // the library's default; Stability's files state theirs
    reader.read("in_channels", config.in_channels, 1, largest_channels);
    reader.read("out_channels", config.out_channels, 1, largest_channels);
    reader.read("down_block_types", config.down_block_types, largest_levels,
                {"CrossAttnDownBlockSpatioTemporal", "DownBlockSpatioTemporal"});
    reader.read("up_block_types", config.up_block_types, largest_levels,
                {"CrossAttnUpBlockSpatioTemporal", "UpBlockSpatioTemporal"});
    reader.read("block_out_channels", config.block_out_channels, largest_levels, 1, largest_channels);
    reader.read("addition_time_embed_dim", config.addition_time_embed_dim, 1, largest_channels);
    reader.read("projection_class_embeddings_input_dim", config.projection_class_embeddings_input_dim, 1,
                3 * largest_channels);
    reader.read("num_frames", config.num_frames, 1, 1024);

    const auto levels = config.block_out_channels.size();
    if (config.down_block_types.size() != levels || config.up_block_types.size() != levels) {
        reader.refuse("has down_block_types, up_block_types and block_out_channels of different lengths");
    }
    read_per_level(reader, "layers_per_block", config.layers_per_block, levels, largest_layers);
    read_per_level(reader, "cross_attention_dim", config.cross_attention_dim, levels, largest_channels);
    read_per_level(reader, "transformer_layers_per_block", config.transformer_layers_per_block, levels, largest_layers);
    read_per_level(reader, "num_attention_heads", config.num_attention_heads, levels, largest_channels);

    require_groups(reader, config.block_out_channels);
    for (std::size_t i = 0; i < levels; ++i) {
        if (config.block_out_channels[i] % config.num_attention_heads[i] != 0) {
            reader.refuse("has num_attention_heads that do not divide block_out_channels");
        }
    }
    if (config.addition_time_embed_dim * 3 != config.projection_class_embeddings_input_dim) {
        reader.refuse("has a projection_class_embeddings_input_dim that is not three times addition_time_embed_dim");
    }
    return config;
}

VaeConfig vae_config_from_json(const std::string& text, const std::string& name) {
    const JsonReader reader(text, name, ErrorCode::model_invalid);
    VaeConfig config;
    std::vector<std::string> down_block_types = {"DownEncoderBlock2D"};
    // The library's own defaults, which are smaller than Stable Video Diffusion's values.
    config.block_out_channels = {64};
    config.layers_per_block = 1;
    reader.read("in_channels", config.in_channels, 1, 3);
    reader.read("out_channels", config.out_channels, 1, 3);
    reader.read("down_block_types", down_block_types, largest_levels, {"DownEncoderBlock2D"});
    reader.read("block_out_channels", config.block_out_channels, largest_levels, 1, largest_channels);
    reader.read("layers_per_block", config.layers_per_block, 1, largest_layers);
    reader.read("latent_channels", config.latent_channels, 1, largest_channels);
    reader.read("scaling_factor", config.scaling_factor, 1e-6, 1e6);
    reader.read("force_upcast", config.force_upcast);
    if (down_block_types.size() != config.block_out_channels.size()) {
        reader.refuse("has down_block_types and block_out_channels of different lengths");
    }
    if (config.in_channels != 3 || config.out_channels != 3) reader.refuse("does not take and give RGB pictures");
    require_groups(reader, config.block_out_channels);
    return config;
}

ClipVisionConfig clip_vision_config_from_json(const std::string& text, const std::string& name) {
    const JsonReader reader(text, name, ErrorCode::model_invalid);
    // The library's own defaults (CLIP ViT-B/32).
    ClipVisionConfig config{.hidden_size = 768,
                            .intermediate_size = 3072,
                            .num_hidden_layers = 12,
                            .num_attention_heads = 12,
                            .num_channels = 3,
                            .image_size = 224,
                            .patch_size = 32,
                            .projection_dim = 512,
                            .hidden_act = "quick_gelu",
                            .layer_norm_eps = 1e-5};
    reader.read("hidden_size", config.hidden_size, 1, largest_channels);
    reader.read("intermediate_size", config.intermediate_size, 1, 4 * largest_channels);
    reader.read("num_hidden_layers", config.num_hidden_layers, 1, largest_layers);
    reader.read("num_attention_heads", config.num_attention_heads, 1, largest_channels);
    reader.read("num_channels", config.num_channels, 1, 3);
    reader.read("image_size", config.image_size, 1, 4096);
    reader.read("patch_size", config.patch_size, 1, 4096);
    reader.read("projection_dim", config.projection_dim, 1, largest_channels);
    reader.read("hidden_act", config.hidden_act, {"gelu", "quick_gelu"});
    reader.read("layer_norm_eps", config.layer_norm_eps, 1e-12, 1e-1);
    if (config.num_channels != 3) reader.refuse("does not take RGB pictures");
    if (config.hidden_size % config.num_attention_heads != 0) {
        reader.refuse("has num_attention_heads that do not divide hidden_size");
    }
    if (config.patch_size > config.image_size) reader.refuse("has a patch_size above its image_size");
    return config;
}

SchedulerConfig scheduler_config_from_json(const std::string& text, const std::string& name) {
    const JsonReader reader(text, name, ErrorCode::model_invalid);
    SchedulerConfig config;
    // These keys have other defaults in the library, so that their absence is as wrong as another value.
    for (const auto* key :
         {"prediction_type", "timestep_type", "use_karras_sigmas", "timestep_spacing", "sigma_min", "sigma_max"}) {
        if (!reader.has(key))
            reader.refuse("does not state " + std::string(key) + ", which Stable Video Diffusion's does");
    }
    std::string spacing, final_sigmas_type;
    reader.read("prediction_type", config.prediction_type, {"v_prediction"});
    reader.read("timestep_type", config.timestep_type, {"continuous"});
    reader.read("timestep_spacing", spacing, {"leading"});
    reader.read("final_sigmas_type", final_sigmas_type, {"zero"});
    reader.read("use_karras_sigmas", config.use_karras_sigmas);
    reader.read("sigma_min", config.sigma_min, 1e-6, 1e6);
    reader.read("sigma_max", config.sigma_max, 1e-6, 1e6);
    if (!config.use_karras_sigmas) reader.refuse_value("use_karras_sigmas", "true");
    if (config.sigma_min >= config.sigma_max) reader.refuse("has a sigma_min that is not below sigma_max");
    return config;
}

ImageProcessorConfig image_processor_config_from_json(const std::string& text, const std::string& name) {
    const JsonReader reader(text, name, ErrorCode::model_invalid);
    ImageProcessorConfig config;
    reader.read("image_mean", config.image_mean);
    reader.read("image_std", config.image_std);
    for (const double value : config.image_std) {
        if (!(value > 0)) reader.refuse_value("image_std", "above 0");
    }
    return config;
}

PipelineConfig pipeline_config_from_folder(const std::filesystem::path& folder) {
    const auto read = [&](const char* component, const char* file, auto parse) {
        const auto path = folder / component / file;
        return parse(read_json_file(path, ErrorCode::model_invalid), path.string());
    };
    PipelineConfig config{
        .unet = read("unet", "config.json", unet_config_from_json),
        .vae = read("vae", "config.json", vae_config_from_json),
        .image_encoder = read("image_encoder", "config.json", clip_vision_config_from_json),
        .scheduler = read("scheduler", "scheduler_config.json", scheduler_config_from_json),
        .feature_extractor = read("feature_extractor", "preprocessor_config.json", image_processor_config_from_json)};
    const auto refuse = [&](const std::string& problem) {
        throw Error(
            ErrorCode::model_invalid,
            folder.string() + ": " + problem + "; its parts come from different models. Copy the whole folder again.");
    };
    if (config.unet.in_channels != 2 * config.vae.latent_channels ||
        config.unet.out_channels != config.vae.latent_channels) {
        refuse("unet's channels do not fit vae's latent_channels");
    }
    for (const auto dim : config.unet.cross_attention_dim) {
        if (dim != config.image_encoder.projection_dim)
            refuse("unet's cross_attention_dim is not image_encoder's projection_dim");
    }
    return config;
}

}  // namespace stillwave::svd
