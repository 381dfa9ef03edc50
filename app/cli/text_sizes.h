#pragma once

#include <cstdint>
#include <string>

namespace stillwave::cli {

/// "1.52 B", "12.1 M".
std::string parameters_text(std::uint64_t count);

/// "3.05 GB", "22 MB": decimal units.
std::string bytes_text(std::uint64_t bytes);

}  // namespace stillwave::cli
