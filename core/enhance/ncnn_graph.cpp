#include "enhance/ncnn_graph.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "types/error.h"

namespace stillwave::enhance {
namespace {

using Term = Expressions::Term;

constexpr double residual_scale = 0.2;
constexpr double negative_slope = 0.2;

bool is_close(double value, double wanted) {
    return std::abs(value - wanted) < 1e-6;
}

/// Gives each layer's output the number of the operation that makes it (see Expressions).
class GraphReader {
  public:
    GraphReader(Expressions& expressions, const std::string& source) : expressions_(expressions), source_(source) {}

    int output(const std::vector<NcnnLayer>& layers) {
        if (layers.empty()) throw Error(ErrorCode::model_invalid, source_ + " has no layers. Copy it again.");
        for (std::size_t i = 0; i < layers.size(); ++i) {
            const auto& layer = layers[i];
            const bool is_last = i + 1 == layers.size();
            const bool reduces = layer.type == "Interp" && layer.number(1, 0) < 1 && layer.number(2, 0) < 1 &&
                                 layer.number(1, 0) > 0 && layer.number(2, 0) > 0;
            const auto made = is_last && reduces ? input(layer, 0) : result(layer);
            if (layer.outputs.empty()) refuse(layer);
            for (const auto& blob : layer.outputs) blobs_.insert_or_assign(blob, made);
        }
        const auto last = blobs_.at(layers.back().outputs.front());
        return last.factor == 1.0 ? last.value : -1;
    }

    int convolutions() const { return convolutions_; }
    int prelus() const { return prelus_; }
    int shuffle() const { return shuffle_; }

  private:
    [[noreturn]] void refuse(const NcnnLayer& layer) const {
        throw Error(ErrorCode::model_invalid,
                    source_ + " is no upscaler that Stillwave knows: the layer " + layer.name.substr(0, 60) +
                        " of the type " + layer.type.substr(0, 60) +
                        " is not in ESRGAN's or Real-ESRGAN's networks. Use a model of that family.");
    }

    Term input(const NcnnLayer& layer, std::size_t place) const {
        if (place >= layer.inputs.size()) refuse(layer);
        const auto found = blobs_.find(layer.inputs[place]);
        if (found == blobs_.end()) refuse(layer);
        return found->second;
    }
    /// Returns the number of an input that is not yet multiplied by a factor; refuses the layer otherwise.
    int plain_input(const NcnnLayer& layer, std::size_t place = 0) const {
        const auto term = input(layer, place);
        if (term.factor != 1.0) refuse(layer);
        return term.value;
    }

    Term result(const NcnnLayer& layer) {
        const auto& type = layer.type;
        if (type == "Input") return {expressions_.input(), 1.0};
        if (type == "Split" || type == "Noop") return input(layer, 0);
        if (type == "Convolution") return {convolution(layer), 1.0};
        if (type == "PReLU") return {expressions_.prelu(prelus_++, plain_input(layer)), 1.0};
        if (type == "ReLU") return {leaky_relu(layer, layer.number(0, 0), plain_input(layer)), 1.0};
        if (type == "Concat" && layer.is_integer(0, 0, 0)) return {concatenation(layer), 1.0};
        if (type == "Eltwise" && layer.is_integer(0, 1, 0)) return {weighted_sum(layer), 1.0};
        if (type == "BinaryOp") return binary_operation(layer);
        if (type == "PixelShuffle" && layer.is_integer(1, 0, 0)) {
            shuffle_ = whole_factor(layer, 0);
            return {expressions_.pixel_shuffle(shuffle_, plain_input(layer)), 1.0};
        }
        if (type == "Interp" && layer.is_integer(0, 1, 0) && layer.number(1, 0) == layer.number(2, 0)) {
            return {expressions_.nearest(whole_factor(layer, 1), plain_input(layer)), 1.0};
        }
        refuse(layer);
    }

    int whole_factor(const NcnnLayer& layer, int key) const {
        const auto factor = layer.number(key, 0);
        if (!(factor >= 1 && factor <= 8) || factor != std::floor(factor)) refuse(layer);
        return static_cast<int>(factor);
    }

    int leaky_relu(const NcnnLayer& layer, double slope, int value) {
        if (!is_close(slope, negative_slope)) refuse(layer);
        return expressions_.leaky_relu(value);
    }

    int convolution(const NcnnLayer& layer) {
        const bool is_3x3 = layer.is_integer(1, 3, 0) && layer.is_integer(11, 3, 3);
        const bool keeps_size = layer.is_integer(2, 1, 1) && layer.is_integer(12, 1, 1) && layer.is_integer(3, 1, 1) &&
                                layer.is_integer(13, 1, 1) && layer.is_integer(4, 1, 0) && layer.is_integer(14, 1, 1) &&
                                layer.is_integer(15, 1, 1) && layer.is_integer(16, 1, 1) && layer.number(18, 0) == 0;
        if (!is_3x3 || !keeps_size) refuse(layer);
        const auto made = expressions_.convolution(convolutions_++, plain_input(layer));
        if (layer.is_integer(9, 0, 0)) return made;
        if (!layer.is_integer(9, 2, 0)) refuse(layer);
        return leaky_relu(layer, layer.number(10, 0), made);
    }

    int concatenation(const NcnnLayer& layer) {
        std::vector<int> values;
        for (std::size_t i = 0; i < layer.inputs.size(); ++i) values.push_back(plain_input(layer, i));
        return expressions_.concatenation(values);
    }

    int weighted_sum(const NcnnLayer& layer) {
        const auto found = layer.parameters.find(1);
        const auto factors =
            found == layer.parameters.end() ? std::vector<double>(layer.inputs.size(), 1.0) : found->second;
        if (factors.size() != layer.inputs.size()) refuse(layer);
        std::vector<Term> terms;
        for (std::size_t i = 0; i < factors.size(); ++i) {
            auto term = input(layer, i);
            term.factor *= factors[i];
            terms.push_back(term);
        }
        return expressions_.sum(terms);
    }

    Term binary_operation(const NcnnLayer& layer) {
        const bool by_number = layer.is_integer(1, 1, 0);
        if (by_number && layer.is_integer(0, 2, 0)) {
            auto term = input(layer, 0);
            term.factor *= layer.number(2, 0);
            return term;
        }
        if (by_number || !layer.is_integer(0, 0, 0) || layer.inputs.size() != 2) refuse(layer);
        return {expressions_.sum({input(layer, 0), input(layer, 1)}), 1.0};
    }

    Expressions& expressions_;
    const std::string& source_;
    std::unordered_map<std::string, Term> blobs_;
    int convolutions_ = 0, prelus_ = 0, shuffle_ = 0;
};

int srvgg_output(Expressions& e, int convolutions, int factor, NcnnKeys& keys) {
    auto hidden = e.input();
    for (int i = 0; i < convolutions; ++i) {
        keys.convolutions.push_back("body." + std::to_string(2 * i));
        hidden = e.convolution(i, hidden);
        if (i + 1 == convolutions) break;
        keys.prelus.push_back("body." + std::to_string(2 * i + 1));
        hidden = e.prelu(i, hidden);
    }
    return e.sum({{e.pixel_shuffle(factor, hidden), 1.0}, {e.nearest(factor, e.input()), 1.0}});
}

int rrdb_output(Expressions& e, int blocks, NcnnKeys& keys) {
    const auto conv = [&](const std::string& key, int value) {
        keys.convolutions.push_back(key);
        return e.convolution(static_cast<int>(keys.convolutions.size()) - 1, value);
    };
    const auto first = conv("conv_first", e.input());
    auto hidden = first;
    for (int block = 0; block < blocks; ++block) {
        const auto block_input = hidden;
        for (int dense = 1; dense <= 3; ++dense) {
            const auto prefix = "body." + std::to_string(block) + ".rdb" + std::to_string(dense) + ".conv";
            std::vector<int> seen = {hidden};
            for (int i = 1; i <= 4; ++i) {
                const auto value = i == 1 ? hidden : e.concatenation(seen);
                seen.push_back(e.leaky_relu(conv(prefix + std::to_string(i), value)));
            }
            const auto last = conv(prefix + "5", e.concatenation(seen));
            hidden = e.sum({{last, residual_scale}, {hidden, 1.0}});
        }
        hidden = e.sum({{hidden, residual_scale}, {block_input, 1.0}});
    }
    hidden = e.sum({{first, 1.0}, {conv("conv_body", hidden), 1.0}});
    hidden = e.leaky_relu(conv("conv_up1", e.nearest(2, hidden)));
    hidden = e.leaky_relu(conv("conv_up2", e.nearest(2, hidden)));
    hidden = e.leaky_relu(conv("conv_hr", hidden));
    return conv("conv_last", hidden);
}

}  // namespace

int Expressions::concatenation(const std::vector<int>& values) {
    std::string operation = "concatenation ";
    for (const auto value : values) operation += text(value);
    return numbered(operation);
}

int Expressions::sum(std::vector<Term> terms) {
    std::sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) {
        return a.value != b.value ? a.value < b.value : a.factor < b.factor;
    });
    std::string operation = "sum ";
    // Factors are compared to six digits, because files have them as decimals of float32 numbers.
    for (const auto& term : terms) operation += text(term.value) + std::to_string(term.factor) + ' ';
    return numbered(operation);
}

NcnnKeys match_ncnn_network(const std::vector<NcnnLayer>& layers, const std::string& source) {
    Expressions expressions;
    GraphReader reader(expressions, source);
    const auto output = reader.output(layers);

    constexpr int convolutions_of_block = 15, convolutions_around = 6;
    NcnnKeys keys;
    int wanted = -1;
    if (reader.prelus() > 0) {
        wanted = srvgg_output(expressions, reader.convolutions(), reader.shuffle(), keys);
    } else if (reader.convolutions() > convolutions_around) {
        wanted = rrdb_output(expressions, (reader.convolutions() - convolutions_around) / convolutions_of_block, keys);
    }
    // A file is refused where the result of a layer is not used, because that layer's weights would have no key.
    const bool all_used = keys.convolutions.size() == static_cast<std::size_t>(reader.convolutions()) &&
                          keys.prelus.size() == static_cast<std::size_t>(reader.prelus());
    if (output < 0 || output != wanted || !all_used) {
        throw Error(ErrorCode::model_invalid, source +
                                                  " is no upscaler that Stillwave knows: its layers are joined "
                                                  "otherwise than in ESRGAN's or Real-ESRGAN's networks. Use a model "
                                                  "of that family.");
    }
    return keys;
}

}  // namespace stillwave::enhance
