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

/// The named tensors that a model is built from. A block takes its part with `sub("prefix")` and asks for each tensor
/// with the shape that its configuration implies, so that a constructor reads like the checkpoint's key list. Copies
/// are cheap; they share the tensors and the list of the keys that were asked for.
class Weights {
  public:
    /// `tensors` have their diffusers names; as a rule they are views of a mapped file. `source` is the path by which
    /// errors name the checkpoint.
    Weights(NamedTensors tensors, std::string source);

    /// Returns weights that hand out meta tensors of any shape and record each key and shape, so that a full-size
    /// model's key list can be checked in moments without a checkpoint.
    static Weights recording();

    /// Returns the same weights, handed out on `device` as `dtype` and held as `residency` says.
    Weights to(at::Device device, at::ScalarType dtype, Residency residency = Residency::kept) const;

    /// Returns the part under "prefix."; prefixes add up.
    Weights sub(std::string_view prefix) const;
    Weights sub(std::string_view prefix, std::size_t index) const;

    /// Returns the tensor `key` of exactly `shape`. A missing tensor is noted (see `missing`) and replaced by a meta
    /// tensor, so that one report can name all of them. Throws Error(model_invalid) with the full key for another
    /// shape, for values that are no floating-point numbers, and where more than ten thousand tensors are missing,
    /// which no model is.
    at::Tensor get(std::string_view key, std::initializer_list<std::int64_t> shape) const;

    /// Returns the tensor `key` as get() does, but reads and converts it only at its first use.
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
    std::shared_ptr<WeightStream> stream_;  ///< the stream to another device; null where nothing is streamed
};

/// Throws Error(model_invalid) where tensors are missing; the message names the first few and their number.
void require_complete(const Weights& weights);

/// Throws Error(model_invalid) in the same way for `missing`, the names of the tensors that `source` lacks, if there
/// are any.
void require_none_missing(const std::vector<std::string>& missing, const std::string& source);

}  // namespace stillwave::nn
