#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "enhance/ncnn_param.h"

/// Compares what the layers of a .param file compute with SRVGGNetCompact and RRDBNet. Internal to the room.
namespace stillwave::enhance {

/// Numbers the values in a network by the operations that make them. Equal operations on equal values get equal
/// numbers, so two networks compute the same where their outputs have the same number. Convolutions and PReLUs are told
/// apart by their number in the file's order.
class Expressions {
  public:
    struct Term {
        int value;
        double factor;
    };

    int input() { return numbered("input"); }
    int convolution(int number, int value) { return numbered("conv " + text(number) + text(value)); }
    int prelu(int number, int value) { return numbered("prelu " + text(number) + text(value)); }
    int leaky_relu(int value) { return numbered("leaky_relu " + text(value)); }
    int concatenation(const std::vector<int>& values);
    int sum(std::vector<Term> terms);
    int pixel_shuffle(int factor, int value) { return numbered("pixel_shuffle " + text(factor) + text(value)); }
    int nearest(int factor, int value) { return numbered("nearest " + text(factor) + text(value)); }

  private:
    static std::string text(int number) { return std::to_string(number) + ' '; }
    int numbered(const std::string& operation) {
        return numbers_.emplace(operation, static_cast<int>(numbers_.size())).first->second;
    }

    std::map<std::string, int> numbers_;
};

/// The keys that basicsr gives to a network's weights, in the order of ncnn's layers.
struct NcnnKeys {
    std::vector<std::string> convolutions;
    std::vector<std::string> prelus;
};

/// Returns the keys for `layers`, which must compute an SRVGGNetCompact, or an RRDBNet of scale 4. A reduction in size
/// at the end is ignored. Throws Error(model_invalid) for other networks; the message calls the file `source`.
NcnnKeys match_ncnn_network(const std::vector<NcnnLayer>& layers, const std::string& source);

}  // namespace stillwave::enhance
