#include "enhance/rrdb_net.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/add.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/leaky_relu.h>
#include <ATen/ops/pixel_unshuffle.h>
#include <ATen/ops/upsample_nearest2d.h>

#include "enhance/tensor_shapes.h"

namespace stillwave::enhance {
namespace {

constexpr double residual_scale = 0.2;
constexpr double negative_slope = 0.2;

void stop_here(const std::stop_token& stop) {
    if (stop.stop_requested()) throw Cancelled{};
}

/// Runs a convolution and a LeakyReLU.
at::Tensor activated(const nn::Conv2d& conv, const at::Tensor& input) {
    auto output = conv.forward(input);
    return at::leaky_relu_(output, negative_slope);
}

at::Tensor twice(const at::Tensor& input) {
    return at::upsample_nearest2d(input, {2 * input.size(2), 2 * input.size(3)});
}

nn::Conv2d conv3x3(const nn::Weights& weights, std::int64_t in_channels, std::int64_t out_channels) {
    return {weights, in_channels, out_channels, 3, 1, 1};
}

std::string first_conv_of(std::int64_t block) {
    return "body." + std::to_string(block) + ".rdb1.conv1";
}

}  // namespace

ResidualDenseBlock::ResidualDenseBlock(const nn::Weights& weights, std::int64_t num_feat, std::int64_t num_grow_ch) {
    for (std::int64_t i = 0; i < 5; ++i) {
        convs_.push_back(conv3x3(weights.sub("conv" + std::to_string(i + 1)), num_feat + i * num_grow_ch,
                                 i == 4 ? num_feat : num_grow_ch));
    }
}

at::Tensor ResidualDenseBlock::forward(const at::Tensor& input) const {
    std::vector<at::Tensor> dense = {input};
    for (std::size_t i = 0; i < 4; ++i) {
        dense.push_back(activated(convs_[i], i == 0 ? input : at::cat(dense, 1)));
    }
    return at::add(input, convs_[4].forward(at::cat(dense, 1)), residual_scale);
}

RRDB::RRDB(const nn::Weights& weights, std::int64_t num_feat, std::int64_t num_grow_ch)
    : blocks_{ResidualDenseBlock(weights.sub("rdb1"), num_feat, num_grow_ch),
              ResidualDenseBlock(weights.sub("rdb2"), num_feat, num_grow_ch),
              ResidualDenseBlock(weights.sub("rdb3"), num_feat, num_grow_ch)} {}

at::Tensor RRDB::forward(const at::Tensor& input, const std::stop_token& stop) const {
    auto hidden = input;
    for (const auto& block : blocks_) {
        stop_here(stop);
        hidden = block.forward(hidden);
    }
    return at::add(input, hidden, residual_scale);
}

bool is_rrdb_net(const nn::NamedTensors& tensors) {
    return tensors.contains("conv_first.weight") && tensors.contains(first_conv_of(0) + ".weight");
}

RRDBNet::Config RRDBNet::Config::from_tensors(const nn::NamedTensors& tensors, const std::string& source) {
    Config config;
    const auto first = conv_channels(tensors, "conv_first", source);
    config.num_feat = first.out;
    config.num_grow_ch = conv_channels(tensors, first_conv_of(0), source).out;
    config.num_out_ch = conv_channels(tensors, "conv_last", source).out;
    config.num_block = 0;
    while (tensors.contains(first_conv_of(config.num_block) + ".weight")) ++config.num_block;
    // The scale follows from the input's channels: a pixel unshuffle by 2 makes 12 of 3 channels, one by 4 makes 48.
    switch (first.in) {
        case 3:
            config.scale = 4;
            break;
        case 12:
            config.scale = 2;
            break;
        case 48:
            config.scale = 1;
            break;
        default:
            config.scale = 0;
    }
    if (config.scale == 0 || config.num_out_ch != 3) {
        throw Error(ErrorCode::model_invalid, source + " takes " + std::to_string(first.in) + " channels and makes " +
                                                  std::to_string(config.num_out_ch) +
                                                  ", which is no enlarging of RGB pictures by 4, 2 or 1. Use an "
                                                  "ESRGAN or Real-ESRGAN model for RGB pictures.");
    }
    return config;
}

RRDBNet::RRDBNet(const nn::Weights& weights, const Config& config)
    : unshuffle_(4 / config.scale),
      conv_first_(conv3x3(weights.sub("conv_first"), config.num_in_ch * unshuffle_ * unshuffle_, config.num_feat)),
      conv_body_(conv3x3(weights.sub("conv_body"), config.num_feat, config.num_feat)),
      conv_up1_(conv3x3(weights.sub("conv_up1"), config.num_feat, config.num_feat)),
      conv_up2_(conv3x3(weights.sub("conv_up2"), config.num_feat, config.num_feat)),
      conv_hr_(conv3x3(weights.sub("conv_hr"), config.num_feat, config.num_feat)),
      conv_last_(conv3x3(weights.sub("conv_last"), config.num_feat, config.num_out_ch)) {
    for (std::int64_t i = 0; i < config.num_block; ++i) {
        body_.emplace_back(weights.sub("body", static_cast<std::size_t>(i)), config.num_feat, config.num_grow_ch);
    }
}

at::Tensor RRDBNet::forward(const at::Tensor& input, const std::stop_token& stop) const {
    const auto first = conv_first_.forward(unshuffle_ == 1 ? input : at::pixel_unshuffle(input, unshuffle_));
    auto hidden = first;
    for (const auto& block : body_) hidden = block.forward(hidden, stop);
    hidden = first + conv_body_.forward(hidden);
    stop_here(stop);
    hidden = activated(conv_up1_, twice(hidden));
    stop_here(stop);
    hidden = activated(conv_up2_, twice(hidden));
    stop_here(stop);
    hidden = activated(conv_hr_, hidden);
    stop_here(stop);
    return conv_last_.forward(hidden);
}

}  // namespace stillwave::enhance
