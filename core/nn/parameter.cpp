#include "nn/parameter.h"

#include <mutex>
#include <utility>
#include <vector>

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
};

Parameter::Parameter(at::Tensor stored, at::Device device, at::ScalarType dtype, Residency residency)
    : state_(new State{std::move(stored), device, dtype, residency, {}, {}, {}, {}}) {
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

at::Tensor Parameter::get(const Preparation& prepare, at::IntArrayRef size) const {
    if (!state_) return {};
    auto& state = *state_;
    const std::lock_guard lock(state.mutex);
    if (state.ready.defined() && size == at::IntArrayRef(state.ready_for)) return state.ready;
    state.ready.reset();
    auto ready = state.stored.to(state.device, state.dtype);
    if (prepare) ready = prepare(ready);
    if (ready.is_same(state.stored) || state.residency == Residency::kept) {
        state.ready = ready;
        state.ready_for = size.vec();
    }
    // A copy was made: what the file's pages hold is not needed in memory as well.
    const bool copied = ready.is_mkldnn() || !ready.is_alias_of(state.stored);  // oneDNN's have no storage to ask
    if (copied && state.stored.is_cpu()) MappedFile::give_back(state.stored.const_data_ptr(), state.stored.nbytes());
    return ready;
}

}  // namespace stillwave::nn
