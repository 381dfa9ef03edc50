#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

/// Small JSON objects that are kept in the models' folder. Internal to the room.
namespace stillwave {

/// The object in `file`; an empty one where there is none, or where it cannot be read, which is logged.
nlohmann::json read_kept_json(const std::filesystem::path& file);

/// Replaces `file` at once, and makes its folder where a fresh account has none. Throws Error(output_unwritable).
void write_kept_json(const std::filesystem::path& file, const nlohmann::json& object);

}  // namespace stillwave
