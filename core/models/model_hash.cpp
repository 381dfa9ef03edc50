#include "models/model_hash.h"

#include <fstream>
#include <span>

#include "media/sha256.h"
#include "models/kept_json.h"
#include "types/error.h"
#include "types/log.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const std::error_code& failure = {}) {
    throw Error(ErrorCode::model_invalid, path.string() + " cannot be read. Check its permissions.", failure.message());
}

std::string hash_bytes(const std::vector<fs::path>& files) {
    media::Sha256 hash;
    std::vector<char> buffer(std::size_t{4} << 20);
    for (const auto& path : files) {
        std::ifstream file(path, std::ios::binary);
        while (file) {
            file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
            hash.update(std::as_bytes(std::span(buffer.data(), static_cast<std::size_t>(file.gcount()))));
        }
        if (!file.eof()) refuse(path);
    }
    return hash.finish_hex();
}

std::uint64_t total_bytes(const std::vector<fs::path>& files) {
    std::uint64_t bytes = 0;
    for (const auto& path : files) {
        std::error_code failure;
        bytes += fs::file_size(path, failure);
        if (failure) refuse(path, failure);
    }
    return bytes;
}

/// The cache's key: it changes with any file's path, size or time of change.
std::string state_of(const std::vector<fs::path>& files) {
    std::string state;
    for (const auto& path : files) {
        std::error_code failure;
        const auto size = fs::file_size(path, failure);
        if (failure) refuse(path, failure);
        const auto changed = fs::last_write_time(path, failure);
        if (failure) refuse(path, failure);
        state += fs::absolute(path).string() + "|" + std::to_string(size) + "|" +
                 std::to_string(changed.time_since_epoch().count()) + "\n";
    }
    return media::sha256_hex(std::as_bytes(std::span(state)));
}

}  // namespace

std::string hash_weight_files(const std::vector<fs::path>& files, const fs::path& cache,
                              std::uint64_t cached_from_bytes) {
    if (total_bytes(files) < cached_from_bytes) return hash_bytes(files);
    if (auto kept = kept_hash(files, cache); !kept.empty()) return kept;
    const auto key = state_of(files);
    const auto hash = hash_bytes(files);
    auto hashes = read_kept_json(cache);
    hashes[key] = hash;
    try {
        write_kept_json(cache, hashes);
    } catch (const Error& error) {
        log::info(std::string("The hash of the model could not be kept: ") + error.what());
    }
    return hash;
}

std::string kept_hash(const std::vector<fs::path>& files, const fs::path& cache) {
    const auto hashes = read_kept_json(cache);
    const auto found = hashes.find(state_of(files));
    return found != hashes.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace stillwave
