#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>

#include "enhance/rrdb_net.h"
#include "enhance/srvgg_net_compact.h"

namespace stillwave::enhance {

struct UpscaleOptions {
    /// The result's scale, from 2 to the network's own (the default). Smaller ones reduce the network's result.
    std::optional<int> scale = {};
    /// Longest side, px of the input, of the part of a frame that is worked on at once, without its overlap; at least
    /// 16. Memory is in proportion to its square. Default: as suits the network.
    std::optional<int> tile_px = {};
    /// What a tile is read beyond its sides, px of the input. Default: as far as a pixel sees, for RRDBNet, which sees
    /// too far for that, 32. Where it is as far as a pixel sees, tiles make no difference beyond rounding; else they
    /// fade into each other over half of it.
    std::optional<int> overlap_px = {};
    /// Frames worked on at once.
    int batch = 1;
};

/// Called on the calling thread after each tile of each batch of frames: how many are done, of how many.
using UpscaleProgress = std::function<void(int done, int total)>;

/// A network of the ESRGAN family with its weights, for whole clips in bounded memory.
class Upscaler {
  public:
    /// Reads `path` (see read_upscaler_weights). Throws Error(model_not_found), Error(model_invalid).
    Upscaler(const std::filesystem::path& path, at::Device device, at::ScalarType dtype);

    /// The file's name without its extension.
    const std::string& name() const { return name_; }
    /// How many times as wide and high the network makes a picture by itself.
    int scale() const { return scale_; }

    /// frames [n, 3, height, width], uint8 or floating-point in 0..1, on any device -> [n, 3, scale * height,
    /// scale * width] of the same dtype, on the CPU. Takes memory for the result and one tile's work. Throws
    /// Error(invalid_argument) on other frames and on options out of range, Error(clip_rejected) where the network
    /// makes values that are no numbers, Cancelled soon (within a tile too) after a stop was requested.
    at::Tensor upscale(const at::Tensor& frames, const UpscaleOptions& options = {},
                       const UpscaleProgress& progress = {}, const std::stop_token& stop = {}) const;

  private:
    using Network = std::variant<SRVGGNetCompact, RRDBNet>;
    struct Plan;

    Plan plan(const at::Tensor& frames, const UpscaleOptions& options) const;
    at::Tensor enlarged(const at::Tensor& part, int scale, const std::stop_token& stop) const;

    std::string name_;
    int scale_ = 0;
    at::Device device_;
    at::ScalarType dtype_;
    std::optional<Network> network_;
};

}  // namespace stillwave::enhance
