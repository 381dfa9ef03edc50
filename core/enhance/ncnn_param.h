#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The text of ncnn's .param files. Internal to the room.
namespace stillwave::enhance {

/// The number that every .param file begins with.
constexpr std::string_view ncnn_magic = "7767517";

/// One line of a .param file.
struct NcnnLayer {
    std::string type;
    std::string name;
    std::vector<std::string> inputs, outputs;  ///< the names of the values that the layer takes and makes
    std::map<int, std::vector<double>> parameters;

    /// Returns the parameter `key`, which is one number; `otherwise` where the layer has no such parameter.
    double number(int key, double otherwise) const;
    bool is_integer(int key, std::int64_t wanted, std::int64_t otherwise) const {
        return number(key, static_cast<double>(otherwise)) == static_cast<double>(wanted);
    }
};

/// Returns the layers in the order of their weights. Throws Error(model_invalid), whose message calls the file
/// `source`.
std::vector<NcnnLayer> parse_ncnn_param(std::string_view text, const std::string& source);

}  // namespace stillwave::enhance
