#include "enhance/srvgg_net_compact.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/pixel_shuffle.h>
#include <ATen/ops/prelu.h>
#include <ATen/ops/upsample_nearest2d.h>

#include "enhance/tensor_shapes.h"

namespace stillwave::enhance {
namespace {

std::string body(std::int64_t index) {
    return "body." + std::to_string(index);
}

}  // namespace

bool is_srvgg_net_compact(const nn::NamedTensors& tensors) {
    return tensors.contains("body.0.weight") && tensors.contains("body.2.weight");
}

SRVGGNetCompact::Config SRVGGNetCompact::Config::from_tensors(const nn::NamedTensors& tensors,
                                                              const std::string& source) {
    Config config;
    const auto first = conv_channels(tensors, body(0), source);
    config.num_in_ch = config.num_out_ch = first.in;
    config.num_feat = first.out;
    std::int64_t last = 0;
    while (tensors.contains(body(last + 2) + ".weight")) last += 2;
    config.num_conv = last / 2 - 1;
    // The last convolution makes upscale * upscale output pixels for each channel.
    const auto made = conv_channels(tensors, body(last), source).out;
    config.upscale = 1;
    while (config.num_out_ch * config.upscale * config.upscale < made && config.upscale < 8) ++config.upscale;
    if (config.num_in_ch != 3 || config.num_out_ch * config.upscale * config.upscale != made) {
        throw Error(ErrorCode::model_invalid, source + " takes " + std::to_string(config.num_in_ch) +
                                                  " channels and makes " + std::to_string(made) +
                                                  " for each pixel, which is no enlarging of RGB pictures. Use a "
                                                  "Real-ESRGAN model for RGB pictures.");
    }
    return config;
}

SRVGGNetCompact::SRVGGNetCompact(const nn::Weights& weights, const Config& config) : upscale_(config.upscale) {
    const auto pixels = config.num_out_ch * config.upscale * config.upscale;
    for (std::int64_t i = 0; i < config.num_conv + 2; ++i) {
        const auto in = i == 0 ? config.num_in_ch : config.num_feat;
        const auto out = i == config.num_conv + 1 ? pixels : config.num_feat;
        convs_.emplace_back(weights.sub(body(2 * i)), in, out, 3, 1, 1);
        if (i <= config.num_conv) {
            slopes_.push_back(weights.sub(body(2 * i + 1)).get("weight", {config.num_feat}));
        }
    }
}

at::Tensor SRVGGNetCompact::forward(const at::Tensor& input, const std::stop_token& stop) const {
    auto hidden = input;
    for (std::size_t i = 0; i < convs_.size(); ++i) {
        if (stop.stop_requested()) throw Cancelled{};
        hidden = convs_[i].forward(hidden);
        if (i < slopes_.size()) hidden = at::prelu(hidden, slopes_[i]);
    }
    const auto enlarged = at::upsample_nearest2d(input, {upscale_ * input.size(2), upscale_ * input.size(3)});
    return at::pixel_shuffle(hidden, upscale_) + enlarged;
}

}  // namespace stillwave::enhance
