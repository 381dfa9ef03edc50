#include "nn/cuda_kernels.h"

#include <ATen/Dispatch.h>
#include <ATen/ops/empty.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>

#include <algorithm>

#define STILLWAVE_DISPATCH(TYPE, NAME, ...)                                                               \
    AT_DISPATCH_SWITCH(TYPE, NAME,                                                                        \
                       AT_DISPATCH_CASE(at::kFloat, __VA_ARGS__) AT_DISPATCH_CASE(at::kHalf, __VA_ARGS__) \
                           AT_DISPATCH_CASE(at::kBFloat16, __VA_ARGS__))

namespace stillwave::nn {
namespace {

/// A block of threads works on `lanes` neighbouring channels of `span_rows` rows, `row_lanes` rows at a time.
constexpr int lanes = 32, row_lanes = 8;
constexpr std::int64_t span_rows = 256;
constexpr int threads = lanes * row_lanes;

__host__ __device__ std::int64_t divided_up(std::int64_t dividend, std::int64_t divisor) {
    return (dividend + divisor - 1) / divisor;
}

struct Shape {
    std::int64_t rows, channels, groups;
};

/// The grid of blocks: spans of rows x pieces of channels x samples.
dim3 span_grid(const at::Tensor& values) {
    return {static_cast<unsigned>(divided_up(values.size(1), span_rows)),
            static_cast<unsigned>(divided_up(values.size(2), lanes)), static_cast<unsigned>(values.size(0))};
}

/// Sums the values of each channel over each span of rows, and their squares, into `partial` [samples, spans, 2,
/// channels]. The channel's first value is subtracted from each value, which keeps the squares small.
template <typename T>
__global__ void sum_spans(const T* values, Shape shape, float* partial) {
    __shared__ float sums[row_lanes][lanes], squares[row_lanes][lanes];
    const std::int64_t channel = std::int64_t{blockIdx.y} * lanes + threadIdx.x;
    const std::int64_t first = std::int64_t{blockIdx.x} * span_rows;
    const std::int64_t last = first + span_rows < shape.rows ? first + span_rows : shape.rows;
    const T* const sample = values + std::int64_t{blockIdx.z} * shape.rows * shape.channels;
    float sum = 0, square = 0;
    if (channel < shape.channels) {
        const auto shift = static_cast<float>(sample[channel]);
        for (std::int64_t row = first + threadIdx.y; row < last; row += row_lanes) {
            const auto value = static_cast<float>(sample[row * shape.channels + channel]) - shift;
            sum += value;
            square += value * value;
        }
    }
    sums[threadIdx.y][threadIdx.x] = sum;
    squares[threadIdx.y][threadIdx.x] = square;
    __syncthreads();
    if (threadIdx.y != 0 || channel >= shape.channels) return;
    for (int i = 1; i < row_lanes; ++i) {
        sum += sums[i][threadIdx.x];
        square += squares[i][threadIdx.x];
    }
    float* const to = partial + (std::int64_t{blockIdx.z} * gridDim.x + blockIdx.x) * 2 * shape.channels + channel;
    to[0] = sum;
    to[shape.channels] = square;
}

/// Adds up `value` over all threads of a block and returns the sum to each of them. The number of threads is a power of
/// two.
__device__ double block_sum(double value, double* shared) {
    shared[threadIdx.x] = value;
    __syncthreads();
    for (unsigned half = blockDim.x / 2; half > 0; half /= 2) {
        if (threadIdx.x < half) shared[threadIdx.x] += shared[threadIdx.x + half];
        __syncthreads();
    }
    const double sum = shared[0];
    __syncthreads();
    return sum;
}

/// Combines the sums of all spans into the mean of each group and its sum of squared distances from that mean. One
/// block of threads serves one group (x) of one sample (y). The squares of a group are those within its channels and
/// those between the channels' means.
template <typename T>
__global__ void join_spans(const T* values, const float* partial, std::int64_t spans, Shape shape, double* mean,
                           double* squares) {
    __shared__ double shared[threads];
    const std::int64_t width = shape.channels / shape.groups, sample = blockIdx.y;
    const auto rows = static_cast<double>(shape.rows);
    double means = 0, mean_squares = 0, within = 0;
    for (std::int64_t i = 0; i < width; ++i) {
        const std::int64_t channel = blockIdx.x * width + i;
        double sum = 0, square = 0;
        for (std::int64_t span = threadIdx.x; span < spans; span += blockDim.x) {
            const float* const from = partial + (sample * spans + span) * 2 * shape.channels + channel;
            sum += from[0];
            square += from[shape.channels];
        }
        sum = block_sum(sum, shared);
        square = block_sum(square, shared);
        const double channel_mean =
            sum / rows + static_cast<float>(values[sample * shape.rows * shape.channels + channel]);
        means += channel_mean;
        mean_squares += channel_mean * channel_mean;
        within += square - sum / rows * sum;
    }
    if (threadIdx.x != 0) return;
    const double group_mean = means / width;
    mean[sample * shape.groups + blockIdx.x] = group_mean;
    squares[sample * shape.groups + blockIdx.x] = within + (mean_squares - means * group_mean) * rows;
}

template <typename T>
__global__ void normalise(const T* values, T* output, Shape shape, const double* mean, const double* squares,
                          double count, const float* weight, const float* bias, double eps, bool silu) {
    const std::int64_t channel = std::int64_t{blockIdx.y} * lanes + threadIdx.x;
    if (channel >= shape.channels) return;
    const std::int64_t sample = blockIdx.z;
    const std::int64_t group = sample * shape.groups + channel / (shape.channels / shape.groups);
    const double factor = weight[channel] * rsqrt(squares[group] / count + eps);
    const auto scale = static_cast<float>(factor);
    const auto shift = static_cast<float>(bias[channel] - mean[group] * factor);
    const std::int64_t first = std::int64_t{blockIdx.x} * span_rows;
    const std::int64_t last = first + span_rows < shape.rows ? first + span_rows : shape.rows;
    for (std::int64_t row = first + threadIdx.y; row < last; row += row_lanes) {
        const std::int64_t i = (sample * shape.rows + row) * shape.channels + channel;
        const float value = static_cast<float>(values[i]) * scale + shift;
        output[i] = static_cast<T>(silu ? value / (1.0F + expf(-value)) : value);
    }
}

template <typename T>
__global__ void gate(const T* projected, T* output, std::int64_t count, std::int64_t inner) {
    const std::int64_t stride = std::int64_t{gridDim.x} * blockDim.x;
    for (std::int64_t i = std::int64_t{blockIdx.x} * blockDim.x + threadIdx.x; i < count; i += stride) {
        const T* const row = projected + i / inner * 2 * inner;
        const auto value = static_cast<float>(row[i % inner]), gated = static_cast<float>(row[inner + i % inner]);
        output[i] = static_cast<T>(value * 0.5F * gated * (1.0F + erff(gated * 0.70710678F)));
    }
}

}  // namespace

bool has_cuda_kernels(const at::Tensor& values) {
    const auto type = values.scalar_type();
    return values.is_cuda() && (type == at::kFloat || type == at::kHalf || type == at::kBFloat16);
}

void cuda_group_moments(const at::Tensor& values, at::Tensor& mean, at::Tensor& squares) {
    const c10::cuda::CUDAGuard guard(values.device());
    const auto stream = c10::cuda::getCurrentCUDAStream();
    const Shape shape{values.size(1), values.size(2), mean.size(1)};
    const auto grid = span_grid(values);
    const auto partial = at::empty({values.size(0), grid.x, 2, shape.channels}, values.options().dtype(at::kFloat));
    auto* const sums = partial.data_ptr<float>();
    STILLWAVE_DISPATCH(values.scalar_type(), "group_moments", [&] {
        const auto* const from = values.const_data_ptr<scalar_t>();
        sum_spans<<<grid, dim3(lanes, row_lanes), 0, stream>>>(from, shape, sums);
        C10_CUDA_KERNEL_LAUNCH_CHECK();
        const dim3 groups(static_cast<unsigned>(shape.groups), grid.z);
        join_spans<<<groups, threads, 0, stream>>>(from, sums, std::int64_t{grid.x}, shape, mean.data_ptr<double>(),
                                                   squares.data_ptr<double>());
        C10_CUDA_KERNEL_LAUNCH_CHECK();
    });
}

at::Tensor cuda_normalised(const at::Tensor& values, const at::Tensor& mean, const at::Tensor& squares, double count,
                           const at::Tensor& weight, const at::Tensor& bias, double eps, bool silu) {
    const c10::cuda::CUDAGuard guard(values.device());
    const auto weights = weight.to(at::kFloat).contiguous(), biases = bias.to(at::kFloat).contiguous();
    auto output = at::empty(values.sizes(), values.options());
    const Shape shape{values.size(1), values.size(2), mean.size(1)};
    STILLWAVE_DISPATCH(values.scalar_type(), "normalised", [&] {
        normalise<<<span_grid(values), dim3(lanes, row_lanes), 0, c10::cuda::getCurrentCUDAStream()>>>(
            values.const_data_ptr<scalar_t>(), output.data_ptr<scalar_t>(), shape, mean.const_data_ptr<double>(),
            squares.const_data_ptr<double>(), count, weights.const_data_ptr<float>(), biases.const_data_ptr<float>(),
            eps, silu);
        C10_CUDA_KERNEL_LAUNCH_CHECK();
    });
    return output;
}

at::Tensor cuda_geglu(const at::Tensor& projected) {
    const c10::cuda::CUDAGuard guard(projected.device());
    const auto values = projected.contiguous();
    auto sizes = values.sizes().vec();
    sizes.back() /= 2;
    auto output = at::empty(sizes, values.options());
    if (output.numel() == 0) return output;
    const auto blocks = std::min<std::int64_t>(divided_up(output.numel(), threads), 65535);
    STILLWAVE_DISPATCH(values.scalar_type(), "geglu", [&] {
        gate<<<static_cast<unsigned>(blocks), threads, 0, c10::cuda::getCurrentCUDAStream()>>>(
            values.const_data_ptr<scalar_t>(), output.data_ptr<scalar_t>(), output.numel(), sizes.back());
        C10_CUDA_KERNEL_LAUNCH_CHECK();
    });
    return output;
}

}  // namespace stillwave::nn
