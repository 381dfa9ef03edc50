#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// Internal to the room.
namespace stillwave {

/// The SHA-256 over the bytes of `files` in their order, as 64 hexadecimal digits. The hash of files with
/// `cached_from_bytes` or more together is kept in the JSON file `cache`, and read there while each file's path, size
/// and time of change stay the same. A cache that cannot be read or written is ignored. Throws Error(model_invalid).
std::string hash_weight_files(const std::vector<std::filesystem::path>& files, const std::filesystem::path& cache,
                              std::uint64_t cached_from_bytes);

/// The hash that `cache` holds of `files` as they are now; empty where it holds none. Reads no weights.
std::string kept_hash(const std::vector<std::filesystem::path>& files, const std::filesystem::path& cache);

}  // namespace stillwave
