#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// The pickle in which torch.save describes a state dict, read without running any code in it. Internal to the room.
/// libtorch's own unpickler does not serve: with every class refused it still ends the process on a nested tuple of
/// 400 KB, and it reads no OrderedDict, which a saved state dict is.
namespace stillwave::enhance {

/// The place of a tensor's values. It has not been checked against the record that holds them.
struct PickledTensor {
    std::string record;  ///< the storage's name within the archive
    at::ScalarType dtype = at::kFloat;
    std::int64_t storage_elements = 0;
    std::int64_t offset = 0;  ///< elements
    std::vector<std::int64_t> sizes;
    std::vector<std::int64_t> strides;  ///< elements
};

/// Reads the tensors of the state dict in `pickle`: those of its entry "params_ema" where it has one, else of "params",
/// else its own (as Real-ESRGAN chooses). Other values are left out. The reader knows the instructions of Python's
/// pickle that state dicts are written with, and only two functions, collections.OrderedDict and
/// torch._utils._rebuild_tensor_v2. Its memory is in proportion to the pickle's size, which is limited. Throws
/// Error(model_invalid) for anything else; the message calls the file `source`.
std::map<std::string, PickledTensor> read_pickled_state_dict(std::string_view pickle, const std::string& source);

/// The longest pickle that is read, bytes. Real ones have about 100 bytes a tensor.
constexpr std::size_t longest_pickle = 2'000'000;

}  // namespace stillwave::enhance
