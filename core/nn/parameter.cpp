#include "nn/parameter.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/where.h>
#include <c10/core/ScalarType.h>

#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "nn/gradients.h"
#include "nn/mapped_file.h"

namespace stillwave::nn {

struct Parameter::State {
    at::Tensor stored;
    at::Device device;
    at::ScalarType dtype;
    Residency residency;
    std::vector<std::int64_t> sizes;
    std::mutex mutex;
    at::Tensor ready;
    std::vector<std::int64_t> ready_for;
    std::shared_ptr<WeightStream> stream;
    std::optional<std::size_t> streamed;  ///< the number of the weight in the stream
    /// For Residency::float8: the weight in eight bits. `factors` is undefined where the file itself has float8.
    at::Tensor packed, factors;

    at::Tensor on_device();
    at::Tensor unpacked();
    void give_back_pages() const {
        if (stored.is_cpu()) MappedFile::give_back(stored.const_data_ptr(), stored.nbytes());
    }
};

at::Tensor Parameter::State::on_device() {
    // Norms and biases stay as they are, because they are small and much depends on their digits.
    if (residency == Residency::float8 && sizes.size() >= 2) return unpacked();
    if (residency != Residency::streamed || !stream) return stored.to(device, dtype);
    if (!streamed) {
        streamed = stream->add(stored.to(dtype));
        give_back_pages();
    }
    return stream->take(*streamed);
}

at::Tensor Parameter::State::unpacked() {
    constexpr auto float8 = at::ScalarType::Float8_e4m3fn;
    constexpr double largest = 448;  // the largest number that the type holds
    if (!packed.defined()) {
        if (stored.scalar_type() == float8) {
            packed = stored.to(device);
        } else {
            const auto rows = stored.to(device, at::kFloat).flatten(1);
            factors = rows.abs().amax(1, true) / largest;
            factors = at::where(factors > 0, factors, 1.0);
            packed = (rows / factors).to(float8).view(sizes);
            auto of_rows = std::vector<std::int64_t>(sizes.size(), 1);
            of_rows.front() = sizes.front();
            factors = factors.view(of_rows).to(dtype);
        }
        give_back_pages();
    }
    auto values = packed.to(dtype);
    return factors.defined() ? values.mul_(factors) : values;
}

Parameter::Parameter(at::Tensor stored, at::Device device, at::ScalarType dtype, Residency residency,
                     std::shared_ptr<WeightStream> stream)
    : state_(new State{std::move(stored), device, dtype, residency, {}, {}, {}, {}, std::move(stream), {}, {}, {}}) {
    state_->sizes = state_->stored.sizes().vec();
}

at::Device Parameter::device() const {
    return state_->device;
}

at::ScalarType Parameter::dtype() const {
    return state_->dtype;
}

std::int64_t Parameter::size(std::int64_t dimension) const {
    return state_->sizes.at(static_cast<std::size_t>(dimension));
}

std::int64_t Parameter::bytes() const {
    auto bytes = static_cast<std::int64_t>(c10::elementSize(state_->dtype));
    for (const auto size : state_->sizes) bytes *= size;
    return bytes;
}

bool Parameter::is_ready() const {
    const std::lock_guard lock(state_->mutex);
    return state_->ready.defined();
}

bool Parameter::is_as_stored() const {
    const std::lock_guard lock(state_->mutex);
    return state_->ready.defined() && state_->ready.is_alias_of(state_->stored);
}

at::Tensor Parameter::get() const {
    return get({});
}

at::Tensor Parameter::get(const Preparation& prepare, at::IntArrayRef size) const {
    if (!state_) return {};
    auto& state = *state_;
    if (gradients_enabled()) {
        const auto weight = state.stored.to(state.device, state.dtype);
        return prepare ? prepare(weight) : weight;
    }
    const std::lock_guard lock(state.mutex);
    if (state.ready.defined() && size == at::IntArrayRef(state.ready_for)) return state.ready;
    state.ready.reset();
    auto ready = state.on_device();
    if (prepare) ready = prepare(ready);
    const bool small = state.residency == Residency::float8 && state.sizes.size() < 2;
    if (ready.is_same(state.stored) || small || state.residency == Residency::kept) {
        state.ready = ready;
        state.ready_for = size.vec();
    }
    // The file's pages are given back where a copy was made, because they are not needed in memory as well. oneDNN's
    // tensors are always copies, and have no storage to compare.
    const bool copied = ready.is_mkldnn() || !ready.is_alias_of(state.stored);
    if (copied && state.residency != Residency::float8 && !state.streamed) state.give_back_pages();
    return ready;
}

}  // namespace stillwave::nn
