#pragma once

#include <ATen/core/Tensor.h>

#include <string>

#include "nn/weights.h"
#include "types/error.h"

/// Checks of the shapes of weights from unknown files. Internal to the room.
namespace stillwave::enhance {

/// The output and input channels of a 3x3 convolution, which are the axes 0 and 1 of its weight.
struct ConvChannels {
    std::int64_t out;
    std::int64_t in;
};

/// Returns the channels of the convolution `key`. Throws Error(model_invalid), whose message calls the file `source`,
/// where its weight is missing or is not that of a 3x3 convolution.
inline ConvChannels conv_channels(const nn::NamedTensors& tensors, const std::string& key, const std::string& source) {
    const auto found = tensors.find(key + ".weight");
    if (found == tensors.end()) nn::require_none_missing({key + ".weight"}, source);
    const auto& weight = found->second;
    if (weight.dim() != 4 || weight.size(0) < 1 || weight.size(1) < 1 || weight.size(2) != 3 || weight.size(3) != 3) {
        throw Error(ErrorCode::model_invalid, source + ": tensor " + key +
                                                  ".weight is not that of a 3x3 convolution. The file is of another "
                                                  "network; use an ESRGAN or Real-ESRGAN model.");
    }
    return {weight.size(0), weight.size(1)};
}

}  // namespace stillwave::enhance
