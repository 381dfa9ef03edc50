#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// Internal to the engine.
namespace stillwave {

/// SHA-256 over the bytes of `files` in their order, 64 hexadecimal digits. Hashes of `cached_from_bytes` or more in
/// all are kept in the JSON file `cache` and taken from there while every file's path, size and time of change are the
/// same; a cache that cannot be read or written is done without. Throws Error(model_invalid).
std::string hash_weight_files(const std::vector<std::filesystem::path>& files, const std::filesystem::path& cache,
                              std::uint64_t cached_from_bytes);

}  // namespace stillwave
