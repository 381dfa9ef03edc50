#include "enhance/ncnn_param.h"

#include <charconv>
#include <sstream>

#include "types/error.h"

namespace stillwave::enhance {
namespace {

template <class Number>
bool parse_number(std::string_view text, Number& value) {
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failure == std::errc{} && end == text.data() + text.size();
}

class ParamReader {
  public:
    ParamReader(std::string_view text, const std::string& source) : text_(std::string(text)), source_(source) {}

    std::vector<NcnnLayer> layers() {
        std::string magic;
        std::size_t layer_count = 0, blob_count = 0;
        if (!(text_ >> magic) || magic != ncnn_magic) refuse("does not start with " + std::string(ncnn_magic));
        if (!(text_ >> layer_count >> blob_count)) refuse("lacks the number of its layers");
        std::vector<NcnnLayer> layers;
        std::string line;
        std::getline(text_, line);
        while (std::getline(text_, line)) {
            if (line.find_first_not_of(" \t\r") != std::string::npos) layers.push_back(layer(line));
        }
        if (layers.size() != layer_count) {
            refuse("announces " + std::to_string(layer_count) + " layers, but has " + std::to_string(layers.size()));
        }
        return layers;
    }

  private:
    [[noreturn]] void refuse(const std::string& problem) const {
        throw Error(ErrorCode::model_invalid,
                    source_ + " is damaged: it " + problem + ". Copy the .param and the .bin file again.");
    }

    /// Parses a line: type name inputs outputs input… output… key=value…, where inputs and outputs are their numbers.
    NcnnLayer layer(const std::string& line) const {
        std::istringstream words(line);
        NcnnLayer layer;
        std::size_t inputs = 0, outputs = 0;
        if (!(words >> layer.type >> layer.name >> inputs >> outputs)) refuse("has the line \"" + shown(line) + "\"");
        std::string word;
        while (layer.inputs.size() + layer.outputs.size() < inputs + outputs) {
            if (!(words >> word)) refuse("has the line \"" + shown(line) + "\"");
            (layer.inputs.size() < inputs ? layer.inputs : layer.outputs).push_back(word);
        }
        while (words >> word) {
            if (!add_parameter(word, layer)) refuse("has the parameter " + shown(word) + " of layer " + layer.name);
        }
        return layer;
    }

    /// Parses key=number. A key of -23300 - k means an array under the key k: key=count,number,number…
    static bool add_parameter(std::string_view word, NcnnLayer& layer) {
        constexpr int array_keys = -23300;
        const auto equals = word.find('=');
        int key = 0;
        if (equals == std::string_view::npos || !parse_number(word.substr(0, equals), key)) return false;
        const bool is_array = key <= array_keys;
        if (is_array) key = array_keys - key;
        std::vector<double> values;
        for (auto rest = word.substr(equals + 1);;) {
            const auto comma = rest.find(',');
            double value = 0;
            if (!parse_number(rest.substr(0, comma), value)) return false;
            values.push_back(value);
            if (comma == std::string_view::npos) break;
            rest.remove_prefix(comma + 1);
        }
        if (is_array) {
            if (values.front() != static_cast<double>(values.size() - 1)) return false;
            values.erase(values.begin());
        } else if (values.size() != 1) {
            return false;
        }
        return layer.parameters.emplace(key, std::move(values)).second;
    }

    static std::string shown(std::string_view text) { return std::string(text.substr(0, 60)); }

    std::istringstream text_;
    const std::string& source_;
};

}  // namespace

double NcnnLayer::number(int key, double otherwise) const {
    const auto found = parameters.find(key);
    return found == parameters.end() || found->second.size() != 1 ? otherwise : found->second.front();
}

std::vector<NcnnLayer> parse_ncnn_param(std::string_view text, const std::string& source) {
    return ParamReader(text, source).layers();
}

}  // namespace stillwave::enhance
