#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <memory>

#include "nn/weight_stream.h"

namespace stillwave::nn {

/// The way in which a weight is held after its first use, where its layer cannot use it as the file stores it.
enum class Residency {
    kept,      ///< made ready at its first use and kept; the file's pages are given back to the system
    streamed,  ///< made ready anew at each use: memory stays near the file's size, and a device holds only the next
               ///< weights
    float8     ///< kept in eight bits a number with a factor for each output, which changes results, and made ready at
               ///< each use; norms and biases are kept as they are
};

/// One weight of a layer. It stays in the file until its first use, which makes it ready for the device, the type and
/// the layout that the layer computes in. Copies are cheap and share all of it. Safe on several threads.
class Parameter {
  public:
    using Preparation = std::function<at::Tensor(const at::Tensor&)>;

    /// An absent weight, such as the bias of a layer without one: get() returns an undefined tensor.
    Parameter() = default;
    /// `stored` is the tensor as the file has it; `device` and `dtype` are those that the layer computes in. `stream`
    /// brings the weight to another device where it is streamed; otherwise it may be null.
    Parameter(at::Tensor stored, at::Device device, at::ScalarType dtype, Residency residency,
              std::shared_ptr<WeightStream> stream = {});

    bool defined() const { return state_ != nullptr; }
    at::Device device() const;
    at::ScalarType dtype() const;
    std::int64_t size(std::int64_t dimension) const;
    std::int64_t bytes() const;  ///< bytes of its values in the type that the layer computes in

    /// Whether the weight was used and is kept ready for the next use.
    bool is_ready() const;
    /// Whether the weight is ready in the file's own memory, so that the layer needs no copy.
    bool is_as_stored() const;

    /// Returns the weight on the device in the type that the layer computes in. Where gradients are enabled, nothing is
    /// kept and `residency` plays no part: the result is the tensor that was handed in, so that its gradient arrives
    /// there, or a copy made at each call where device or type differ.
    at::Tensor get() const;

    /// Returns prepare(get()), which is kept in the weight's place. One layer always passes the same `prepare`. It is
    /// called again where the result was made for another `size` of the layer's input.
    at::Tensor get(const Preparation& prepare, at::IntArrayRef size = {}) const;

  private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace stillwave::nn
