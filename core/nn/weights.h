#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "nn/parameter.h"

namespace stillwave::nn {

using NamedTensors = std::unordered_map<std::string, at::Tensor>;

/// Named tensors that a model is built from. A block takes its part with `sub("prefix")` and asks for each tensor
/// with the shape that its configuration implies, so that a constructor reads like the checkpoint's key list.
/// Cheap to copy; copies share the tensors and the list of what was asked.
class Weights {
  public:
    /// Tensors (views of a mapped file, as a rule) under their diffusers names. `source` is what errors call the
    /// checkpoint: a path.
    Weights(NamedTensors tensors, std::string source);

    /// Weights that hand out meta tensors of any shape and record each key and shape, so that a full-size model's key
    /// list is checked in moments without a checkpoint.
    static Weights recording();

    /// The same weights, handed out on `device` as `dtype` from now on.
    Weights to(at::Device device, at::ScalarType dtype, Residency residency = Residency::kept) const;

    /// The part under "prefix."; prefixes add up.
    Weights sub(std::string_view prefix) const;
    Weights sub(std::string_view prefix, std::size_t index) const;

    /// The tensor `key` of exactly `shape`. Throws Error(model_invalid) with the full key, the wanted and the found
    /// shape; a missing tensor is collected (see `missing`) and stands in as a meta tensor, so that one report names
    /// all (at once where ten thousand are missing: that is no model).
    at::Tensor get(std::string_view key, std::initializer_list<std::int64_t> shape) const;

    /// The tensor as get() gives it, except that it is read and converted at its first use.
    Parameter parameter(std::string_view key, std::initializer_list<std::int64_t> shape) const;

    bool has(std::string_view key) const;

    /// The full keys that were asked for and are missing, in the order of asking.
    const std::vector<std::string>& missing() const;

    /// The full keys that were never asked for, sorted.
    std::vector<std::string> unused() const;

    struct Asked {
        std::string key;
        std::vector<std::int64_t> shape;
    };
    /// The keys and shapes that a recording was asked for, in order.
    const std::vector<Asked>& asked() const;
    /// The parameters that a recording handed out, in order.
    const std::vector<Parameter>& recorded() const;

    const std::string& source() const;

  private:
    struct State;
    Weights(std::shared_ptr<State> state, std::string prefix, at::Device device, at::ScalarType dtype,
            Residency residency, std::shared_ptr<WeightStream> stream = {});
    /// The tensor as it is stored, or a meta tensor where it is missing.
    at::Tensor find(std::string_view key, std::initializer_list<std::int64_t> shape) const;

    std::shared_ptr<State> state_;
    std::string prefix_;
    at::Device device_;
    at::ScalarType dtype_;
    Residency residency_;
    std::shared_ptr<WeightStream> stream_;  ///< to another device
};

/// Throws Error(model_invalid) if tensors were missing; the message names the first few and gives the count.
void require_complete(const Weights& weights);

/// Throws likewise for a list of names of the tensors that `source` lacks.
void require_none_missing(const std::vector<std::string>& missing, const std::string& source);

}  // namespace stillwave::nn
