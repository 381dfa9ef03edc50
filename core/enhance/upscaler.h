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
    /// The scale of the result, from 2 to the network's own, which is the default. For a smaller scale the network's
    /// result is reduced.
    std::optional<int> scale = {};
    /// The longest side of a tile without its overlap, px of the input, 16 or more. Memory grows with its square. The
    /// default suits the network.
    std::optional<int> tile_px = {};
    /// The px of the input that a tile is read beyond its sides. The default is one more than the network's radius, at
    /// which tiles make no difference beyond rounding. RRDBNet's radius is too large for that, so its default is 32.
    /// With a smaller overlap each tile is made half of the overlap beyond its sides and fades into its neighbours
    /// there.
    std::optional<int> overlap_px = {};
    /// The number of frames that go through the network at once.
    int batch = 1;
};

/// A function that is called on the calling thread after each tile of each batch of frames, with the number of finished
/// tiles and of all tiles.
using UpscaleProgress = std::function<void(int done, int total)>;

/// A network of the ESRGAN family with its weights. It upscales whole clips in bounded memory beside the result.
class Upscaler {
  public:
    /// Reads the network and its weights from `path` (see read_upscaler_weights()). Throws Error(model_not_found) and
    /// Error(model_invalid) as that function does.
    Upscaler(const std::filesystem::path& path, at::Device device, at::ScalarType dtype);

    /// The name of the weights' file without its extension.
    const std::string& name() const { return name_; }
    /// The network's own scale: how many times as wide and high it makes a frame.
    int scale() const { return scale_; }

    /// Upscales frames [n, 3, height, width], uint8 or floating-point in 0..1, on any device -> [n, 3, scale * height,
    /// scale * width] in the same dtype, on the CPU. The call blocks; memory holds the result and the work of one tile.
    /// Throws Error(invalid_argument) for other frames and for options out of range, Error(clip_rejected) where the
    /// network makes values that are no numbers, and Cancelled soon after a stop was requested, also within a tile.
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
