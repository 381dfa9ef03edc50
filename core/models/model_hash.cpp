#include "models/model_hash.h"

#include <fstream>
#include <random>

#include "media/sha256.h"
#include "types/json_text.h"
#include "types/log.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;

std::string hash_bytes(const std::vector<fs::path>& files) {
    media::Sha256 hash;
    std::vector<char> buffer(std::size_t{4} << 20);
    for (const auto& path : files) {
        std::ifstream file(path, std::ios::binary);
        while (file) {
            file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
            hash.update(std::as_bytes(std::span(buffer.data(), static_cast<std::size_t>(file.gcount()))));
        }
        if (!file.eof()) {
            throw Error(ErrorCode::model_invalid, path.string() + " cannot be read. Check its permissions.");
        }
    }
    return hash.finish_hex();
}

nlohmann::json read_cache(const fs::path& cache) {
    std::error_code ignored;
    if (!fs::exists(cache, ignored)) return nlohmann::json::object();
    try {
        return parse_json_object(read_json_file(cache, ErrorCode::model_invalid), cache.string(),
                                 ErrorCode::model_invalid);
    } catch (const Error& error) {
        log::info(std::string(error.what()) + " Models are hashed again.");
        return nlohmann::json::object();
    }
}

void write_cache(const fs::path& cache, const nlohmann::json& hashes) {
    auto temporary = cache;
    temporary += ".part-" + std::to_string(std::random_device{}());
    std::error_code failure;
    fs::create_directories(cache.parent_path(), failure);  // a fresh account has no models' folder
    if (!failure) {
        std::ofstream file(temporary, std::ios::binary);
        file << json_text(hashes);
        if (!file.flush()) failure = std::make_error_code(std::errc::io_error);
    }
    if (!failure) fs::rename(temporary, cache, failure);
    if (failure) {
        std::error_code ignored;
        fs::remove(temporary, ignored);
        log::info("The hash of the model could not be kept in " + cache.string() + ": " + failure.message());
    }
}

}  // namespace

std::string hash_weight_files(const std::vector<fs::path>& files, const fs::path& cache,
                              std::uint64_t cached_from_bytes) {
    std::uint64_t bytes = 0;
    std::string state;
    for (const auto& path : files) {
        std::error_code failure;
        const auto size = fs::file_size(path, failure);
        const auto changed = fs::last_write_time(path, failure);
        if (failure) {
            throw Error(ErrorCode::model_invalid, path.string() + " cannot be read. Check its permissions.",
                        failure.message());
        }
        bytes += size;
        state += fs::absolute(path).string() + "|" + std::to_string(size) + "|" +
                 std::to_string(changed.time_since_epoch().count()) + "\n";
    }
    if (bytes < cached_from_bytes) return hash_bytes(files);

    const auto key = media::sha256_hex(std::as_bytes(std::span(state)));
    auto hashes = read_cache(cache);
    if (const auto found = hashes.find(key); found != hashes.end() && found->is_string()) {
        return found->get<std::string>();
    }
    const auto hash = hash_bytes(files);
    hashes[key] = hash;
    write_cache(cache, hashes);
    return hash;
}

}  // namespace stillwave
