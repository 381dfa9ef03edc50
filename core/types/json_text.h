#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "types/error.h"

/// Reading of JSON that comes from outside: settings files, recipes, model cards and configurations. Internal to the
/// engine.
namespace stillwave {

/// Parses an object. Size and depth are limited before anything is built. Errors call the text `name`. Throws
/// Error(code).
nlohmann::json parse_json_object(const std::string& text, const std::string& name, ErrorCode code);

/// Reads a small text file. Throws Error(code) that names it.
std::string read_json_file(const std::filesystem::path& path, ErrorCode code);

/// Returns `json` as text for people: two spaces a level. Bytes that are not UTF-8 (file names may hold any) are
/// replaced.
std::string json_text(const nlohmann::json& json);

}  // namespace stillwave
