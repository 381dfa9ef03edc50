#pragma once

#include <nlohmann/json.hpp>

namespace stillwave::cli {

/// Prints an object as one line on standard output at once, because programs read along. Bytes that are not UTF-8, as
/// in file names, are replaced.
void write_json_line(const nlohmann::json& object);

/// Prints an object on standard output, indented for people to read.
void write_json(const nlohmann::ordered_json& object);

}  // namespace stillwave::cli
