#include "types/json_text.h"

#include <fstream>

namespace stillwave {
namespace {

constexpr std::size_t max_bytes = 1 << 20;
constexpr int max_depth = 16;

std::string size_message(const std::string& name) {
    return name + " is too large: at most 1 MiB of JSON is read.";
}

const nlohmann::json& member(const nlohmann::json& object, const char* key, const std::string& name, ErrorCode code) {
    const auto found = object.find(key);
    if (found == object.end()) throw Error(code, name + " lacks '" + key + "'.");
    return *found;
}

[[noreturn]] void wrong_type(const char* key, const char* wanted, const std::string& name, ErrorCode code) {
    throw Error(code, name + ": '" + key + "' must be " + wanted + ".");
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
        throw Error(code, name + " is not valid JSON.", error.what());
    }
    if (!json.is_object()) throw Error(code, name + " must hold one JSON object: {\"key\": value, ...}.");
    return json;
}

std::string read_json_file(const std::filesystem::path& path, ErrorCode code) {
    const std::string name = path.string();
    std::error_code failure;
    if (!std::filesystem::is_regular_file(path, failure))
        throw Error(code, name + " cannot be read: there is no such file.", failure.message());
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

const std::string& json_string(const nlohmann::json& object, const char* key, const std::string& name, ErrorCode code) {
    const auto& value = member(object, key, name, code);
    if (!value.is_string()) wrong_type(key, "text", name, code);
    return value.get_ref<const std::string&>();
}

std::int64_t json_integer(const nlohmann::json& object, const char* key, std::int64_t minimum, std::int64_t maximum,
                          const std::string& name, ErrorCode code) {
    const auto& value = member(object, key, name, code);
    const std::string range = "a whole number from " + std::to_string(minimum) + " to " + std::to_string(maximum);
    // Beyond int64 a number parses as unsigned; read as double it cannot wrap around into the range.
    if (!value.is_number_integer()) wrong_type(key, range.c_str(), name, code);
    const double number = value.get<double>();
    if (number < static_cast<double>(minimum) || number > static_cast<double>(maximum))
        wrong_type(key, range.c_str(), name, code);
    return value.get<std::int64_t>();
}

const nlohmann::json& json_object(const nlohmann::json& object, const char* key, const std::string& name,
                                  ErrorCode code) {
    const auto& value = member(object, key, name, code);
    if (!value.is_object()) wrong_type(key, "an object", name, code);
    return value;
}

}  // namespace stillwave
