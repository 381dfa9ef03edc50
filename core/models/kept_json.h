#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

/// Small JSON objects that are kept in the models' folder. Internal to the room.
namespace stillwave {

/// Reads the object in `file`. A missing file gives an empty object, and so does an unreadable one, which is logged.
nlohmann::json read_kept_json(const std::filesystem::path& file);

/// Writes `object` in place of `file`, complete or not at all, and makes its folder where a fresh account has none.
/// Throws Error(output_unwritable).
void write_kept_json(const std::filesystem::path& file, const nlohmann::json& object);

}  // namespace stillwave
