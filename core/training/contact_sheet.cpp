#include "training/contact_sheet.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <c10/core/GradMode.h>

#include <algorithm>

#include "svd/autoencoder_kl_temporal_decoder.h"
#include "svd/pipeline_stable_video_diffusion.h"
#include "training/photo_crops.h"
#include "types/output_file.h"

namespace stillwave::training {
namespace {

constexpr std::int64_t most_rows = 4, seeds = 2;

/// [3, height, width], -1..1 -> 0..1.
at::Tensor shown(const at::Tensor& pixels) {
    return (pixels / 2 + 0.5).clamp(0, 1);
}

/// The pictures of one row, 0..1.
std::vector<at::Tensor> unet_row(const svd::StableVideoDiffusionPipeline& pipeline, const TrainingSettings& settings,
                                 const at::Tensor& photo) {
    std::vector<at::Tensor> row = {shown(photo)};
    for (std::int64_t seed = 0; seed < seeds; ++seed) {
        svd::PipelineCall call;
        call.width = settings.width;
        call.height = settings.height;
        call.num_frames = settings.num_frames;
        call.num_inference_steps = settings.num_inference_steps;
        call.max_guidance_scale = 1;
        call.seed = seed;
        const auto frames = pipeline(photo.unsqueeze(0), call).frames;
        for (const auto frame : {settings.num_frames / 2, settings.num_frames - 1}) row.push_back(frames[frame]);
    }
    return row;
}

}  // namespace

Image contact_sheet(const Trainer& trainer) {
    const c10::NoGradGuard no_grad;
    const auto& settings = trainer.settings();
    const auto& model = trainer.model();
    const at::Device device(settings.device);
    const nn::Weights trained(trainer.weights().averaged(), "the averaged weights");
    const bool is_unet = settings.component == "unet";
    const nn::Weights unet = is_unet ? trained : nn::Weights(model.unet, "unet");
    const nn::Weights vae = is_unet ? nn::Weights(model.vae, "vae") : trained;
    const svd::StableVideoDiffusionPipeline pipeline(
        model.config, unet, vae, nn::Weights(model.image_encoder, "image_encoder"), device, at::kFloat);
    const svd::AutoencoderKLTemporalDecoder autoencoder(vae.to(device, at::kFloat), vae.to(device, at::kFloat),
                                                        model.config.vae);
    std::vector<at::Tensor> rows;
    const auto count = std::clamp<std::int64_t>(trainer.clips().held_out(), 1, most_rows);
    for (std::int64_t i = 0; i < count; ++i) {
        const auto photo =
            middle_crop(trainer.clips().held_out_photo(i), settings.width, settings.height).first_frame();
        std::vector<at::Tensor> row;
        if (is_unet) {
            row = unet_row(pipeline, settings, photo);
        } else {
            const auto decoded = autoencoder.decode(autoencoder.encode_mode(photo.unsqueeze(0).to(device)));
            row = {shown(photo), shown(decoded[0].to(at::kCPU, at::kFloat))};
        }
        rows.push_back(at::cat(row, 2));
    }
    const auto bytes = (at::cat(rows, 1) * 255).round().to(at::kByte).permute({1, 2, 0}).contiguous();
    const auto* begin = bytes.const_data_ptr<std::uint8_t>();
    return {static_cast<int>(bytes.size(1)), static_cast<int>(bytes.size(0)),
            std::vector<std::uint8_t>(begin, begin + bytes.numel())};
}

void write_ppm(const std::filesystem::path& path, const Image& image) {
    OutputFile file(path);
    file.write("P6\n" + std::to_string(image.width) + " " + std::to_string(image.height) + "\n255\n");
    file.write(image.data(), image.size_bytes());
    file.commit();
}

}  // namespace stillwave::training
