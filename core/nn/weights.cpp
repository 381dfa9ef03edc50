#include "nn/weights.h"

#include <ATen/ops/empty.h>

#include <algorithm>
#include <sstream>
#include <unordered_set>
#include <utility>

#include "types/error.h"

namespace stillwave::nn {
namespace {

constexpr std::size_t most_missing = 10'000;

std::string shape_text(at::IntArrayRef shape) {
    std::ostringstream text;
    text << shape;
    return text.str();
}

bool is_weight_dtype(at::ScalarType dtype) {
    switch (dtype) {
        case at::kDouble:
        case at::kFloat:
        case at::kHalf:
        case at::kBFloat16:
        case at::ScalarType::Float8_e4m3fn:
        case at::ScalarType::Float8_e5m2:
            return true;
        default:
            return false;
    }
}

at::Tensor meta_tensor(std::initializer_list<std::int64_t> shape, at::ScalarType dtype) {
    return at::empty(
        shape, at::TensorOptions().dtype(dtype == at::ScalarType::Undefined ? at::kFloat : dtype).device(at::kMeta));
}

}  // namespace

struct Weights::State {
    NamedTensors tensors;
    std::string source;
    bool records = false;
    std::vector<std::string> missing;
    std::unordered_set<std::string> asked_keys;
    std::vector<Asked> asked;
    std::vector<Parameter> recorded;
};

// With the dtype Undefined, tensors are handed out as they are stored.
Weights::Weights(NamedTensors tensors, std::string source)
    : Weights(std::make_shared<State>(), {}, at::kCPU, at::ScalarType::Undefined, Residency::kept) {
    state_->tensors = std::move(tensors);
    state_->source = std::move(source);
}

Weights::Weights(std::shared_ptr<State> state, std::string prefix, at::Device device, at::ScalarType dtype,
                 Residency residency, std::shared_ptr<WeightStream> stream)
    : state_(std::move(state)),
      prefix_(std::move(prefix)),
      device_(device),
      dtype_(dtype),
      residency_(residency),
      stream_(std::move(stream)) {}

Weights Weights::recording() {
    Weights weights(std::make_shared<State>(), {}, at::kMeta, at::kFloat, Residency::kept);
    weights.state_->source = "recording";
    weights.state_->records = true;
    return weights;
}

Weights Weights::to(at::Device device, at::ScalarType dtype, Residency residency) const {
    std::shared_ptr<WeightStream> stream;
    if (residency == Residency::streamed && !device.is_cpu() && !device.is_meta())
        stream = std::make_shared<WeightStream>(make_copy_lane(device), streamed_ahead_bytes);
    return {state_, prefix_, device, dtype, residency, stream};
}

Weights Weights::sub(std::string_view prefix) const {
    return {state_, prefix_ + std::string(prefix) + ".", device_, dtype_, residency_, stream_};
}

Weights Weights::sub(std::string_view prefix, std::size_t index) const {
    return sub(std::string(prefix) + "." + std::to_string(index));
}

at::Tensor Weights::find(std::string_view key, std::initializer_list<std::int64_t> shape) const {
    const auto full_key = prefix_ + std::string(key);
    const bool first_time = state_->asked_keys.insert(full_key).second;
    if (state_->records) {
        state_->asked.push_back({full_key, shape});
        return meta_tensor(shape, dtype_);
    }
    const auto found = state_->tensors.find(full_key);
    if (found == state_->tensors.end()) {
        if (first_time) state_->missing.push_back(full_key);
        // The list ends here with an error, because a hostile configuration could ask for millions; no real model lacks
        // so many.
        if (state_->missing.size() > most_missing) require_complete(*this);
        return meta_tensor(shape, dtype_);
    }
    const auto& tensor = found->second;
    if (tensor.sizes() != at::IntArrayRef(shape)) {
        throw Error(ErrorCode::model_invalid, state_->source + ": tensor " + full_key + " has the shape " +
                                                  shape_text(tensor.sizes()) +
                                                  ", but the model's configuration needs " + shape_text(shape) +
                                                  ". Weights and configuration are of different models; copy both "
                                                  "from the same one.");
    }
    if (!is_weight_dtype(tensor.scalar_type())) {
        throw Error(ErrorCode::model_invalid,
                    state_->source + ": tensor " + full_key + " holds " + c10::toString(tensor.scalar_type()) +
                        " values, but weights are floating-point numbers. Quantised files cannot be used; get the "
                        "float16 or float32 file.");
    }
    return tensor;
}

at::Tensor Weights::get(std::string_view key, std::initializer_list<std::int64_t> shape) const {
    const auto tensor = find(key, shape);
    if (tensor.is_meta()) return tensor;
    return tensor.to(device_, dtype_ == at::ScalarType::Undefined ? tensor.scalar_type() : dtype_);
}

Parameter Weights::parameter(std::string_view key, std::initializer_list<std::int64_t> shape) const {
    const auto tensor = find(key, shape);
    const Parameter parameter(tensor, tensor.is_meta() ? tensor.device() : device_,
                              dtype_ == at::ScalarType::Undefined ? tensor.scalar_type() : dtype_, residency_, stream_);
    if (state_->records) state_->recorded.push_back(parameter);
    return parameter;
}

bool Weights::has(std::string_view key) const {
    return state_->tensors.contains(prefix_ + std::string(key));
}

const std::vector<std::string>& Weights::missing() const {
    return state_->missing;
}

std::vector<std::string> Weights::unused() const {
    std::vector<std::string> keys;
    for (const auto& [key, tensor] : state_->tensors) {
        if (!state_->asked_keys.contains(key)) keys.push_back(key);
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

const std::vector<Weights::Asked>& Weights::asked() const {
    return state_->asked;
}

const std::vector<Parameter>& Weights::recorded() const {
    return state_->recorded;
}

const std::string& Weights::source() const {
    return state_->source;
}

void require_complete(const Weights& weights) {
    require_none_missing(weights.missing(), weights.source());
}

void require_none_missing(const std::vector<std::string>& missing, const std::string& source) {
    constexpr std::size_t named = 5;
    if (missing.empty()) return;
    std::string names = missing.front();
    for (std::size_t i = 1; i < std::min(missing.size(), named); ++i) names += ", " + missing[i];
    if (missing.size() > named) names += ", …";
    throw Error(ErrorCode::model_invalid,
                source + " lacks " + std::to_string(missing.size()) + (missing.size() == 1 ? " tensor" : " tensors") +
                    " that the model needs: " + names +
                    ". It may be part of a model or another model; download the whole model again.");
}

}  // namespace stillwave::nn
