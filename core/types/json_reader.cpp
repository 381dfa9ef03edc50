#include "types/json_reader.h"

#include <algorithm>
#include <sstream>
#include <utility>

#include "types/json_text.h"

namespace stillwave {
namespace {

std::string one_of(const std::vector<std::string>& known) {
    std::string text = known.front();
    for (std::size_t i = 1; i < known.size(); ++i) text += " or " + known[i];
    return text;
}

std::string range(double minimum, double maximum) {
    std::ostringstream text;
    text << "a number from " << minimum << " to " << maximum;
    return text.str();
}

}  // namespace

JsonReader::JsonReader(const std::string& text, std::string name, ErrorCode code)
    : object_(parse_json_object(text, name, code)), name_(std::move(name)), code_(code) {}

JsonReader::JsonReader(nlohmann::json object, const JsonReader& parent)
    : object_(std::move(object)), name_(parent.name_), code_(parent.code_) {}

JsonReader JsonReader::of_file(const std::filesystem::path& path, ErrorCode code) {
    return {read_json_file(path, code), path.string(), code};
}

bool JsonReader::has(const std::string& key) const {
    const auto found = object_.find(key);
    return found != object_.end() && !found->is_null();
}

std::string JsonReader::text(const std::string& key) const {
    const auto& item = member(key);
    if (!item.is_string()) refuse_value(key, "text");
    return item.get<std::string>();
}

std::int64_t JsonReader::integer(const std::string& key, std::int64_t minimum, std::int64_t maximum) const {
    return integer_from(key, member(key), minimum, maximum);
}

double JsonReader::number(const std::string& key, double minimum, double maximum) const {
    const auto& item = member(key);
    if (!item.is_number() || !(item.get<double>() >= minimum && item.get<double>() <= maximum))
        refuse_value(key, range(minimum, maximum));
    return item.get<double>();
}

JsonReader JsonReader::object(const std::string& key) const {
    const auto& item = member(key);
    if (!item.is_object()) refuse_value(key, "an object");
    return {item, *this};
}

void JsonReader::read(const std::string& key, bool& value) const {
    if (!has(key)) return;
    if (!object_.at(key).is_boolean()) refuse_value(key, "true or false");
    value = object_.at(key).get<bool>();
}

void JsonReader::read(const std::string& key, std::int64_t& value, std::int64_t minimum, std::int64_t maximum) const {
    if (has(key)) value = integer(key, minimum, maximum);
}

void JsonReader::read(const std::string& key, double& value, double minimum, double maximum) const {
    if (has(key)) value = number(key, minimum, maximum);
}

void JsonReader::read(const std::string& key, std::string& value, const std::vector<std::string>& known) const {
    if (has(key)) value = text_from(key, object_.at(key), known);
}

void JsonReader::read(const std::string& key, std::vector<std::int64_t>& values, std::size_t most, std::int64_t minimum,
                      std::int64_t maximum) const {
    if (!has(key)) return;
    std::vector<std::int64_t> read;
    for (const auto& item : list(key, most)) read.push_back(integer_from(key, item, minimum, maximum));
    values = std::move(read);
}

void JsonReader::read(const std::string& key, std::vector<std::string>& values, std::size_t most,
                      const std::vector<std::string>& known) const {
    if (!has(key)) return;
    std::vector<std::string> read;
    for (const auto& item : list(key, most)) read.push_back(text_from(key, item, known));
    values = std::move(read);
}

void JsonReader::read(const std::string& key, std::span<double> values) const {
    if (!has(key)) return;
    const auto& items = object_.at(key);
    const bool valid = items.is_array() && items.size() == values.size() &&
                       std::all_of(items.begin(), items.end(), [](const auto& item) { return item.is_number(); });
    if (!valid) refuse_value(key, "a list of " + std::to_string(values.size()) + " numbers");
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = items[i].template get<double>();
}

void JsonReader::refuse(const std::string& problem) const {
    throw Error(code_, name_ + " " + problem + ".");
}

void JsonReader::refuse_value(const std::string& key, const std::string& wanted) const {
    using nlohmann::json;
    const auto text = object_.at(key).dump(-1, ' ', false, json::error_handler_t::replace);
    refuse("has '" + key + "' = " + text.substr(0, 80) + ", but it must be " + wanted);
}

const nlohmann::json& JsonReader::member(const std::string& key) const {
    const auto found = object_.find(key);
    if (found == object_.end()) refuse("lacks '" + key + "'");
    return *found;
}

std::int64_t JsonReader::integer_from(const std::string& key, const nlohmann::json& item, std::int64_t minimum,
                                      std::int64_t maximum) const {
    // Beyond int64 a whole number parses as unsigned; as a double it cannot wrap around into the range.
    if (!item.is_number_integer() || item.get<double>() < static_cast<double>(minimum) ||
        item.get<double>() > static_cast<double>(maximum))
        refuse_value(key, "a whole number from " + std::to_string(minimum) + " to " + std::to_string(maximum));
    return item.get<std::int64_t>();
}

std::string JsonReader::text_from(const std::string& key, const nlohmann::json& item,
                                  const std::vector<std::string>& known) const {
    const auto is_known = [&] { return std::find(known.begin(), known.end(), item.get<std::string>()) != known.end(); };
    if (!item.is_string() || !is_known()) refuse_value(key, one_of(known));
    return item.get<std::string>();
}

const nlohmann::json& JsonReader::list(const std::string& key, std::size_t most) const {
    const auto& items = object_.at(key);
    if (!items.is_array() || items.empty() || items.size() > most)
        refuse_value(key, "a list of 1 to " + std::to_string(most) + " values");
    return items;
}

}  // namespace stillwave
