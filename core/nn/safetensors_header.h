#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "nn/safetensors.h"

/// Reads and writes the text of a safetensors file's header. Internal to the room.
namespace stillwave::nn {

/// The longest header that is read, bytes; the reference implementation has the same limit.
constexpr std::uint64_t longest_header = 100'000'000;

struct SafetensorsHeader {
    std::vector<TensorInfo> tensors;  ///< in the order of their bytes
    std::map<std::string, std::string> metadata;
};

/// Parses and checks the header `text` of a file with `data_bytes` of tensors. Memory is in proportion to the text
/// alone. Throws Error(model_invalid), whose message calls the file `file`.
SafetensorsHeader parse_safetensors_header(std::string_view text, std::uint64_t data_bytes, const std::string& file);

/// Returns the text for `header`, padded to a multiple of eight bytes.
std::string safetensors_header_text(const SafetensorsHeader& header);

/// Returns the format's name of a dtype; empty where it has none.
std::string_view safetensors_dtype_name(at::ScalarType dtype);

}  // namespace stillwave::nn
