#include "svd/config.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "types/error.h"

namespace stillwave::svd {
namespace {

using nlohmann::json;

// The limit is far above any model that exists; a configuration beyond it is damaged or hostile.
constexpr std::int64_t largest_channels = 16384;
constexpr std::int64_t largest_layers = 256;
constexpr std::size_t largest_levels = 8;

/// Reads a component's JSON object, with errors that name the file and the key.
class Reader {
  public:
    Reader(const std::string& text, std::string name) : name_(std::move(name)) {
        object_ = json::parse(text, nullptr, /*allow_exceptions=*/false);
        if (!object_.is_object()) refuse("is not a JSON object; it may be damaged. Copy the model's files again");
    }

    [[noreturn]] void refuse(const std::string& problem) const {
        throw Error(ErrorCode::model_invalid, name_ + " " + problem + ".");
    }

    [[noreturn]] void refuse_value(const std::string& key, const std::string& wanted) const {
        refuse("has " + key + " = " + object_.at(key).dump().substr(0, 80) + ", but it must be " + wanted);
    }

    bool has(const std::string& key) const { return object_.contains(key) && !object_.at(key).is_null(); }

    void integer(const std::string& key, std::int64_t& value, std::int64_t maximum) const {
        if (has(key)) value = checked_integer(key, object_.at(key), maximum);
    }

    void integers(const std::string& key, std::vector<std::int64_t>& values, std::int64_t maximum) const {
        if (!has(key)) return;
        const auto& list = object_.at(key);
        if (!list.is_array() || list.empty() || list.size() > largest_levels) {
            refuse_value(key, "a list of 1 to " + std::to_string(largest_levels) + " whole numbers");
        }
        values.clear();
        for (const auto& item : list) values.push_back(checked_integer(key, item, maximum));
    }

    /// Reads one number for all levels, or a list with one for each.
    void per_level(const std::string& key, std::vector<std::int64_t>& values, std::size_t levels,
                   std::int64_t maximum) const {
        if (has(key) && object_.at(key).is_array()) {
            integers(key, values, maximum);
            if (values.size() != levels) refuse_value(key, "a list of " + std::to_string(levels) + " numbers");
        } else {
            std::int64_t value = values.front();
            integer(key, value, maximum);
            // Without the key, the library's default for all levels stays where it has the right length.
            if (has(key) || values.size() != levels) values.assign(levels, value);
        }
    }

    void number(const std::string& key, double& value, double minimum, double maximum) const {
        if (!has(key)) return;
        const auto& item = object_.at(key);
        if (!item.is_number() || !(item.get<double>() >= minimum && item.get<double>() <= maximum)) {
            std::ostringstream wanted;
            wanted << "a number from " << minimum << " to " << maximum;
            refuse_value(key, wanted.str());
        }
        value = item.get<double>();
    }

    void boolean(const std::string& key, bool& value) const {
        if (!has(key)) return;
        if (!object_.at(key).is_boolean()) refuse_value(key, "true or false");
        value = object_.at(key).get<bool>();
    }

    void text(const std::string& key, std::string& value, const std::vector<std::string>& known) const {
        if (!has(key)) return;
        const auto& item = object_.at(key);
        if (!item.is_string() || std::find(known.begin(), known.end(), item.get<std::string>()) == known.end()) {
            refuse_value(key, one_of(known));
        }
        value = item.get<std::string>();
    }

    void texts(const std::string& key, std::vector<std::string>& values, const std::vector<std::string>& known) const {
        if (!has(key)) return;
        const auto& list = object_.at(key);
        if (!list.is_array() || list.empty() || list.size() > largest_levels)
            refuse_value(key, "a list of block types");
        values.clear();
        for (const auto& item : list) {
            if (!item.is_string() || std::find(known.begin(), known.end(), item.get<std::string>()) == known.end()) {
                refuse_value(key, "a list of " + one_of(known));
            }
            values.push_back(item.get<std::string>());
        }
    }

    void three_numbers(const std::string& key, std::array<double, 3>& values) const {
        if (!has(key)) return;
        const auto& list = object_.at(key);
        const bool valid = list.is_array() && list.size() == 3 &&
                           std::all_of(list.begin(), list.end(), [](const json& item) { return item.is_number(); });
        if (!valid) refuse_value(key, "a list of three numbers");
        for (std::size_t i = 0; i < 3; ++i) values[i] = list[i].get<double>();
    }

  private:
    std::int64_t checked_integer(const std::string& key, const json& item, std::int64_t maximum) const {
        if (!item.is_number_integer() || item.get<std::int64_t>() < 1 || item.get<std::int64_t>() > maximum) {
            refuse_value(key, "made of whole numbers from 1 to " + std::to_string(maximum));
        }
        return item.get<std::int64_t>();
    }

    static std::string one_of(const std::vector<std::string>& known) {
        std::string text = known.front();
        for (std::size_t i = 1; i < known.size(); ++i) text += " or " + known[i];
        return text;
    }

    std::string name_;
    json object_;
};

void require_groups(const Reader& reader, const std::vector<std::int64_t>& channels) {
    for (const auto count : channels) {
        if (count % 32 != 0) {
            reader.refuse("has block_out_channels with " + std::to_string(count) +
                          ", which does not divide into 32 groups");
        }
    }
}

std::string read_text(const std::filesystem::path& path) {
    constexpr std::uintmax_t largest_bytes = 1 << 20;
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    std::ifstream file(path, std::ios::binary);
    if (error || !file) {
        throw Error(ErrorCode::model_invalid,
                    path.string() + " is missing or unreadable. Copy the whole model folder again.");
    }
    if (size > largest_bytes) {
        throw Error(ErrorCode::model_invalid, path.string() + " is too large for a configuration file.");
    }
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

UNetConfig unet_config_from_json(const std::string& text, const std::string& name) {
    const Reader reader(text, name);
    UNetConfig config;
    config.num_frames = 25;  // the library's default; Stability's files state theirs
    reader.integer("in_channels", config.in_channels, largest_channels);
    reader.integer("out_channels", config.out_channels, largest_channels);
    reader.texts("down_block_types", config.down_block_types,
                 {"CrossAttnDownBlockSpatioTemporal", "DownBlockSpatioTemporal"});
    reader.texts("up_block_types", config.up_block_types, {"CrossAttnUpBlockSpatioTemporal", "UpBlockSpatioTemporal"});
    reader.integers("block_out_channels", config.block_out_channels, largest_channels);
    reader.integer("addition_time_embed_dim", config.addition_time_embed_dim, largest_channels);
    reader.integer("projection_class_embeddings_input_dim", config.projection_class_embeddings_input_dim,
                   3 * largest_channels);
    reader.integer("num_frames", config.num_frames, 1024);

    const auto levels = config.block_out_channels.size();
    if (config.down_block_types.size() != levels || config.up_block_types.size() != levels) {
        reader.refuse("has down_block_types, up_block_types and block_out_channels of different lengths");
    }
    reader.per_level("layers_per_block", config.layers_per_block, levels, largest_layers);
    reader.per_level("cross_attention_dim", config.cross_attention_dim, levels, largest_channels);
    reader.per_level("transformer_layers_per_block", config.transformer_layers_per_block, levels, largest_layers);
    reader.per_level("num_attention_heads", config.num_attention_heads, levels, largest_channels);

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
    const Reader reader(text, name);
    VaeConfig config;
    std::vector<std::string> down_block_types = {"DownEncoderBlock2D"};
    // The library's own defaults, which are smaller than Stable Video Diffusion's values.
    config.block_out_channels = {64};
    config.layers_per_block = 1;
    reader.integer("in_channels", config.in_channels, 3);
    reader.integer("out_channels", config.out_channels, 3);
    reader.texts("down_block_types", down_block_types, {"DownEncoderBlock2D"});
    reader.integers("block_out_channels", config.block_out_channels, largest_channels);
    reader.integer("layers_per_block", config.layers_per_block, largest_layers);
    reader.integer("latent_channels", config.latent_channels, largest_channels);
    reader.number("scaling_factor", config.scaling_factor, 1e-6, 1e6);
    reader.boolean("force_upcast", config.force_upcast);
    if (down_block_types.size() != config.block_out_channels.size()) {
        reader.refuse("has down_block_types and block_out_channels of different lengths");
    }
    if (config.in_channels != 3 || config.out_channels != 3) reader.refuse("does not take and give RGB pictures");
    require_groups(reader, config.block_out_channels);
    return config;
}

ClipVisionConfig clip_vision_config_from_json(const std::string& text, const std::string& name) {
    const Reader reader(text, name);
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
    reader.integer("hidden_size", config.hidden_size, largest_channels);
    reader.integer("intermediate_size", config.intermediate_size, 4 * largest_channels);
    reader.integer("num_hidden_layers", config.num_hidden_layers, largest_layers);
    reader.integer("num_attention_heads", config.num_attention_heads, largest_channels);
    reader.integer("num_channels", config.num_channels, 3);
    reader.integer("image_size", config.image_size, 4096);
    reader.integer("patch_size", config.patch_size, 4096);
    reader.integer("projection_dim", config.projection_dim, largest_channels);
    reader.text("hidden_act", config.hidden_act, {"gelu", "quick_gelu"});
    reader.number("layer_norm_eps", config.layer_norm_eps, 1e-12, 1e-1);
    if (config.num_channels != 3) reader.refuse("does not take RGB pictures");
    if (config.hidden_size % config.num_attention_heads != 0) {
        reader.refuse("has num_attention_heads that do not divide hidden_size");
    }
    if (config.patch_size > config.image_size) reader.refuse("has a patch_size above its image_size");
    return config;
}

SchedulerConfig scheduler_config_from_json(const std::string& text, const std::string& name) {
    const Reader reader(text, name);
    SchedulerConfig config;
    // These keys have other defaults in the library, so that their absence is as wrong as another value.
    for (const auto* key :
         {"prediction_type", "timestep_type", "use_karras_sigmas", "timestep_spacing", "sigma_min", "sigma_max"}) {
        if (!reader.has(key))
            reader.refuse("does not state " + std::string(key) + ", which Stable Video Diffusion's does");
    }
    std::string spacing, final_sigmas_type;
    reader.text("prediction_type", config.prediction_type, {"v_prediction"});
    reader.text("timestep_type", config.timestep_type, {"continuous"});
    reader.text("timestep_spacing", spacing, {"leading"});
    reader.text("final_sigmas_type", final_sigmas_type, {"zero"});
    reader.boolean("use_karras_sigmas", config.use_karras_sigmas);
    reader.number("sigma_min", config.sigma_min, 1e-6, 1e6);
    reader.number("sigma_max", config.sigma_max, 1e-6, 1e6);
    if (!config.use_karras_sigmas) reader.refuse_value("use_karras_sigmas", "true");
    if (config.sigma_min >= config.sigma_max) reader.refuse("has a sigma_min that is not below sigma_max");
    return config;
}

ImageProcessorConfig image_processor_config_from_json(const std::string& text, const std::string& name) {
    const Reader reader(text, name);
    ImageProcessorConfig config;
    reader.three_numbers("image_mean", config.image_mean);
    reader.three_numbers("image_std", config.image_std);
    for (const double value : config.image_std) {
        if (!(value > 0)) reader.refuse_value("image_std", "above 0");
    }
    return config;
}

PipelineConfig pipeline_config_from_folder(const std::filesystem::path& folder) {
    const auto read = [&](const char* component, const char* file, auto parse) {
        const auto path = folder / component / file;
        return parse(read_text(path), path.string());
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
