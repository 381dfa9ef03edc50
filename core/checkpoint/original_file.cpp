#include "checkpoint/original_file.h"

#include <ATen/ops/eye.h>
#include <ATen/ops/zeros.h>

#include "checkpoint/needed_tensors.h"
#include "checkpoint/original_config.h"
#include "checkpoint/original_keys.h"
#include "checkpoint/original_layout.h"
#include "checkpoint/stored_dtype.h"
#include "types/error.h"

namespace stillwave {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& problem) {
    throw Error(ErrorCode::model_invalid, path.string() + " " + problem);
}

/// Refuses a sound safetensors file that is no image-to-video model.
void check_kind(const nn::SafetensorsFile& file) {
    bool unet = false, temporal_unet = false, component = false;
    for (const auto& info : file.tensors()) {
        const auto& name = info.name;
        const bool temporal =
            name.find(".time_stack.") != std::string::npos || name.find(".time_mix_conv.") != std::string::npos;
        if (name.starts_with("model.diffusion_model.")) {
            unet = true;
            temporal_unet = temporal_unet || temporal;
        } else if (name == "conv_in.weight" || name == "decoder.conv_in.weight" || name == "visual_projection.weight") {
            component = true;
        }
    }
    const auto& path = file.path();
    if (!unet && component) {
        refuse(path, "is one part of a diffusers model. Name the folder that holds model_index.json.");
    }
    if (!unet) {
        refuse(path,
               "is not a Stable Video Diffusion model: it has no tensors under model.diffusion_model. Use "
               "Stability AI's svd.safetensors or svd_xt.safetensors.");
    }
    if (!temporal_unet) {
        refuse(path,
               "is a text-to-image model: its UNet has no layers over time, so it cannot make clips. Use "
               "Stability AI's svd.safetensors or svd_xt.safetensors.");
    }
}

/// The stored tensors by name, and the names of tensors that were looked for in vain.
class OriginalTensors {
  public:
    explicit OriginalTensors(const nn::SafetensorsFile& file) : file_(file) {
        for (const auto& info : file.tensors()) index_.emplace(info.name, &info);
    }

    const TensorIndex& index() const { return index_; }

    /// Adds the tensor `original` to `tensors` as `key`, seen through `view`; notes its name where it is missing.
    template <typename View>
    void add(nn::NamedTensors& tensors, const std::string& key, const std::string& original, View view) {
        const auto found = index_.find(original);
        if (found == index_.end()) {
            if (missing_.empty() || missing_.back() != original) missing_.push_back(original);
        } else {
            tensors.emplace(key, view(file_.tensor(*found->second)));
        }
    }

    void require_none_missing() const { nn::require_none_missing(missing_, file_.path().string()); }

  private:
    const nn::SafetensorsFile& file_;
    TensorIndex index_;
    std::vector<std::string> missing_;
};

/// Returns the part or the transpose of `stored` that `place` says. Errors name `file` where the shape does not fit.
at::Tensor part_of(const at::Tensor& stored, const OriginalClipTensor& place, const std::filesystem::path& file) {
    const auto fits =
        place.transposed ? stored.dim() == 2 : place.third < 0 || (stored.dim() > 0 && stored.size(0) % 3 == 0);
    if (!fits) refuse(file, "has the tensor " + place.key + " in a shape that no such model has. It is damaged.");
    if (place.transposed) return stored.t();
    if (place.third < 0) return stored;
    return stored.narrow(0, place.third * (stored.size(0) / 3), stored.size(0) / 3);
}

/// A 1x1 convolution that changes nothing, for files whose encoder has none after it.
void add_identity_quant_conv(nn::NamedTensors& vae, const svd::VaeConfig& config) {
    const auto channels = 2 * config.latent_channels;
    vae.emplace("quant_conv.weight", at::eye(channels).view({channels, channels, 1, 1}));
    vae.emplace("quant_conv.bias", at::zeros({channels}));
}

/// Views a stored 1x1 convolution as a projection of the middle attention.
at::Tensor as_projection(const at::Tensor& stored) {
    return stored.dim() == 4 && stored.size(2) == 1 && stored.size(3) == 1 ? stored.flatten(1) : stored;
}

}  // namespace

Checkpoint open_original_file(const std::filesystem::path& path) {
    const auto file = nn::SafetensorsFile::open(path);
    check_kind(file);
    OriginalTensors tensors(file);
    const auto layout = find_original_layout(tensors.index());
    auto config = infer_original_config(tensors.index(), layout, path.string());

    const auto needed = needed_tensors(config);
    nn::NamedTensors unet, vae, image_encoder;
    const auto whole = [](const at::Tensor& stored) { return stored; };
    for (const auto& [key, shape] : needed.unet) {
        tensors.add(unet, key, original_unet_key(key, config.unet), whole);
    }
    if (!layout.has_quant_conv) add_identity_quant_conv(vae, config.vae);
    for (const auto& [key, shape] : needed.vae) {
        if (vae.contains(key)) continue;
        const bool projection = key.find("mid_block.attentions.0.to_") != std::string::npos;
        const auto original = original_vae_key(key, config.vae, layout);
        if (projection) {
            tensors.add(vae, key, original, as_projection);
        } else {
            tensors.add(vae, key, original, whole);
        }
    }
    for (const auto& [key, shape] : needed.image_encoder) {
        const auto place = original_clip_tensor(key, layout);
        tensors.add(image_encoder, key, place.key,
                    [&](const at::Tensor& stored) { return part_of(stored, place, path); });
    }
    tensors.require_none_missing();

    const auto dtype = most_frequent_dtype(unet);
    const auto name = path.string();
    return {.path = path,
            .format = CheckpointFormat::original_file,
            .config = std::move(config),
            .unet = {std::move(unet), name},
            .vae = {std::move(vae), name},
            .image_encoder = {std::move(image_encoder), name},
            .dtype = dtype,
            .weight_files = {path},
            .metadata = file.metadata(),
            .parameters = 0};
}

}  // namespace stillwave
