#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The text of ncnn's .param files: internal to the room.
namespace stillwave::enhance {

constexpr std::string_view ncnn_magic = "7767517";

struct NcnnLayer {
    std::string type;
    std::string name;
    std::vector<std::string> inputs, outputs;  ///< names of blobs
    std::map<int, std::vector<double>> parameters;

    /// A parameter that is one number.
    double number(int key, double otherwise) const;
    bool is_integer(int key, std::int64_t wanted, std::int64_t otherwise) const {
        return number(key, static_cast<double>(otherwise)) == static_cast<double>(wanted);
    }
};

/// The layers in the order of their weights. Throws Error(model_invalid); `source` is what it calls the file.
std::vector<NcnnLayer> parse_ncnn_param(std::string_view text, const std::string& source);

}  // namespace stillwave::enhance
