#include "models/kept_json.h"

#include <fstream>
#include <random>

#include "types/json_text.h"
#include "types/log.h"

namespace stillwave {

namespace fs = std::filesystem;

nlohmann::json read_kept_json(const fs::path& file) {
    std::error_code ignored;
    if (!fs::exists(file, ignored)) return nlohmann::json::object();
    try {
        return parse_json_object(read_json_file(file, ErrorCode::model_invalid), file.string(),
                                 ErrorCode::model_invalid);
    } catch (const Error& error) {
        log::warning(std::string(error.what()) + " It is done without.");
        return nlohmann::json::object();
    }
}

std::error_code write_kept_json(const fs::path& file, const nlohmann::json& object) {
    auto temporary = file;
    temporary += ".part-" + std::to_string(std::random_device{}());
    std::error_code failure;
    fs::create_directories(file.parent_path(), failure);
    if (!failure) {
        std::ofstream stream(temporary, std::ios::binary);
        stream << json_text(object);
        if (!stream.flush()) failure = std::make_error_code(std::errc::io_error);
    }
    if (!failure) fs::rename(temporary, file, failure);
    if (failure) {
        std::error_code ignored;
        fs::remove(temporary, ignored);
    }
    return failure;
}

}  // namespace stillwave
