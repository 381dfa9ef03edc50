#pragma once

#include "svd/parity.h"

namespace stillwave::svd::parity {

/// A diffusers folder: the small model in tests/data/svd-tiny, unless another folder is named.
struct FolderModel {
    std::filesystem::path folder = std::filesystem::path(STILLWAVE_TEST_DATA) / "svd-tiny" / "pipeline";
    PipelineConfig config = pipeline_config_from_folder(folder);
    nn::Weights unet = load("unet/diffusion_pytorch_model.safetensors");
    nn::Weights vae = load("vae/diffusion_pytorch_model.safetensors");
    nn::Weights image_encoder = load("image_encoder/model.safetensors");

    StableVideoDiffusionPipeline pipeline(at::Device device = at::kCPU, at::ScalarType dtype = at::kFloat,
                                          const Residencies& residencies = {}) const {
        return {config, unet, vae, image_encoder, device, dtype, residencies};
    }

    nn::Weights load(const std::string& file) const {
        return {nn::SafetensorsFile::open(folder / file).named_tensors(), (folder / file).string()};
    }
};

}  // namespace stillwave::svd::parity
