#include "models/model_info.h"

#include <c10/core/ScalarType.h>

#include "checkpoint/checkpoint.h"
#include "nn/error_boundary.h"
#include "svd/sigmas.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;

std::string dtype_name(at::ScalarType dtype) {
    switch (dtype) {
        case at::ScalarType::Double:
            return "float64";
        case at::ScalarType::Float:
            return "float32";
        case at::ScalarType::Half:
            return "float16";
        case at::ScalarType::BFloat16:
            return "bfloat16";
        case at::ScalarType::Float8_e4m3fn:
            return "float8_e4m3fn";
        case at::ScalarType::Float8_e5m2:
            return "float8_e5m2";
        default:
            return c10::toString(dtype);
    }
}

bool has_svd_sizes(const svd::PipelineConfig& config) {
    const svd::PipelineConfig svd;
    return config.unet.block_out_channels == svd.unet.block_out_channels &&
           config.unet.layers_per_block == svd.unet.layers_per_block &&
           config.vae.block_out_channels == svd.vae.block_out_channels &&
           config.vae.latent_channels == svd.vae.latent_channels &&
           config.image_encoder.hidden_size == svd.image_encoder.hidden_size;
}

std::string variant_name(const svd::PipelineConfig& config) {
    constexpr std::int64_t svd_xt_frames = 25;
    if (!has_svd_sizes(config)) return "custom";
    return config.unet.num_frames >= svd_xt_frames ? "SVD-XT" : "SVD";
}

std::string model_name(const fs::path& path, CheckpointFormat format) {
    if (format == CheckpointFormat::original_file) return path.stem().string();
    return fs::absolute(path / "model_index.json").lexically_normal().parent_path().filename().string();
}

}  // namespace

ModelInfo inspect_model(const fs::path& path) {
    return with_error_boundary([&] {
        const auto checkpoint = open_checkpoint(path);
        const bool single_file = checkpoint.format == CheckpointFormat::original_file;
        ModelInfo info;
        info.path = checkpoint.path;
        info.name = model_name(checkpoint.path, checkpoint.format);
        info.card = read_model_card(checkpoint.path);
        info.variant = variant_name(checkpoint.config);
        info.format = single_file ? "original file" : "diffusers folder";
        if (!checkpoint.config.vae.temporal_decoder) info.format += " with an image decoder";
        info.dtype = dtype_name(checkpoint.dtype);
        info.num_frames = checkpoint.config.unet.num_frames;
        info.parameters = checkpoint.parameters;
        for (const auto& file : checkpoint.weight_files) info.bytes += fs::file_size(file);
        info.latent_channels = checkpoint.config.vae.latent_channels;
        info.size_multiple = checkpoint.config.size_multiple();
        info.can_align_your_steps = svd::can_align_your_steps(checkpoint.config.scheduler);
        info.weight_files = checkpoint.weight_files;
        if (single_file) {
            info.frames_evidence = FramesEvidence::guess;
            set_variant(info, svd_variant_of_file_name(info.path), FramesEvidence::file_name);
            set_variant(info, svd_variant_of_metadata(checkpoint.metadata), FramesEvidence::metadata);
        }
        return info;
    });
}

void set_variant(ModelInfo& model, const SvdVariant* variant, FramesEvidence evidence) {
    if (!variant || model.frames_evidence == FramesEvidence::configuration) return;
    model.num_frames = variant->num_frames;
    model.frames_evidence = evidence;
    if (model.variant.starts_with("SVD")) model.variant = variant->label;
}

std::string frames_warning(const ModelInfo& model) {
    if (model.frames_evidence != FramesEvidence::guess) return {};
    if (model.card && model.card->settings.contains("num_frames")) return {};
    std::error_code ignored;
    const auto file = fs::weakly_canonical(model.path, ignored);
    return "Nothing tells whether '" + model.name + "' is SVD (14 frames) or SVD-XT (25 frames), so clips of " +
           std::to_string(model.num_frames) + " frames are made. Say it once: stillwave models add '" + file.string() +
           "' --variant svd_xt (or svd).";
}

std::string model_notice(const ModelInfo& model) {
    if (!model.card) return {};
    auto notice = model.card->note;
    if (model.variant == "starter") {
        notice +=
            " For full quality, download Stability AI's svd_xt.safetensors and run `stillwave models add PATH` once.";
    }
    return notice;
}

}  // namespace stillwave
