#include "types/json_text.h"

#include <fstream>

namespace stillwave {
namespace {

constexpr std::size_t max_bytes = 1 << 20;
constexpr int max_depth = 16;

/// The sentence that says what to do about a damaged file.
std::string remedy(ErrorCode code) {
    return code == ErrorCode::model_invalid ? " Copy the model's files again." : "";
}

std::string size_message(const std::string& name) {
    return name + " is too large: at most 1 MiB of JSON is read.";
}

}  // namespace

nlohmann::json parse_json_object(const std::string& text, const std::string& name, ErrorCode code) {
    if (text.size() > max_bytes) throw Error(code, size_message(name));
    const auto within_depth = [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
        if (depth > max_depth)
            throw Error(code, name + " is nested too deeply to be one of Stillwave's or a model's files.");
        return true;
    };
    nlohmann::json json;
    try {
        json = nlohmann::json::parse(text, within_depth);
    } catch (const nlohmann::json::exception& error) {
        throw Error(code, name + " is not valid JSON." + remedy(code), error.what());
    }
    if (!json.is_object())
        throw Error(code, name + " must hold one JSON object: {\"key\": value, ...}." + remedy(code));
    return json;
}

std::string read_json_file(const std::filesystem::path& path, ErrorCode code) {
    const std::string name = path.string();
    std::error_code failure;
    if (!std::filesystem::is_regular_file(path, failure))
        throw Error(code, name + " cannot be read: there is no such file." + remedy(code), failure.message());
    std::ifstream file(path, std::ios::binary);
    std::string text(max_bytes + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (file.bad() || !(file || file.eof())) throw Error(code, name + " cannot be read. Check its permissions.");
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (text.size() > max_bytes) throw Error(code, size_message(name));
    return text;
}

std::string json_text(const nlohmann::json& json) {
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace stillwave
