#include "nn/parameter.h"

#include <mutex>
#include <utility>

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
};

Parameter::Parameter(at::Tensor stored, at::Device device, at::ScalarType dtype, Residency residency)
    : state_(new State{std::move(stored), device, dtype, residency, {}, {}, {}}) {
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

at::Tensor Parameter::get() const {
    return get({});
}

at::Tensor Parameter::get(const Preparation& prepare) const {
    if (!state_) return {};
    auto& state = *state_;
    const std::lock_guard lock(state.mutex);
    if (state.ready.defined()) return state.ready;
    auto ready = state.stored.to(state.device, state.dtype);
    if (prepare) ready = prepare(ready);
    // A weight that is used as it lies in the file costs nothing to keep.
    const bool as_stored = ready.is_same(state.stored);
    if (state.residency == Residency::kept || as_stored) {
        state.ready = ready;
        if (!as_stored && state.stored.is_cpu())
            MappedFile::give_back(state.stored.const_data_ptr(), state.stored.nbytes());
        state.stored.reset();
    }
    return ready;
}

}  // namespace stillwave::nn
