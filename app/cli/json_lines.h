#pragma once

#include <nlohmann/json.hpp>

namespace stillwave::cli {

/// One object, one line, at once: programs read along. File names that are not UTF-8 are replaced.
void write_json_line(const nlohmann::json& object);

/// An object for people to read, on standard output.
void write_json(const nlohmann::ordered_json& object);

}  // namespace stillwave::cli
