#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// What torch.save writes about a state dict, read without running any of it: internal to the room.
namespace stillwave::enhance {

/// Where a tensor's values are. Nothing of it has been checked against the values' record.
struct PickledTensor {
    std::string record;  ///< the storage's name within the archive
    at::ScalarType dtype = at::kFloat;
    std::int64_t storage_elements = 0;
    std::int64_t offset = 0;  ///< elements
    std::vector<std::int64_t> sizes;
    std::vector<std::int64_t> strides;  ///< elements
};

/// The tensors of the state dict in `pickle`: those of its entry "params_ema" where it has one, else of "params", else
/// its own (as Real-ESRGAN chooses). Other values are left out. Knows the instructions of Python's pickle that a state
/// dict is written with, and of functions collections.OrderedDict and torch._utils._rebuild_tensor_v2 alone; memory is
/// in proportion to the pickle's size, which is limited. Throws Error(model_invalid) at anything else; `source` is
/// what it calls the file.
std::map<std::string, PickledTensor> read_pickled_state_dict(std::string_view pickle, const std::string& source);

/// Longest pickle; bytes. Real ones have about 100 bytes a tensor.
constexpr std::size_t longest_pickle = 2'000'000;

}  // namespace stillwave::enhance
