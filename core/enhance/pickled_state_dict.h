#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// The pickle in which torch.save describes a state dict, read without running any code in it. libtorch's own unpickler
/// does not serve: with every class refused it still ends the process on a nested tuple of 400 KB, and it reads no
/// OrderedDict, which a saved state dict is. Internal to the room.
namespace stillwave::enhance {

/// The place of a tensor's values within an archive, not yet checked against the record that holds them.
struct PickledTensor {
    std::string record;  ///< the name of the storage within the archive
    at::ScalarType dtype = at::kFloat;
    std::int64_t storage_elements = 0;
    std::int64_t offset = 0;  ///< elements
    std::vector<std::int64_t> sizes;
    std::vector<std::int64_t> strides;  ///< elements
};

/// Reads the tensors of the state dict in `pickle`: those of its entry "params_ema" where there is one, else of
/// "params", else its own (as Real-ESRGAN chooses). Other values are left out. The reader knows the instructions of
/// Python's pickle that state dicts are written with, and only two functions, collections.OrderedDict and
/// torch._utils._rebuild_tensor_v2. Its memory is in proportion to the pickle's size, which is limited. Throws
/// Error(model_invalid) for anything else; the message calls the file `source`.
std::map<std::string, PickledTensor> read_pickled_state_dict(std::string_view pickle, const std::string& source);

/// The longest pickle that is read, bytes. A real pickle has about 100 bytes for each tensor.
constexpr std::size_t longest_pickle = 2'000'000;

}  // namespace stillwave::enhance
