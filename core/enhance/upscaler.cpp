#include "enhance/upscaler.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/_upsample_bicubic2d_aa.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/replication_pad2d.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

#include <algorithm>

#include "enhance/tiles.h"
#include "enhance/upscaler_weights.h"
#include "types/error.h"

namespace stillwave::enhance {
namespace {

/// Builds a network whose sizes are told from the shapes of its weights.
template <class Net>
Net built(const UpscalerWeights& read, at::Device device, at::ScalarType dtype, int& scale) {
    const auto source = read.path.string();
    const auto config = Net::Config::from_tensors(read.tensors, source);
    const auto weights = nn::Weights(read.tensors, source).to(device, dtype);
    Net network(weights, config);
    nn::require_complete(weights);
    if (const auto unused = weights.unused(); !unused.empty()) {
        throw Error(ErrorCode::model_invalid, source + " holds tensors that its network has no place for, such as " +
                                                  unused.front() +
                                                  ". It is a variant that is not supported; use another model.");
    }
    if constexpr (std::is_same_v<Net, RRDBNet>) {
        scale = static_cast<int>(config.scale);
    } else {
        scale = static_cast<int>(config.upscale);
    }
    return network;
}

void require_in_range(const std::string& what, int value, int least, int most) {
    if (value < least || value > most) {
        throw Error(ErrorCode::invalid_argument, what + " is " + std::to_string(value) + ", but must be from " +
                                                     std::to_string(least) + " to " + std::to_string(most) + ".");
    }
}

/// Returns the weight of each pixel of a span, [scale * size]. In a fade the weights of two neighbours add up to 1.
at::Tensor fade_weights(const Span& span, int scale) {
    auto weights = at::ones({scale * span.size()});
    const auto ramp = [](std::int64_t size) {
        return (at::arange(size, at::kFloat) + 0.5) / static_cast<double>(std::max<std::int64_t>(size, 1));
    };
    const auto in = scale * span.fade_begin, out = scale * span.fade_end;
    weights.narrow(0, 0, in).copy_(ramp(in));
    weights.narrow(0, weights.size(0) - out, out).copy_(1.0 - ramp(out));
    return weights;
}

void require_frames(const at::Tensor& frames) {
    const bool is_batch = frames.dim() == 4 && frames.size(1) == 3 && frames.numel() > 0;
    if (!is_batch || !(frames.scalar_type() == at::kByte || frames.is_floating_point())) {
        throw Error(ErrorCode::invalid_argument,
                    "Frames to upscale must be RGB of type uint8 or floating-point, [frames, 3, height, width].");
    }
}

}  // namespace

/// The batches and tiles of one call.
struct Upscaler::Plan {
    int scale;
    std::int64_t batch;
    std::int64_t pad_x, pad_y;  ///< px that are added to the frames to reach a size that the network takes
    std::vector<Span> columns, rows;
};

Upscaler::Upscaler(const std::filesystem::path& path, at::Device device, at::ScalarType dtype)
    : device_(device), dtype_(dtype) {
    const auto read = read_upscaler_weights(path);
    name_ = read.path.stem().string();
    if (is_srvgg_net_compact(read.tensors)) {
        network_ = built<SRVGGNetCompact>(read, device, dtype, scale_);
    } else if (is_rrdb_net(read.tensors)) {
        network_ = built<RRDBNet>(read, device, dtype, scale_);
    } else {
        throw Error(ErrorCode::model_invalid, read.path.string() +
                                                  " is no upscaler that Stillwave knows: it has the weights of neither "
                                                  "SRVGGNetCompact nor RRDBNet. Use a model of the ESRGAN or "
                                                  "Real-ESRGAN family.");
    }
}

Upscaler::Plan Upscaler::plan(const at::Tensor& frames, const UpscaleOptions& options) const {
    constexpr int longest_tile = 16384, longest_overlap = 1024, most_frames = 1024;
    const auto* const compact = std::get_if<SRVGGNetCompact>(&*network_);
    Plan plan{};
    plan.scale = options.scale.value_or(scale_);
    require_in_range("The scale of " + name_, plan.scale, std::min(2, scale_), scale_);
    require_in_range("The number of frames upscaled at once", options.batch, 1, most_frames);
    plan.batch = options.batch;

    // One pixel is added to the radius, because the reduction of the network's result needs it.
    const int reach = compact != nullptr ? static_cast<int>(compact->radius_px()) + 1 : longest_overlap;
    const int overlap = options.overlap_px.value_or(compact != nullptr ? reach : 32);
    const int tile = options.tile_px.value_or(compact != nullptr ? 256 : 192);
    const bool fades = overlap < reach;
    require_in_range("The overlap of tiles", overlap, 0, longest_overlap);
    require_in_range("The size of tiles", tile, 16, longest_tile);

    // RRDBNet of scale 2 or 1 takes squares of 2 x 2 or 4 x 4 pixels.
    const std::int64_t alignment = compact != nullptr ? 1 : 4 / scale_;
    const auto height = frames.size(2), width = frames.size(3);
    plan.pad_y = (alignment - height % alignment) % alignment;
    plan.pad_x = (alignment - width % alignment) % alignment;
    plan.rows = divide(height + plan.pad_y, tile, overlap, fades, alignment);
    plan.columns = divide(width + plan.pad_x, tile, overlap, fades, alignment);
    return plan;
}

/// Upscales one tile: part [n, 3, height, width] in 0..1 -> [n, 3, scale * height, scale * width] in 0..1, float32 on
/// the CPU.
at::Tensor Upscaler::enlarged(const at::Tensor& part, int scale, const std::stop_token& stop) const {
    // The channels lie last in memory, because convolutions on a CPU would otherwise bring them into this order and
    // back.
    const auto input = part.to(device_, dtype_).contiguous(at::MemoryFormat::ChannelsLast);
    auto output = std::visit([&](const auto& network) { return network.forward(input, stop); }, *network_)
                      .to(at::kFloat)
                      .clamp_(0.0, 1.0);
    if (scale != scale_) {
        // The phase is that of the whole frame, because tiles begin at whole pixels of the input and of the result.
        output = at::_upsample_bicubic2d_aa(output, {scale * part.size(2), scale * part.size(3)},
                                            /*align_corners=*/false)
                     .clamp_(0.0, 1.0);
    }
    output = output.to(at::kCPU);
    if (!at::isfinite(output).all().item<bool>()) {
        throw Error(ErrorCode::clip_rejected,
                    name_ + " made values that are no numbers in " + c10::toString(dtype_) + ". Upscale in float32.");
    }
    return output;
}

at::Tensor Upscaler::upscale(const at::Tensor& frames, const UpscaleOptions& options, const UpscaleProgress& progress,
                             const std::stop_token& stop) const {
    require_frames(frames);
    const c10::NoGradGuard inference;
    const auto plan = this->plan(frames, options);
    const auto count = frames.size(0), height = frames.size(2), width = frames.size(3);
    const bool levels = frames.scalar_type() == at::kByte;
    const auto result =
        at::empty({count, 3, plan.scale * height, plan.scale * width}, frames.options().device(at::kCPU));

    const auto batches = (count + plan.batch - 1) / plan.batch;
    const auto total = batches * static_cast<std::int64_t>(plan.rows.size() * plan.columns.size());
    int done = 0;
    for (std::int64_t first = 0; first < count; first += plan.batch) {
        const auto frames_here = std::min(plan.batch, count - first);
        auto batch = frames.narrow(0, first, frames_here).to(at::kFloat);
        if (levels) batch = batch / 255.0;
        if (plan.pad_x > 0 || plan.pad_y > 0) {
            batch = at::replication_pad2d(batch, {0, plan.pad_x, 0, plan.pad_y});
        }
        // Each pixel is the sum of its tiles' pixels, times weights whose sum is 1.
        auto canvas = at::zeros({frames_here, 3, plan.scale * batch.size(2), plan.scale * batch.size(3)});
        for (const auto& row : plan.rows) {
            for (const auto& column : plan.columns) {
                const auto part =
                    batch.narrow(2, row.read_begin, row.read_size()).narrow(3, column.read_begin, column.read_size());
                const auto made =
                    enlarged(part, plan.scale, stop)
                        .narrow(2, plan.scale * (row.begin - row.read_begin), plan.scale * row.size())
                        .narrow(3, plan.scale * (column.begin - column.read_begin), plan.scale * column.size());
                canvas.narrow(2, plan.scale * row.begin, plan.scale * row.size())
                    .narrow(3, plan.scale * column.begin, plan.scale * column.size())
                    .add_(made * fade_weights(row, plan.scale).unsqueeze(1) * fade_weights(column, plan.scale));
                if (progress) progress(++done, static_cast<int>(total));
            }
        }
        canvas.clamp_(0.0, 1.0);
        if (levels) canvas.mul_(255.0).round_();
        result.narrow(0, first, frames_here)
            .copy_(canvas.narrow(2, 0, plan.scale * height).narrow(3, 0, plan.scale * width));
    }
    return result;
}

}  // namespace stillwave::enhance
