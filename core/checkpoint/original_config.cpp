#include "checkpoint/original_config.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "checkpoint/original_keys.h"
#include "types/error.h"

namespace stillwave {
namespace {

// These limits are far above any model that exists. A file beyond them is damaged or hostile.
constexpr std::int64_t largest_channels = 16384;
constexpr std::size_t most_levels = 8;
constexpr std::int64_t most_layers = 16;
constexpr std::int64_t most_clip_layers = 128;

constexpr std::int64_t unet_head_width = 64;
constexpr std::int64_t clip_head_width = 80;

/// The shapes of the tensors whose names start with `prefix`.
class Shapes {
  public:
    Shapes(const TensorIndex& tensors, std::string file, std::string prefix)
        : tensors_(tensors), file_(std::move(file)), prefix_(std::move(prefix)) {}

    /// Here and below `key` is a name without the prefix.
    bool has(const std::string& key) const { return tensors_.contains(prefix_ + key); }

    /// The size of `key` along `axis`. Throws Error(model_invalid) where it is missing or does not have `rank` axes.
    std::int64_t size(const std::string& key, std::size_t rank, std::size_t axis) const {
        const auto found = tensors_.find(prefix_ + key);
        if (found == tensors_.end()) {
            refuse("lacks the tensor " + prefix_ + key + ", from which the model's sizes are read");
        }
        const auto& shape = found->second->shape;
        if (shape.size() != rank || shape[axis] < 1 || shape[axis] > largest_channels) {
            refuse("has the tensor " + prefix_ + key + " in a shape that no such model has");
        }
        return shape[axis];
    }

    /// The number of tensors key("0"), key("1"), … that the file has in a row.
    template <typename Key>
    std::int64_t count(Key key, std::int64_t most) const {
        std::int64_t number = 0;
        while (has(key(std::to_string(number)))) {
            if (++number > most) refuse("has more layers or levels than any such model");
        }
        return number;
    }

    [[noreturn]] void refuse(const std::string& problem) const {
        throw Error(ErrorCode::model_invalid,
                    file_ + " " + problem +
                        ". It is damaged, or another kind of model; use Stable Video Diffusion's own file.");
    }

    void require_multiple(std::int64_t value, std::int64_t of) const {
        if (value % of != 0) {
            refuse("has layers " + std::to_string(value) + " wide, which does not divide by " + std::to_string(of));
        }
    }

  private:
    const TensorIndex& tensors_;
    std::string file_, prefix_;
};

std::int64_t transformer_layers(const Shapes& shapes, const std::string& attention) {
    const auto layers = shapes.count(
        [&](const std::string& i) { return attention + ".transformer_blocks." + i + ".norm1.weight"; }, most_layers);
    return std::max<std::int64_t>(layers, 1);  // a missing layer is named when the tensors are looked for
}

svd::UNetConfig unet_config(const TensorIndex& tensors, const std::string& file) {
    const Shapes shapes(tensors, file, "model.diffusion_model.");
    svd::UNetConfig config;
    config.in_channels = shapes.size("input_blocks.0.0.weight", 4, 1);
    config.out_channels = shapes.size("out.2.weight", 4, 0);
    config.projection_class_embeddings_input_dim = shapes.size("label_emb.0.0.weight", 2, 1);
    shapes.require_multiple(config.projection_class_embeddings_input_dim, 3);
    config.addition_time_embed_dim = config.projection_class_embeddings_input_dim / 3;

    config.down_block_types.clear();
    config.block_out_channels.clear();
    config.layers_per_block.clear();
    config.transformer_layers_per_block.clear();
    std::int64_t context_dim = 0;
    std::int64_t layers = 0;  // the layers of the level that is being read
    for (std::size_t block = 1;; ++block) {
        const auto name = "input_blocks." + std::to_string(block);
        if (shapes.has(name + ".0.in_layers.2.weight")) {
            if (layers++ == 0) {
                const auto channels = shapes.size(name + ".0.in_layers.2.weight", 4, 0);
                shapes.require_multiple(channels, unet_head_width);
                const bool attention = shapes.has(name + ".1.norm.weight");
                config.block_out_channels.push_back(channels);
                config.down_block_types.push_back(attention ? "CrossAttnDownBlockSpatioTemporal"
                                                            : "DownBlockSpatioTemporal");
                config.transformer_layers_per_block.push_back(attention ? transformer_layers(shapes, name + ".1") : 1);
                if (attention) {
                    context_dim = shapes.size(name + ".1.transformer_blocks.0.attn2.to_k.weight", 2, 1);
                }
            }
        } else {
            if (layers > 0) config.layers_per_block.push_back(layers);
            layers = 0;
            if (!shapes.has(name + ".0.op.weight")) break;
        }
        if (config.block_out_channels.size() > most_levels || layers > most_layers) {
            shapes.refuse("has more layers or levels than any such model");
        }
    }
    const auto levels = config.block_out_channels.size();
    if (levels == 0 || config.layers_per_block.size() != levels) shapes.refuse("has no complete UNet");
    if (!config.down_block_types.back().starts_with("CrossAttn")) {
        config.transformer_layers_per_block.back() = transformer_layers(shapes, "middle_block.1");
    }
    if (context_dim == 0) {
        context_dim = shapes.size("middle_block.1.transformer_blocks.0.attn2.to_k.weight", 2, 1);
    }
    config.cross_attention_dim.assign(levels, context_dim);
    config.num_attention_heads.clear();
    for (const auto channels : config.block_out_channels) {
        config.num_attention_heads.push_back(channels / unet_head_width);
    }

    config.up_block_types.clear();
    std::int64_t first = 0;
    for (std::size_t i = 0; i < levels; ++i) {
        const bool attention = shapes.has("output_blocks." + std::to_string(first) + ".1.norm.weight");
        config.up_block_types.push_back(attention ? "CrossAttnUpBlockSpatioTemporal" : "UpBlockSpatioTemporal");
        first += config.layers_per_block[levels - 1 - i] + 1;
    }
    return config;
}

svd::VaeConfig vae_config(const TensorIndex& tensors, const OriginalLayout& layout, const std::string& file) {
    const Shapes shapes(tensors, file, layout.vae_encoder_prefix + "encoder.");
    svd::VaeConfig config;
    const auto levels = shapes.count([](const std::string& i) { return "down." + i + ".block.0.conv1.weight"; },
                                     static_cast<std::int64_t>(most_levels));
    if (levels == 0)
        shapes.refuse("has no encoder for the photo (conditioner.embedders.3 or first_stage_model.encoder)");
    config.block_out_channels.clear();
    for (std::int64_t i = 0; i < levels; ++i) {
        const auto channels = shapes.size("down." + std::to_string(i) + ".block.0.conv1.weight", 4, 0);
        shapes.require_multiple(channels, 32);
        config.block_out_channels.push_back(channels);
    }
    config.layers_per_block =
        shapes.count([](const std::string& i) { return "down.0.block." + i + ".conv1.weight"; }, most_layers);
    const auto moments = shapes.size("conv_out.weight", 4, 0);
    shapes.require_multiple(moments, 2);
    config.latent_channels = moments / 2;
    // The temporal decoder's own first convolution does what a post_quant_conv does before a plain one.
    config.temporal_decoder = !tensors.contains("first_stage_model.post_quant_conv.weight");
    return config;
}

svd::ClipVisionConfig clip_config(const TensorIndex& tensors, const OriginalLayout& layout, const std::string& file) {
    const Shapes shapes(tensors, file, "");
    const auto stored = [&](const std::string& key) { return original_clip_tensor(key, layout); };
    const std::string patches_key = "vision_model.embeddings.patch_embedding.weight";
    const auto projection = stored("visual_projection.weight");
    const auto fc1 = [&](const std::string& i) {
        return stored("vision_model.encoder.layers." + i + ".mlp.fc1.weight").key;
    };
    svd::ClipVisionConfig config;
    config.hidden_size = shapes.size(stored(patches_key).key, 4, 0);
    config.patch_size = shapes.size(stored(patches_key).key, 4, 2);
    config.projection_dim = shapes.size(projection.key, 2, projection.transposed ? 1 : 0);
    config.intermediate_size = shapes.size(fc1("0"), 2, 0);
    config.num_hidden_layers = shapes.count(fc1, most_clip_layers);
    shapes.require_multiple(config.hidden_size, clip_head_width);
    config.num_attention_heads = config.hidden_size / clip_head_width;
    // There is one position for each patch of a square image, and one for the class.
    const auto patches = shapes.size(stored("vision_model.embeddings.position_embedding.weight").key, 2, 0) - 1;
    const auto side = std::llround(std::sqrt(static_cast<double>(patches)));
    if (side < 1 || side * side != patches) shapes.refuse("has an image encoder for pictures that are not square");
    config.image_size = side * config.patch_size;
    return config;
}

}  // namespace

svd::PipelineConfig infer_original_config(const TensorIndex& tensors, const OriginalLayout& layout,
                                          const std::string& file) {
    svd::PipelineConfig config;
    config.unet = unet_config(tensors, file);
    config.vae = vae_config(tensors, layout, file);
    config.image_encoder = clip_config(tensors, layout, file);
    const Shapes shapes(tensors, file, "");
    if (config.unet.in_channels != 2 * config.vae.latent_channels ||
        config.unet.out_channels != config.vae.latent_channels ||
        config.unet.cross_attention_dim.front() != config.image_encoder.projection_dim) {
        shapes.refuse("is made of parts that do not fit each other");
    }
    return config;
}

}  // namespace stillwave
