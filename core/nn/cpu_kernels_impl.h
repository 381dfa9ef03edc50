#pragma once

#include <ATen/cpu/vec/vec.h>

#include "nn/cpu_kernels.h"

// This file is compiled once for each kind of processor, with flags for it. As in at::vec, an inline namespace keeps
// the names of the builds apart.
namespace stillwave::nn {
inline namespace CPU_CAPABILITY {

using Vector = at::vec::Vectorized<float>;

/// Calls body(index, lanes) for `count` values, vector by vector; the last call may have fewer lanes.
template <typename Body>
void for_vectors(std::int64_t count, const Body& body) {
    constexpr std::int64_t lanes = Vector::size();
    std::int64_t i = 0;
    for (; i + lanes <= count; i += lanes) body(i, lanes);
    if (i < count) body(i, count - i);
}

inline Vector load(const float* from, std::int64_t lanes) {
    return lanes == Vector::size() ? Vector::loadu(from) : Vector::loadu(from, lanes);
}

inline void store(const Vector& values, float* to, std::int64_t lanes) {
    lanes == Vector::size() ? values.store(to) : values.store(to, static_cast<int>(lanes));
}

inline void sums(const float* data, std::int64_t rows, std::int64_t channels, const float* shift, float* sum,
                 float* squares) {
    for_vectors(channels, [&](std::int64_t c, std::int64_t lanes) {
        const auto from = load(shift + c, lanes);
        auto total = load(sum + c, lanes), total_squares = load(squares + c, lanes);
        for (std::int64_t row = 0; row < rows; ++row) {
            const auto value = load(data + row * channels + c, lanes) - from;
            total = total + value;
            total_squares = at::vec::fmadd(value, value, total_squares);
        }
        store(total, sum + c, lanes);
        store(total_squares, squares + c, lanes);
    });
}

inline void scale_shift(const float* in, float* out, std::int64_t rows, std::int64_t channels, const float* scale,
                        const float* shift, bool silu) {
    const Vector one(1.0F);
    for (std::int64_t row = 0; row < rows; ++row) {
        const auto begin = row * channels;
        for_vectors(channels, [&](std::int64_t c, std::int64_t lanes) {
            const auto value =
                at::vec::fmadd(load(in + begin + c, lanes), load(scale + c, lanes), load(shift + c, lanes));
            store(silu ? value / (one + value.neg().exp()) : value, out + begin + c, lanes);
        });
    }
}

inline void geglu(const float* in, float* out, std::int64_t rows, std::int64_t inner) {
    const Vector half(0.5F), one(1.0F), sqrt_half(0.70710678F);
    for (std::int64_t row = 0; row < rows; ++row) {
        const auto* const values = in + row * 2 * inner;
        for_vectors(inner, [&](std::int64_t i, std::int64_t lanes) {
            const auto gate = load(values + inner + i, lanes);
            const auto gelu = half * gate * (one + (gate * sqrt_half).erf());
            store(load(values + i, lanes) * gelu, out + row * inner + i, lanes);
        });
    }
}

}  // namespace CPU_CAPABILITY
}  // namespace stillwave::nn
