#include "checkpoint/needed_tensors.h"

#include "svd/autoencoder_kl_temporal_decoder.h"
#include "svd/clip_vision_model.h"
#include "svd/unet_spatio_temporal_condition.h"
#include "types/log.h"

namespace stillwave {
namespace {

void build_unet(const nn::Weights& weights, const svd::PipelineConfig& config) {
    svd::UNetSpatioTemporalConditionModel(weights, config.unet);
}

void build_vae(const nn::Weights& weights, const svd::PipelineConfig& config) {
    svd::AutoencoderKLTemporalDecoder(weights, weights, config.vae);
}

void build_image_encoder(const nn::Weights& weights, const svd::PipelineConfig& config) {
    svd::CLIPVisionModelWithProjection(weights, config.image_encoder);
}

template <typename Build>
std::vector<nn::Weights::Asked> asked(Build build, const svd::PipelineConfig& config) {
    const auto weights = nn::Weights::recording();
    build(weights, config);
    return weights.asked();
}

template <typename Build>
void check(Build build, const nn::Weights& weights, const svd::PipelineConfig& config) {
    build(weights.to(at::kMeta, at::kFloat), config);
    nn::require_complete(weights);
    const auto unused = weights.unused();
    if (!unused.empty()) {
        log::info(weights.source() + " has " + std::to_string(unused.size()) +
                  " tensors that the model does not need, among them " + unused.front() + ".");
    }
}

}  // namespace

NeededTensors needed_tensors(const svd::PipelineConfig& config) {
    return {asked(build_unet, config), asked(build_vae, config), asked(build_image_encoder, config)};
}

std::uint64_t parameter_count(const NeededTensors& needed) {
    std::uint64_t total = 0;
    for (const auto* part : {&needed.unet, &needed.vae, &needed.image_encoder}) {
        for (const auto& tensor : *part) {
            std::uint64_t values = 1;
            for (const auto dimension : tensor.shape) values *= static_cast<std::uint64_t>(dimension);
            total += values;
        }
    }
    return total;
}

void check_tensors(const Checkpoint& checkpoint) {
    check(build_unet, checkpoint.unet, checkpoint.config);
    check(build_vae, checkpoint.vae, checkpoint.config);
    check(build_image_encoder, checkpoint.image_encoder, checkpoint.config);
}

}  // namespace stillwave
