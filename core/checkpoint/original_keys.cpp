#include "checkpoint/original_keys.h"

#include <initializer_list>
#include <span>
#include <stdexcept>
#include <utility>

namespace stillwave {
namespace {

using Renaming = std::pair<std::string_view, std::string_view>;

constexpr std::string_view unet_prefix = "model.diffusion_model.";
constexpr std::string_view first_stage = "first_stage_model.";

constexpr Renaming resnet_names[] = {{"norm1.", "in_layers.0."},          {"conv1.", "in_layers.2."},
                                     {"time_emb_proj.", "emb_layers.1."}, {"norm2.", "out_layers.0."},
                                     {"conv2.", "out_layers.3."},         {"conv_shortcut.", "skip_connection."},
                                     {"spatial_res_block.", ""},          {"temporal_res_block.", "time_stack."}};

/// `text` with each renaming done once, at its first match.
std::string renamed(std::string_view text, std::span<const Renaming> names) {
    std::string result(text);
    for (const auto& [from, to] : names) {
        const auto place = result.find(from);
        if (place != std::string::npos) result.replace(place, from.size(), to);
    }
    return result;
}

std::string renamed(std::string_view text, std::initializer_list<Renaming> names) {
    return renamed(text, std::span(names.begin(), names.size()));
}

/// A key that is read from its start: words and numbers between dots.
class Path {
  public:
    explicit Path(std::string_view key) : rest_(key) {}

    bool skip(std::string_view words) {
        if (!rest_.starts_with(words)) return false;
        rest_.remove_prefix(words.size());
        return true;
    }

    std::size_t number() { return std::stoul(std::string(word())); }

    std::string_view word() {
        const auto dot = rest_.find('.');
        const auto text = rest_.substr(0, dot);
        rest_.remove_prefix(dot == std::string_view::npos ? rest_.size() : dot + 1);
        return text;
    }

    std::string_view rest() const { return rest_; }

  private:
    std::string_view rest_;
};

// The models ask only for keys of the shapes that are handled here.
[[noreturn]] void unknown(std::string_view key) {
    throw std::logic_error("no original name for " + std::string(key));
}

std::string unet_content(std::string_view kind, std::string_view rest) {
    if (kind == "resnets") return renamed(rest, resnet_names);
    return renamed(rest, {{"temporal_transformer_blocks.", "time_stack."},
                          {"time_pos_embed.linear_1.", "time_pos_embed.0."},
                          {"time_pos_embed.linear_2.", "time_pos_embed.2."}});
}

/// Returns the number of a level's first block. Blocks are numbered through all levels: each level has one for each
/// layer, and one more for the sampler (down) or for the additional resnet (up).
std::size_t first_block(const std::vector<std::int64_t>& layers, std::size_t level) {
    std::size_t first = 0;
    for (std::size_t i = 0; i < level; ++i) first += static_cast<std::size_t>(layers[i]) + 1;
    return first;
}

std::string unet_block_key(Path path, bool down, const svd::UNetConfig& config) {
    const auto level = path.number();
    const auto kind = path.word();
    const auto index = path.number();
    if (kind == "downsamplers") {
        path.skip("conv.");
        return "input_blocks." + std::to_string(first_block(config.layers_per_block, level + 1)) + ".0.op." +
               std::string(path.rest());
    }
    auto layers = config.layers_per_block;
    if (!down) layers = {layers.rbegin(), layers.rend()};
    if (kind == "upsamplers") {
        const bool attention = config.up_block_types[level].starts_with("CrossAttn");
        return "output_blocks." + std::to_string(first_block(layers, level + 1) - 1) + (attention ? ".2." : ".1.") +
               std::string(path.rest());
    }
    const auto block = first_block(layers, level) + index + (down ? 1 : 0);
    return (down ? "input_blocks." : "output_blocks.") + std::to_string(block) + (kind == "resnets" ? ".0." : ".1.") +
           unet_content(kind, path.rest());
}

std::string vae_resnet(std::string_view rest) {
    if (rest.starts_with("temporal_res_block.")) return renamed(rest, resnet_names);
    return renamed(
        rest,
        {{"spatial_res_block.", ""}, {"time_mixer.mix_factor", "mix_factor"}, {"conv_shortcut.", "nin_shortcut."}});
}

std::string vae_content(Path path, std::size_t levels) {
    if (path.skip("mid_block.attentions.0.")) {
        return "mid.attn_1." + renamed(path.rest(), {{"group_norm.", "norm."},
                                                     {"to_q.", "q."},
                                                     {"to_k.", "k."},
                                                     {"to_v.", "v."},
                                                     {"to_out.0.", "proj_out."}});
    }
    if (path.skip("mid_block.resnets.")) {
        const auto index = path.number();
        return "mid.block_" + std::to_string(index + 1) + "." + vae_resnet(path.rest());
    }
    const bool down = path.skip("down_blocks.");
    if (down || path.skip("up_blocks.")) {
        const auto block = path.number();
        const std::string side = down ? "down" : "up";
        const auto level = side + "." + std::to_string(down ? block : levels - 1 - block);
        if (path.skip("resnets.")) {
            const auto index = path.number();
            return level + ".block." + std::to_string(index) + "." + vae_resnet(path.rest());
        }
        path.skip(down ? "downsamplers.0." : "upsamplers.0.");
        return level + "." + side + "sample." + std::string(path.rest());
    }
    return renamed(path.rest(), {{"conv_norm_out.", "norm_out."}, {"time_conv_out.", "conv_out.time_mix_conv."}});
}

}  // namespace

std::string original_unet_key(std::string_view key, const svd::UNetConfig& config) {
    constexpr Renaming ends[] = {{"time_embedding.linear_1.", "time_embed.0."},
                                 {"time_embedding.linear_2.", "time_embed.2."},
                                 {"add_embedding.linear_1.", "label_emb.0.0."},
                                 {"add_embedding.linear_2.", "label_emb.0.2."},
                                 {"conv_in.", "input_blocks.0.0."},
                                 {"conv_norm_out.", "out.0."},
                                 {"conv_out.", "out.2."}};
    const std::string prefix(unet_prefix);
    Path path(key);
    for (const auto& [from, to] : ends) {
        if (path.skip(from)) return prefix + std::string(to) + std::string(path.rest());
    }
    if (path.skip("mid_block.")) {
        const auto kind = path.word();
        const auto index = path.number();
        return prefix + "middle_block." + std::to_string(kind == "attentions" ? 1 : 2 * index) + "." +
               unet_content(kind, path.rest());
    }
    if (path.skip("down_blocks.")) return prefix + unet_block_key(path, true, config);
    if (path.skip("up_blocks.")) return prefix + unet_block_key(path, false, config);
    unknown(key);
}

std::string original_vae_key(std::string_view key, const svd::VaeConfig& config, const OriginalLayout& layout) {
    Path path(key);
    const auto levels = config.block_out_channels.size();
    if (key.starts_with("post_quant_conv.")) return std::string(first_stage) + std::string(key);
    if (key.starts_with("quant_conv.")) return layout.vae_encoder_prefix + std::string(key);
    if (path.skip("encoder.")) return layout.vae_encoder_prefix + "encoder." + vae_content(path, levels);
    if (path.skip("decoder.")) return std::string(first_stage) + "decoder." + vae_content(path, levels);
    unknown(key);
}

OriginalClipTensor original_clip_tensor(std::string_view key, const OriginalLayout& layout) {
    const auto& prefix = layout.image_encoder_prefix;
    if (layout.has_transformers_names) return {.key = prefix + std::string(key)};
    Path path(key);
    if (key == "visual_projection.weight") return {.key = prefix + "proj", .transposed = true};
    path.skip("vision_model.");
    if (!path.skip("encoder.layers.")) {
        return {.key = prefix + renamed(path.rest(), {{"embeddings.class_embedding", "class_embedding"},
                                                      {"embeddings.patch_embedding.", "conv1."},
                                                      {"embeddings.position_embedding.weight", "positional_embedding"},
                                                      {"pre_layrnorm.", "ln_pre."},
                                                      {"post_layernorm.", "ln_post."}})};
    }
    const auto block = prefix + "transformer.resblocks." + std::string(path.word()) + ".";
    int third = 0;
    for (const auto* projection : {"self_attn.q_proj.", "self_attn.k_proj.", "self_attn.v_proj."}) {
        if (path.skip(projection)) return {block + "attn.in_proj_" + std::string(path.rest()), third};
        ++third;
    }
    return {.key = block + renamed(path.rest(), {{"self_attn.out_proj.", "attn.out_proj."},
                                                 {"layer_norm1.", "ln_1."},
                                                 {"layer_norm2.", "ln_2."},
                                                 {"mlp.fc1.", "mlp.c_fc."},
                                                 {"mlp.fc2.", "mlp.c_proj."}})};
}

}  // namespace stillwave
