#include "memory/memory_rungs.h"

#include <algorithm>
#include <array>

#include "nn/weight_stream.h"

namespace stillwave {
namespace {

using nn::Residency;
using svd::NetworkCost;
using svd::VideoCosts;
using svd::WorkLayout;

constexpr WorkLayout fast_on_processor = {};
constexpr WorkLayout fast_on_device = {.piece_bytes = std::int64_t{512} << 20, .strip_bytes = std::int64_t{128} << 20};
constexpr std::int64_t small_piece_bytes = std::int64_t{64} << 20;

constexpr WorkLayout with_batched_guidance(WorkLayout layout) {
    layout.batched_guidance = true;
    return layout;
}
/// In this layout decoding keeps nothing beside the clip, and computes some values twice instead.
constexpr WorkLayout without_working_set(WorkLayout layout) {
    layout.decode_working_set_bytes = 0;
    return layout;
}
constexpr WorkLayout in_small_pieces(WorkLayout layout) {
    layout.piece_bytes = small_piece_bytes;
    return without_working_set(layout);
}

/// A graphics card waits for its next operator where a pass of the UNet has fewer FLOP than this.
constexpr double idle_device_flop = 10e12;

/// The memory that a network's weights take.
MemoryUse weights_use(const NetworkCost& network, Residency residency, at::Device device, bool files_are_ready) {
    // The weights are made ready one by one, each beside the tensor that it is made from.
    const auto one = 2 * network.largest_weight_bytes;
    if (device.is_cpu()) {
        if (residency == Residency::float8) return {network.weight_bytes / 4 + one, 0};
        if (residency == Residency::streamed) return {(files_are_ready ? network.plain_weight_bytes : 0) + one, 0};
        return {network.weight_bytes, 0};
    }
    if (residency == Residency::float8) return {one, network.weight_bytes / 2 + one};
    if (residency == Residency::streamed)
        return {network.weight_bytes, std::min(network.weight_bytes, 2 * nn::streamed_ahead_bytes) + one};
    return {one, network.weight_bytes};
}

}  // namespace

std::span<const MemoryRung> memory_rungs(at::Device device, bool float8) {
    constexpr auto kept = Residency::kept, streamed = Residency::streamed;
    static const std::array<MemoryRung, 3> on_processor = {{
        {"as fast as it goes", fast_on_processor, {kept, kept}},
        {"decoded in the smallest pieces", without_working_set(fast_on_processor), {kept, kept}},
        {"decoded in the smallest pieces, weights streamed from the file",
         without_working_set(fast_on_processor),
         {streamed, streamed}},
    }};
    static const std::array<MemoryRung, 5> on_device = {{
        {"both branches of guidance at once", with_batched_guidance(fast_on_device), {kept, kept}},
        {"as fast as it goes", fast_on_device, {kept, kept}},
        {"weights that serve once a clip streamed", fast_on_device, {kept, streamed}},
        {"work in the smallest pieces, weights that serve once a clip streamed",
         in_small_pieces(fast_on_device),
         {kept, streamed}},
        {"work in the smallest pieces, all weights streamed", in_small_pieces(fast_on_device), {streamed, streamed}},
    }};
    static const auto with_float8 = [](auto rungs) {
        for (auto& rung : rungs) rung.residencies.unet = Residency::float8;
        return rungs;
    };
    static const auto processor8 = with_float8(on_processor);
    static const auto device8 = with_float8(on_device);
    if (device.is_cpu()) return float8 ? processor8 : on_processor;
    if (!float8) return on_device;
    return std::span(device8).first(device8.size() - 1);
}

std::size_t choose_rung(VideoCosts& costs, std::span<const MemoryRung> rungs, at::ScalarType files_dtype,
                        std::int64_t budget_bytes) {
    for (std::size_t i = 0; i < rungs.size(); ++i) {
        if (rungs[i].layout.batched_guidance) {
            const bool guided = costs.call().max_guidance_scale > 1;
            const bool worth_while = guided && costs.of(rungs[i + 1].layout).unet.flop < idle_device_flop;
            if (!worth_while) continue;
        }
        const auto use = predict_memory(costs, rungs[i], files_dtype);
        if ((costs.device().is_cpu() ? use.host_bytes : use.device_bytes) <= budget_bytes) return i;
    }
    return rungs.size() - 1;
}

MemoryUse predict_memory(VideoCosts& costs, const MemoryRung& rung, at::ScalarType files_dtype) {
    const auto cost = costs.of(rung.layout);
    const auto& call = costs.call();
    const auto device = costs.device();
    const auto dtype = costs.dtype();
    const bool ready = files_dtype == dtype;
    const auto others = rung.residencies.others;
    MemoryUse weights, most;
    // The networks run one after the other; weights that are kept stay for the next clip.
    const auto run = [&](const NetworkCost& network, Residency residency, bool files_are_ready) {
        const auto use = weights_use(network, residency, device, files_are_ready);
        weights.host_bytes += use.host_bytes;
        weights.device_bytes += use.device_bytes;
        const auto host = weights.host_bytes + (device.is_cpu() ? network.peak_bytes : 0);
        const auto on_device = weights.device_bytes + (device.is_cpu() ? 0 : network.peak_bytes);
        most = {std::max(most.host_bytes, host), std::max(most.device_bytes, on_device)};
        // Streamed weights are given back. The processor keeps the file's pages.
        if (residency == Residency::streamed) {
            weights.device_bytes -= use.device_bytes;
            if (device.is_cpu()) weights.host_bytes -= 2 * network.largest_weight_bytes;
        }
    };
    run(cost.image_encoder, others, ready);
    run(cost.vae_encoder, others, files_dtype == at::kFloat);
    run(cost.unet, rung.residencies.unet, ready);
    run(cost.vae_decoder, others, ready);
    // The frames are held on the processor, and once more while they become 8 bits.
    most.host_bytes += device.is_cpu() ? 0 : 2 * call.num_frames * 3 * call.height * call.width * 4;
    return most;
}

}  // namespace stillwave
