#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// Every size and choice of the model, with diffusers' names and Stable Video Diffusion's values as defaults.
namespace stillwave::svd {

struct UNetConfig {
    std::int64_t in_channels = 8;
    std::int64_t out_channels = 4;
    std::vector<std::string> down_block_types = {"CrossAttnDownBlockSpatioTemporal", "CrossAttnDownBlockSpatioTemporal",
                                                 "CrossAttnDownBlockSpatioTemporal", "DownBlockSpatioTemporal"};
    std::vector<std::string> up_block_types = {"UpBlockSpatioTemporal", "CrossAttnUpBlockSpatioTemporal",
                                               "CrossAttnUpBlockSpatioTemporal", "CrossAttnUpBlockSpatioTemporal"};
    std::vector<std::int64_t> block_out_channels = {320, 640, 1280, 1280};
    std::int64_t addition_time_embed_dim = 256;
    std::int64_t projection_class_embeddings_input_dim = 768;
    std::vector<std::int64_t> layers_per_block = {2, 2, 2, 2};
    std::vector<std::int64_t> cross_attention_dim = {1024, 1024, 1024, 1024};
    std::vector<std::int64_t> transformer_layers_per_block = {1, 1, 1, 1};
    std::vector<std::int64_t> num_attention_heads = {5, 10, 20, 20};
    std::int64_t num_frames = 14;
};

struct VaeConfig {
    std::int64_t in_channels = 3;
    std::int64_t out_channels = 3;
    std::vector<std::int64_t> block_out_channels = {128, 256, 512, 512};
    std::int64_t layers_per_block = 2;
    std::int64_t latent_channels = 4;
    double scaling_factor = 0.18215;
    bool force_upcast = true;
    /// false: each frame is decoded alone, by diffusers' Decoder after a post_quant_conv (Stability AI's image_decoder
    /// files).
    bool temporal_decoder = true;

    /// Pixels per latent along each axis.
    std::int64_t scale_factor() const { return std::int64_t{1} << (block_out_channels.size() - 1); }
};

struct ClipVisionConfig {
    std::int64_t hidden_size = 1280;
    std::int64_t intermediate_size = 5120;
    std::int64_t num_hidden_layers = 32;
    std::int64_t num_attention_heads = 16;
    std::int64_t num_channels = 3;
    std::int64_t image_size = 224;
    std::int64_t patch_size = 14;
    std::int64_t projection_dim = 1024;
    std::string hidden_act = "gelu";  ///< gelu | quick_gelu
    double layer_norm_eps = 1e-5;
};

struct SchedulerConfig {
    std::string prediction_type = "v_prediction";
    std::string timestep_type = "continuous";
    bool use_karras_sigmas = true;
    double sigma_min = 0.002;
    double sigma_max = 700.0;
};

struct ImageProcessorConfig {
    std::array<double, 3> image_mean = {0.48145466, 0.4578275, 0.40821073};
    std::array<double, 3> image_std = {0.26862954, 0.26130258, 0.27577711};
};

struct PipelineConfig {
    UNetConfig unet;
    VaeConfig vae;
    ClipVisionConfig image_encoder;
    SchedulerConfig scheduler;
    ImageProcessorConfig feature_extractor;
    /// The first of two latent channels that hold each place's column and row, a quarter of (index + 1), for a decoder
    /// that needs them. The UNet makes them, the encoder does not. Stable Video Diffusion has none: -1.
    std::int64_t position_channel = -1;
    /// The first of two latent channels that hold each frame's motion back to the photo, x before y, in `motion_scale`
    /// px of the frames; -1 where the model tells none.
    std::int64_t motion_channel = -1;
    double motion_scale = 1;

    /// Width and height must be multiples of this, px: of whole latents. The UNet takes any number of them.
    std::int64_t size_multiple() const { return vae.scale_factor(); }
};

/// Read a component's JSON as diffusers and transformers write it; fields that are absent keep the library's default.
/// `name` is what errors call it. Throw Error(model_invalid): not JSON, a wrong type, an absurd size (these files
/// come from anywhere), lists of different lengths, a feature that this engine does not have.
UNetConfig unet_config_from_json(const std::string& text, const std::string& name);
VaeConfig vae_config_from_json(const std::string& text, const std::string& name);
ClipVisionConfig clip_vision_config_from_json(const std::string& text, const std::string& name);
SchedulerConfig scheduler_config_from_json(const std::string& text, const std::string& name);
ImageProcessorConfig image_processor_config_from_json(const std::string& text, const std::string& name);

/// Reads all five from a diffusers pipeline folder. Throws as above, and Error(model_invalid) for a missing file.
PipelineConfig pipeline_config_from_folder(const std::filesystem::path& folder);

}  // namespace stillwave::svd
