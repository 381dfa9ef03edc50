#include "models/kept_json.h"

#include "types/error.h"
#include "types/json_reader.h"
#include "types/json_text.h"
#include "types/log.h"
#include "types/output_file.h"

namespace stillwave {

namespace fs = std::filesystem;

nlohmann::json read_kept_json(const fs::path& file) {
    std::error_code ignored;
    if (!fs::exists(file, ignored)) return nlohmann::json::object();
    try {
        return JsonReader::of_file(file, ErrorCode::model_invalid).json();
    } catch (const Error& error) {
        log::warning(std::string(error.what()) + " It is done without.");
        return nlohmann::json::object();
    }
}

void write_kept_json(const fs::path& file, const nlohmann::json& object) {
    std::error_code ignored;  // the write below reports what is wrong
    fs::create_directories(file.parent_path(), ignored);
    write_file(file, json_text(object));
}

}  // namespace stillwave
