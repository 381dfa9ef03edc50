#include "svd/free_u.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/fft_fft2.h>
#include <ATen/ops/fft_ifft2.h>
#include <ATen/ops/real.h>

namespace stillwave::svd {

at::Tensor scale_low_frequencies(const at::Tensor& values, double scale) {
    // The transform needs the planes of height and width to be contiguous.
    const auto frequencies = at::fft_fft2(values.to(at::kFloat).contiguous());
    const auto scale_along = [scale](const at::Tensor& line) {
        line.select(-1, 0).mul_(scale);
        if (line.size(-1) > 1) line.select(-1, -1).mul_(scale);  // an axis of length 1 has frequency 0 alone
    };
    scale_along(frequencies.select(-2, 0));
    if (frequencies.size(-2) > 1) scale_along(frequencies.select(-2, -1));
    return at::real(at::fft_ifft2(frequencies)).to(values.scalar_type());
}

at::Tensor join_with_free_u(const at::Tensor& hidden_states, const at::Tensor& skip, const FreeU::Level& level) {
    if (!level.is_on()) return at::cat({hidden_states, skip}, 1);
    const auto half = hidden_states.size(1) / 2;
    const auto strong = hidden_states.narrow(1, 0, half) * level.backbone;
    const auto rest = hidden_states.narrow(1, half, hidden_states.size(1) - half);
    return at::cat({strong, rest, level.skip == 1 ? skip : scale_low_frequencies(skip, level.skip)}, 1)
        .contiguous(at::MemoryFormat::ChannelsLast);
}

}  // namespace stillwave::svd
