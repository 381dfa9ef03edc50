#include "checkpoint/stored_dtype.h"

#include <algorithm>
#include <cstddef>
#include <map>

namespace stillwave {

at::ScalarType most_frequent_dtype(const nn::NamedTensors& tensors) {
    std::map<at::ScalarType, std::size_t> counts;
    for (const auto& [key, tensor] : tensors) ++counts[tensor.scalar_type()];
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? at::kFloat : most->first;
}

}  // namespace stillwave
