#pragma once

#include <c10/core/ScalarType.h>

#include "nn/weights.h"

namespace stillwave {

/// The type that most of the tensors are stored in; float32 for none.
at::ScalarType most_frequent_dtype(const nn::NamedTensors& tensors);

}  // namespace stillwave
