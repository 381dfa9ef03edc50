#include "svd/memory_rungs.h"

#include <algorithm>
#include <array>

#include "nn/weight_stream.h"
#include "svd/resnet.h"

namespace stillwave::svd {
namespace {

using nn::Residency;

constexpr std::int64_t small_piece_bytes = std::int64_t{64} << 20;
/// Below so much work in a pass of the UNet a graphics card waits for what it is to do next.
constexpr double idle_device_flop = 10e12;

/// What lies in memory of a network's weights: on the processor's side, and on the device's.
MemoryUse weights_use(const NetworkCost& network, Residency residency, at::Device device, bool files_are_ready) {
    // Made ready one by one, each beside what it is made of.
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

void MemoryRung::apply_to(PipelineCall& call) const {
    call.batched_guidance = batched_guidance;
    call.decode_working_set_bytes = decode_working_set_bytes;
    call.piece_bytes = piece_bytes;
}

std::span<const MemoryRung> memory_rungs(at::Device device, bool float8) {
    constexpr auto kept = Residency::kept, streamed = Residency::streamed;
    const auto working_set = SlicedWork().working_set_bytes;
    static const std::array<MemoryRung, 3> on_processor = {{
        {"as fast as it goes", false, {kept, kept}, working_set, 0},
        {"decoded in the smallest pieces", false, {kept, kept}, 0, 0},
        {"decoded in the smallest pieces, weights streamed from the file", false, {streamed, streamed}, 0, 0},
    }};
    static const std::array<MemoryRung, 5> on_device = {{
        {"both branches of guidance at once", true, {kept, kept}, working_set, 0},
        {"as fast as it goes", false, {kept, kept}, working_set, 0},
        {"weights that serve once a clip streamed", false, {kept, streamed}, working_set, 0},
        {"work in the smallest pieces, weights that serve once a clip streamed",
         false,
         {kept, streamed},
         0,
         small_piece_bytes},
        {"work in the smallest pieces, all weights streamed", false, {streamed, streamed}, 0, small_piece_bytes},
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

std::size_t choose_rung(const PipelineConfig& config, const PipelineCall& call, std::span<const MemoryRung> rungs,
                        at::Device device, at::ScalarType dtype, at::ScalarType files_dtype,
                        std::int64_t budget_bytes) {
    for (std::size_t i = 0; i < rungs.size(); ++i) {
        const bool worth_while =
            call.max_guidance_scale > 1 && clip_cost(config, call, device, dtype).unet.flop < idle_device_flop;
        if (rungs[i].batched_guidance && !worth_while) continue;
        const auto use = predict_memory(config, call, rungs[i], device, dtype, files_dtype);
        if ((device.is_cpu() ? use.host_bytes : use.device_bytes) <= budget_bytes) return i;
    }
    return rungs.size() - 1;
}

MemoryUse predict_memory(const PipelineConfig& config, PipelineCall call, const MemoryRung& rung, at::Device device,
                         at::ScalarType dtype, at::ScalarType files_dtype) {
    rung.apply_to(call);
    const auto cost = clip_cost(config, call, device, dtype);
    const bool ready = files_dtype == dtype;
    const auto others = rung.residencies.others;
    MemoryUse weights, most;
    // One after the other; what was made ready for one stays for the next clip.
    const auto run = [&](const NetworkCost& network, Residency residency, bool files_are_ready) {
        const auto use = weights_use(network, residency, device, files_are_ready);
        weights.host_bytes += use.host_bytes;
        weights.device_bytes += use.device_bytes;
        const auto host = weights.host_bytes + (device.is_cpu() ? network.peak_bytes : 0);
        const auto on_device = weights.device_bytes + (device.is_cpu() ? 0 : network.peak_bytes);
        most = {std::max(most.host_bytes, host), std::max(most.device_bytes, on_device)};
        if (residency == Residency::streamed) {  // let go of, but for what the processor reads ahead from
            weights.device_bytes -= use.device_bytes;
            if (device.is_cpu()) weights.host_bytes -= 2 * network.largest_weight_bytes;
        }
    };
    run(cost.image_encoder, others, ready);
    run(cost.vae_encoder, others, files_dtype == at::kFloat);
    run(cost.unet, rung.residencies.unet, ready);
    run(cost.vae_decoder, others, ready);
    // The frames, on their way to 8 bits.
    most.host_bytes += device.is_cpu() ? 0 : 2 * call.num_frames * 3 * call.height * call.width * 4;
    return most;
}

}  // namespace stillwave::svd
