#include "memory/device_speed.h"

#include <ATen/ops/matmul.h>
#include <ATen/ops/ones.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <mutex>
#include <string>

namespace stillwave {
namespace {

/// The share of a matrix product's rate that the networks reach, because convolutions and the work between the products
/// are slower. It was measured on the processor (0.7 to 0.9) and is assumed for graphics cards.
constexpr double share_of_product = 0.75;
constexpr double share_of_product_on_device = 0.5;

}  // namespace

double product_seconds(at::Device device, at::ScalarType dtype, std::int64_t size) {
    using Clock = std::chrono::steady_clock;
    const c10::InferenceMode guard;
    const auto matrix = at::ones({size, size}, at::TensorOptions().dtype(dtype).device(device));
    double best = 1e9;
    // The first product sets up kernels and threads; the best of the others is the least disturbed.
    for (int i = 0; i < 4; ++i) {
        const auto start = Clock::now();
        const auto product = at::matmul(matrix, matrix);
        if (!device.is_cpu()) product[0][0].item();  // waits for the device
        if (i > 0) best = std::min(best, std::chrono::duration<double>(Clock::now() - start).count());
    }
    return best;
}

double clip_flop_per_second(at::Device device, at::ScalarType dtype) {
    static std::mutex mutex;
    static std::map<std::string, double> known;
    const std::lock_guard lock(mutex);
    auto& rate = known[device.str() + c10::toString(dtype)];
    if (rate == 0) {
        const std::int64_t size = device.is_cpu() ? 768 : 8192;
        rate = (device.is_cpu() ? share_of_product : share_of_product_on_device) * 2 *
               std::pow(static_cast<double>(size), 3) / product_seconds(device, dtype, size);
    }
    return rate;
}

}  // namespace stillwave
