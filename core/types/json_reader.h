#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "types/error.h"

namespace stillwave {

/// Reads the values of one JSON object that comes from outside: recipes, model cards, configurations. Every error names
/// the file and the key, quotes what stands there and says what it must be. Internal to the engine.
class JsonReader {
  public:
    /// Errors call the text `name`, and all have the code `code`. Size and depth are limited before anything is built.
    /// Throws Error(code).
    JsonReader(const std::string& text, std::string name, ErrorCode code);
    /// Reads the text of a file. Throws Error(code).
    static JsonReader of_file(const std::filesystem::path& path, ErrorCode code);

    const nlohmann::json& json() const { return object_; }
    const std::string& name() const { return name_; }
    /// Whether the key is there and not null.
    bool has(const std::string& key) const;

    // The value of a key that must be there. Each throws Error(code).
    std::string text(const std::string& key) const;
    std::int64_t integer(const std::string& key, std::int64_t minimum, std::int64_t maximum) const;
    double number(const std::string& key, double minimum, double maximum) const;
    JsonReader object(const std::string& key) const;

    // The value of a key that may be missing or null: `value` then stays as it is. Each throws Error(code).
    void read(const std::string& key, bool& value) const;
    void read(const std::string& key, std::int64_t& value, std::int64_t minimum, std::int64_t maximum) const;
    void read(const std::string& key, double& value, double minimum, double maximum) const;
    /// The value must be one of `known`.
    void read(const std::string& key, std::string& value, const std::vector<std::string>& known) const;
    /// The value must be a list of 1 to `most` integers or known texts.
    void read(const std::string& key, std::vector<std::int64_t>& values, std::size_t most, std::int64_t minimum,
              std::int64_t maximum) const;
    void read(const std::string& key, std::vector<std::string>& values, std::size_t most,
              const std::vector<std::string>& known) const;
    /// The value must be a list of as many numbers as `values` has.
    void read(const std::string& key, std::span<double> values) const;

    /// Throws Error(code): the file's name, then `problem`, which ends without a full stop.
    [[noreturn]] void refuse(const std::string& problem) const;
    /// Throws Error(code): the key's value must be `wanted`.
    [[noreturn]] void refuse_value(const std::string& key, const std::string& wanted) const;

  private:
    JsonReader(nlohmann::json object, const JsonReader& parent);

    const nlohmann::json& member(const std::string& key) const;
    std::int64_t integer_from(const std::string& key, const nlohmann::json& item, std::int64_t minimum,
                              std::int64_t maximum) const;
    std::string text_from(const std::string& key, const nlohmann::json& item,
                          const std::vector<std::string>& known) const;
    const nlohmann::json& list(const std::string& key, std::size_t most) const;

    nlohmann::json object_;
    std::string name_;
    ErrorCode code_;
};

}  // namespace stillwave
