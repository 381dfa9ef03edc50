#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// Internal to the room.
namespace stillwave {

/// SHA-256 over the bytes of `files` in their order, 64 hexadecimal digits. Hashes of `cached_from_bytes` or more in
/// all are kept in the JSON file `cache` and taken from there while every file's path, size and time of change are the
/// same. A cache that cannot be read or written is done without. Throws Error(model_invalid).
std::string hash_weight_files(const std::vector<std::filesystem::path>& files, const std::filesystem::path& cache,
                              std::uint64_t cached_from_bytes);

/// The hash that `cache` holds of `files` as they are now; empty where it holds none. Reads no weights.
std::string kept_hash(const std::vector<std::filesystem::path>& files, const std::filesystem::path& cache);

}  // namespace stillwave
