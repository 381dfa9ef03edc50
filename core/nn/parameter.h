#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <memory>

#include "nn/weight_stream.h"

namespace stillwave::nn {

/// The place of a weight that its layer cannot use as the file stores it.
enum class Residency {
    kept,      ///< made ready at its first use and kept; the file's pages are given back
    streamed,  ///< made ready anew at each use: memory stays near the file's size, a device holds what comes next alone
    float8     ///< kept in eight bits a number with a factor for each output, which changes results; made ready at each
               ///< use
};

/// One weight of a layer. It stays where the file has it until it is first used; then it is made ready for the
/// device, the type and the layout that the layer computes in. Cheap to copy; copies share all of it.
class Parameter {
  public:
    using Preparation = std::function<at::Tensor(const at::Tensor&)>;

    /// An absent one: get() gives an undefined tensor.
    Parameter() = default;
    /// `stored` as the file has it; `device` and `dtype` are computed in. `stream` brings it there where it is
    /// streamed to another device; else it may be null.
    Parameter(at::Tensor stored, at::Device device, at::ScalarType dtype, Residency residency,
              std::shared_ptr<WeightStream> stream = {});

    bool defined() const { return state_ != nullptr; }
    at::Device device() const;
    at::ScalarType dtype() const;
    std::int64_t size(std::int64_t dimension) const;
    std::int64_t bytes() const;  ///< of its values in the type computed in

    /// Whether it was used and is kept ready for the next use.
    bool is_ready() const;
    /// Whether it is ready in the file's own memory: the layer needs no copy.
    bool is_as_stored() const;

    /// The weight on the device in the type computed in. Where gradients are enabled it is the tensor that was handed
    /// in, as far as device and type are its own, so that its gradient arrives there; else it is copied at each call.
    /// Nothing is kept then and `residency` plays no part.
    at::Tensor get() const;

    /// The result of `prepare(get())`, kept in the weight's place. One layer, one `prepare`; it is called anew where it
    /// was made for another `size` of the layer's input.
    at::Tensor get(const Preparation& prepare, at::IntArrayRef size = {}) const;

  private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace stillwave::nn
