#pragma once

#include <cstdint>
#include <string>

namespace stillwave::cli {

/// A number of parameters as text: "1.52 B", "12.1 M".
std::string parameters_text(std::uint64_t count);

/// A number of bytes as text, in decimal units: "3.05 GB", "22 MB".
std::string bytes_text(std::uint64_t bytes);

}  // namespace stillwave::cli
