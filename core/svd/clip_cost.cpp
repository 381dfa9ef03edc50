#include "svd/clip_cost.h"

#include <c10/core/ScalarType.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "svd/attention.h"
#include "svd/resnet.h"

namespace stillwave::svd {
namespace {

/// Adds up a network's operations, and what is held while they run, in elements of the type computed in.
class Walk {
  public:
    explicit Walk(std::int64_t element_bytes) : element_bytes_(element_bytes) {}

    void hold(std::int64_t elements) {
        held_ += elements;
        most_ = std::max(most_, held_);
    }
    void release(std::int64_t elements) { held_ -= elements; }
    /// So many elements more are held for a moment.
    void pass(std::int64_t elements) { most_ = std::max(most_, held_ + elements); }

    void convolution(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t positions) {
        flop_ += 2.0 * static_cast<double>(kernel * in * out) * static_cast<double>(positions);
        weight(kernel * in * out + out);
    }
    /// Over three frames; those before the first and after the last are left out where it is made of products.
    void temporal_convolution(std::int64_t channels, std::int64_t frames, std::int64_t positions, bool as_products,
                              int times = 1) {
        const auto before = flop_;
        convolution(channels, channels, 3, positions);
        if (as_products)
            flop_ -= 2.0 * static_cast<double>(channels * channels * 2) * static_cast<double>(positions / frames);
        flop_ += (flop_ - before) * (times - 1);
    }
    void linear(std::int64_t in, std::int64_t out, std::int64_t rows) {
        flop_ += 2.0 * static_cast<double>(in * out) * static_cast<double>(rows);
        weight(in * out + out);
        plain_ += in * out + out;
    }
    void attention(std::int64_t batch, std::int64_t tokens, std::int64_t channels) {
        flop_ += 4.0 * static_cast<double>(batch * tokens) * static_cast<double>(tokens * channels);
    }

    double flop() const { return flop_; }
    NetworkCost cost() const {
        return {flop_, most_ * element_bytes_, weights_ * element_bytes_, plain_ * element_bytes_,
                largest_ * element_bytes_};
    }
    std::int64_t element_bytes() const { return element_bytes_; }

  private:
    void weight(std::int64_t elements) {
        weights_ += elements;
        largest_ = std::max(largest_, elements);
    }

    std::int64_t element_bytes_;
    std::int64_t held_ = 0, most_ = 0, weights_ = 0, plain_ = 0, largest_ = 0;
    double flop_ = 0;
};

/// Elements of the piece that `pieces` cuts from `count` items of `item` elements each.
std::int64_t piece(const Walk& walk, std::int64_t piece_bytes, std::int64_t count, std::int64_t item) {
    return largest_piece(count, item * walk.element_bytes(), piece_bytes) * item;
}

// ---- the UNet

struct UNetWalk {
    Walk walk;
    const UNetConfig& config;
    std::int64_t batch, frames, piece_bytes;
    bool as_products;
    int kept_deep_features;  ///< of so many branches of guidance; 0: none are used again
    std::int64_t temb_channels = config.block_out_channels.front() * 4;
    std::vector<std::int64_t> skips = {};  ///< elements of each
    double outermost_level_flop = 0;

    std::int64_t all(std::int64_t pixels) const { return batch * frames * pixels; }

    /// The input is held by the caller.
    void resnet(std::int64_t in, std::int64_t out, std::int64_t pixels) {
        const auto positions = all(pixels);
        const auto before = in * positions, after = out * positions;
        walk.pass(before + after);
        walk.pass(2 * after);
        // The temporal half works on one clip at a time, on top of the spatial half's result.
        walk.pass(after + 2 * after / batch);
        walk.convolution(in, out, 9, positions);
        walk.convolution(out, out, 9, positions);
        if (in != out) walk.convolution(in, out, 1, positions);
        for (int i = 0; i < 2; ++i) {
            walk.temporal_convolution(out, frames, positions, as_products);
            walk.linear(temb_channels, out, batch);
        }
    }

    void feed_forward(std::int64_t dim, std::int64_t rows) {
        walk.pass(piece(walk, piece_bytes, rows, 8 * dim) / 8 * 13);
        walk.linear(dim, 8 * dim, rows);
        walk.linear(4 * dim, dim, rows);
    }
    void self_attention(std::int64_t dim, std::int64_t batches, std::int64_t tokens) {
        for (int i = 0; i < 4; ++i) walk.linear(dim, dim, batches * tokens);
        walk.attention(batches, tokens, dim);
    }
    void cross_attention(std::int64_t dim, std::int64_t cross_attention_dim) {
        walk.linear(cross_attention_dim, dim, batch);
        walk.linear(dim, dim, batch);
    }

    /// The input is held by the caller.
    void transformer(std::size_t level, std::int64_t pixels) {
        const auto dim = config.block_out_channels[level], positions = all(pixels), size = dim * positions;
        walk.pass(2 * size);
        walk.linear(dim, dim, positions);
        walk.linear(dim, 4 * dim, frames);
        walk.linear(4 * dim, dim, frames);
        walk.hold(size);
        for (std::int64_t i = 0; i < config.transformer_layers_per_block[level]; ++i) {
            walk.pass(piece(walk, piece_bytes, batch * frames, 4 * dim * pixels) / 4 * 5);
            self_attention(dim, batch * frames, pixels);
            cross_attention(dim, config.cross_attention_dim[level]);
            feed_forward(dim, positions);
            walk.hold(size);
            feed_forward(dim, positions);
            walk.pass(piece(walk, piece_bytes, pixels, 5 * dim * frames));
            self_attention(dim, batch * pixels, frames);
            cross_attention(dim, config.cross_attention_dim[level]);
            feed_forward(dim, positions);
            walk.release(size);
        }
        walk.pass(size);
        walk.linear(dim, dim, positions);
        walk.release(size);
    }

    /// A layer's result is what the next one starts from and what the way up comes back to.
    void keep_skip(std::int64_t elements) {
        walk.hold(elements);
        skips.push_back(elements);
    }

    NetworkCost run(std::int64_t height, std::int64_t width) {
        const auto& channels = config.block_out_channels;
        const auto levels = channels.size();
        auto pixels = height * width;
        // The input, and the loop's own tensors, which are float32.
        walk.hold(config.in_channels * all(pixels) * batch);
        walk.hold(4 * config.out_channels * frames * pixels * static_cast<std::int64_t>(sizeof(float)) /
                  walk.element_bytes());
        if (kept_deep_features > 1) walk.hold(channels[std::min<std::size_t>(1, levels - 1)] * all(pixels));
        walk.linear(channels.front(), temb_channels, batch);
        walk.linear(temb_channels, temb_channels, batch);
        walk.linear(config.projection_class_embeddings_input_dim, temb_channels, batch);
        walk.linear(temb_channels, temb_channels, batch);
        walk.convolution(config.in_channels, channels.front(), 9, all(pixels));
        keep_skip(channels.front() * all(pixels));
        for (std::size_t i = 0; i < levels; ++i) {
            const bool attends = config.down_block_types[i] == "CrossAttnDownBlockSpatioTemporal";
            const auto size = channels[i] * all(pixels);
            const auto flop_before = i == 0 ? 0 : walk.flop();
            for (std::int64_t j = 0; j < config.layers_per_block[i]; ++j) {
                resnet(j == 0 ? channels[i == 0 ? 0 : i - 1] : channels[i], channels[i], pixels);
                walk.hold(size);
                if (attends) transformer(i, pixels);
                walk.release(size);
                keep_skip(size);
            }
            if (i == 0) outermost_level_flop += walk.flop() - flop_before;
            if (i + 1 == levels) break;
            pixels /= 4;
            walk.convolution(channels[i], channels[i], 9, all(pixels));
            keep_skip(channels[i] * all(pixels));
        }
        auto current = channels.back() * all(pixels);
        resnet(channels.back(), channels.back(), pixels);
        walk.hold(current);
        transformer(levels - 1, pixels);
        resnet(channels.back(), channels.back(), pixels);
        auto flop_before = walk.flop();
        for (std::size_t i = 0; i < levels; ++i) {
            const auto level = levels - 1 - i;
            if (level == 0) {
                flop_before = walk.flop();
                if (kept_deep_features > 0) walk.hold(current);
            }
            const bool attends = config.up_block_types[i] == "CrossAttnUpBlockSpatioTemporal";
            const auto size = channels[level] * all(pixels);
            for (std::int64_t j = 0; j <= config.layers_per_block[level]; ++j) {
                const auto joined = current + skips.back();
                walk.hold(joined);
                walk.release(current + skips.back());
                skips.pop_back();
                resnet(joined / all(pixels), channels[level], pixels);
                walk.release(joined);
                walk.hold(size);
                current = size;
                if (attends) transformer(level, pixels);
            }
            if (level == 0) break;
            pixels *= 4;
            walk.pass(2 * 4 * current);  // enlarged, and its convolution
            walk.convolution(channels[level], channels[level], 9, all(pixels));
            walk.release(current);
            current *= 4;
            walk.hold(current);
        }
        walk.pass(current);
        walk.convolution(channels.front(), config.out_channels, 9, all(pixels));
        outermost_level_flop += walk.flop() - flop_before;
        return walk.cost();
    }
};

// ---- the VAE

/// The input is held by the caller.
void vae_resnet(Walk& walk, std::int64_t in, std::int64_t out, std::int64_t positions) {
    walk.pass((in + out) * positions);
    walk.pass(2 * out * positions);
    walk.convolution(in, out, 9, positions);
    walk.convolution(out, out, 9, positions);
    if (in != out) walk.convolution(in, out, 1, positions);
}

void vae_attention(Walk& walk, std::int64_t channels, std::int64_t frames, std::int64_t tokens) {
    walk.pass(6 * channels * tokens);
    for (int i = 0; i < 4; ++i) walk.linear(channels, channels, frames * tokens);
    walk.attention(frames, tokens, channels);
}

NetworkCost vae_encoder_cost(const VaeConfig& config, std::int64_t height, std::int64_t width, std::int64_t frames) {
    Walk walk(static_cast<std::int64_t>(sizeof(float)));
    const auto& channels = config.block_out_channels;
    auto positions = height * width;
    // The photo with noise, and the latents that sampling will start from.
    walk.hold(2 * config.in_channels * positions);
    walk.hold(frames * config.latent_channels * positions / (config.scale_factor() * config.scale_factor()));
    walk.convolution(config.in_channels, channels.front(), 9, positions);
    auto current = channels.front() * positions;
    walk.hold(current);
    const auto replace = [&](std::int64_t elements) {
        walk.hold(elements);
        walk.release(current);
        current = elements;
    };
    for (std::size_t i = 0; i < channels.size(); ++i) {
        for (std::int64_t j = 0; j < config.layers_per_block; ++j) {
            vae_resnet(walk, j == 0 && i > 0 ? channels[i - 1] : channels[i], channels[i], positions);
            replace(channels[i] * positions);
        }
        if (i + 1 == channels.size()) break;
        walk.pass(current);  // padded
        positions /= 4;
        walk.convolution(channels[i], channels[i], 9, positions);
        replace(channels[i] * positions);
    }
    vae_resnet(walk, channels.back(), channels.back(), positions);
    vae_attention(walk, channels.back(), 1, positions);
    vae_resnet(walk, channels.back(), channels.back(), positions);
    walk.convolution(channels.back(), 2 * config.latent_channels, 9, positions);
    walk.convolution(2 * config.latent_channels, 2 * config.latent_channels, 1, positions);
    return walk.cost();
}

struct DecoderWalk {
    Walk walk;
    const VaeConfig& config;
    std::int64_t frames;
    SlicedWork work;
    bool as_products;

    /// All frames, of `before` elements each, are replaced by frames of `out` channels. `enlarged` channels: each was
    /// a quarter as large until then.
    void resnet(std::int64_t in, std::int64_t out, std::int64_t pixels, std::int64_t enlarged = 0) {
        const auto before = enlarged > 0 ? enlarged * pixels / 4 : in * pixels, after = out * pixels;
        // As frames become larger the last one is the worst moment, as they become smaller the first.
        walk.release(frames * before);
        walk.hold((frames - 1) * std::max(before, after) + before);
        if (enlarged > 0) {
            walk.pass(2 * in * pixels);
            walk.hold(in * pixels);
        }
        walk.pass((in + out) * pixels);
        walk.pass(2 * after);
        if (enlarged > 0) walk.release(in * pixels);
        walk.release((frames - 1) * std::max(before, after) + before);
        walk.hold(frames * after);

        const auto clip = frames * after, strip = std::min(clip, work.strip_bytes / walk.element_bytes());
        const bool keeps = clip * walk.element_bytes() <= work.working_set_bytes;
        walk.pass((keeps ? clip : 0) + 3 * strip);
        const auto positions = frames * pixels;
        walk.convolution(in, out, 9, positions);
        walk.convolution(out, out, 9, positions);
        if (in != out) walk.convolution(in, out, 1, positions);
        // Without room for its result the first temporal convolution is computed twice.
        walk.temporal_convolution(out, frames, positions, as_products, keeps ? 1 : 2);
        walk.temporal_convolution(out, frames, positions, as_products);
    }

    NetworkCost run(std::int64_t height, std::int64_t width) {
        const auto& channels = config.block_out_channels;
        auto pixels = height * width;
        walk.convolution(config.latent_channels, channels.back(), 9, frames * pixels);
        walk.hold(frames * channels.back() * pixels);
        resnet(channels.back(), channels.back(), pixels);
        if (config.layers_per_block > 1) vae_attention(walk, channels.back(), frames, pixels);
        for (std::int64_t i = 1; i < config.layers_per_block; ++i) resnet(channels.back(), channels.back(), pixels);
        std::int64_t enlarged = 0;
        for (std::size_t i = 0; i < channels.size(); ++i) {
            const auto level = channels.size() - 1 - i;
            for (std::int64_t j = 0; j <= config.layers_per_block; ++j) {
                const auto in = j == 0 ? channels[std::min(level + 1, channels.size() - 1)] : channels[level];
                resnet(in, channels[level], pixels, std::exchange(enlarged, 0));
            }
            if (level == 0) break;
            pixels *= 4;
            walk.convolution(channels[level], channels[level], 9, frames * pixels);
            enlarged = channels[level];
        }
        // Before and after the convolution in time, and as float32 for the caller; each twice while they are stacked.
        const auto pictures = frames * config.out_channels * pixels;
        walk.convolution(channels.front(), config.out_channels, 9, frames * pixels);
        walk.temporal_convolution(config.out_channels, frames, frames * pixels, as_products);
        walk.pass(channels.front() * pixels);
        walk.release(frames * channels.front() * pixels);
        walk.pass(3 * pictures + pictures * static_cast<std::int64_t>(sizeof(float)) / walk.element_bytes());
        return walk.cost();
    }
};

NetworkCost image_encoder_cost(const ClipVisionConfig& config, std::int64_t element_bytes) {
    Walk walk(element_bytes);
    const auto side = config.image_size / config.patch_size, tokens = side * side + 1;
    walk.convolution(config.num_channels, config.hidden_size, config.patch_size * config.patch_size, side * side);
    walk.hold(config.hidden_size * tokens);
    for (std::int64_t i = 0; i < config.num_hidden_layers; ++i) {
        for (int j = 0; j < 4; ++j) walk.linear(config.hidden_size, config.hidden_size, tokens);
        walk.attention(1, tokens, config.hidden_size);
        walk.linear(config.hidden_size, config.intermediate_size, tokens);
        walk.linear(config.intermediate_size, config.hidden_size, tokens);
        walk.pass((2 * config.hidden_size + 3 * config.intermediate_size) * tokens);
    }
    walk.linear(config.hidden_size, config.projection_dim, 1);
    return walk.cost();
}

}  // namespace

ClipCost clip_cost(const PipelineConfig& config, const PipelineCall& call, at::Device device, at::ScalarType dtype) {
    const auto element_bytes = static_cast<std::int64_t>(c10::elementSize(dtype));
    const auto height = call.height / config.vae.scale_factor(), width = call.width / config.vae.scale_factor();
    const bool guided = call.max_guidance_scale > 1.0, batched = guided && call.layout.batched_guidance;
    const auto chunk = call.decode_chunk_size > 0 ? std::min(call.decode_chunk_size, call.num_frames) : call.num_frames;
    const bool as_products = device.is_cpu() && dtype == at::kFloat;  // as TemporalConv does
    ClipCost cost;
    cost.image_encoder = image_encoder_cost(config.image_encoder, element_bytes);
    cost.vae_encoder = vae_encoder_cost(config.vae, call.height, call.width, call.num_frames);
    cost.passes_per_step = guided && !batched ? 2 : 1;
    UNetWalk unet{Walk(element_bytes),
                  config.unet,
                  batched ? 2 : 1,
                  call.num_frames,
                  call.layout.piece_bytes,
                  as_products,
                  call.deep_cache_interval > 1 ? cost.passes_per_step : 0};
    cost.unet = unet.run(height, width);
    cost.outermost_level_flop = unet.outermost_level_flop;
    cost.vae_decoder = DecoderWalk{Walk(element_bytes),
                                   config.vae,
                                   chunk,
                                   {call.layout.strip_bytes, call.layout.decode_working_set_bytes, {}},
                                   as_products}
                           .run(height, width);
    const auto chunks = static_cast<double>(call.num_frames) / static_cast<double>(chunk);
    cost.vae_decoder.flop *= chunks;
    if (chunk < call.num_frames)  // the pictures of the chunks before
        cost.vae_decoder.peak_bytes += 2 * call.num_frames * config.vae.out_channels * call.height * call.width *
                                       static_cast<std::int64_t>(sizeof(float));
    return cost;
}

double ClipCost::flop(const PipelineCall& call) const {
    const auto whole = (call.num_inference_steps + call.deep_cache_interval - 1) / call.deep_cache_interval;
    const auto sampling = unet.flop * static_cast<double>(whole) +
                          outermost_level_flop * static_cast<double>(call.num_inference_steps - whole);
    return image_encoder.flop + vae_encoder.flop + vae_decoder.flop + sampling * passes_per_step;
}

}  // namespace stillwave::svd
