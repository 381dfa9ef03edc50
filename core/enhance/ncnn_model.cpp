#include "enhance/ncnn_model.h"

#include <ATen/ops/empty.h>

#include <cstring>

#include "enhance/ncnn_graph.h"
#include "enhance/ncnn_param.h"
#include "nn/mapped_file.h"
#include "types/error.h"

namespace stillwave::enhance {
namespace {

constexpr std::uint64_t longest_param = 4'000'000;  // in bytes; the .param file of a network of 23 blocks has 116 kB

/// Reads the .bin file from its start to its end.
class BinReader {
  public:
    explicit BinReader(const std::filesystem::path& path) : source_(path.string()), file_(path) {}

    /// Reads a convolution's weight [out, in, 3, 3], which follows a number that tells its type.
    at::Tensor convolution_weight(std::int64_t out, std::int64_t in) {
        constexpr std::uint32_t float32 = 0, float16 = 0x01306B47, int8 = 0x000D4B38;
        std::uint32_t storage = 0;
        copy(&storage, sizeof storage);
        if (storage == float32) return values({out, in, 3, 3}, at::kFloat);
        if (storage == float16) {
            auto weight = values({out, in, 3, 3}, at::kHalf);
            constexpr std::uint64_t alignment = 4;
            skip((alignment - weight.nbytes() % alignment) % alignment);
            return weight;
        }
        refuse(storage == int8 ? "holds weights of 8 bits, which lose quality. Use the model's float16 or float32 file"
                               : "stores weights in a way that Stillwave does not read (" + std::to_string(storage) +
                                     "), such as a table of 256 values. Use the model's float16 or float32 file");
    }

    /// Reads a bias or slopes, which are always float32.
    at::Tensor vector(std::int64_t count) { return values({count}, at::kFloat); }

    void require_end() const {
        if (position_ != file_.size()) {
            refuse("has " + std::to_string(file_.size() - position_) +
                   " bytes more than the .param file's layers need. Copy both files again");
        }
    }

  private:
    [[noreturn]] void refuse(const std::string& problem) const {
        throw Error(ErrorCode::model_invalid, source_ + " " + problem + ".");
    }

    void skip(std::uint64_t bytes) {
        if (bytes > file_.size() - position_) {
            refuse("is truncated or of another model: it has " + std::to_string(file_.size()) +
                   " bytes, fewer than the .param file's layers need. Copy both files again");
        }
        position_ += bytes;
    }
    void copy(void* to, std::uint64_t bytes) {
        const auto from = position_;
        skip(bytes);
        std::memcpy(to, file_.data() + from, bytes);
    }
    at::Tensor values(std::vector<std::int64_t> shape, at::ScalarType dtype) {
        // The product stays below 2^64, because the layers' counts are limited.
        std::uint64_t bytes = c10::elementSize(dtype);
        for (const auto size : shape) bytes *= static_cast<std::uint64_t>(size);
        // The file's size is checked before memory is taken.
        const auto from = position_;
        skip(bytes);
        auto tensor = at::empty(shape, at::TensorOptions().dtype(dtype));
        std::memcpy(tensor.data_ptr(), file_.data() + from, bytes);
        return tensor;
    }

    std::string source_;
    nn::MappedFile file_;
    std::uint64_t position_ = 0;
};

class LayerWeights {
  public:
    LayerWeights(const std::filesystem::path& param_path, BinReader& bin) : source_(param_path.string()), bin_(bin) {}

    /// Adds a Convolution's weight and bias. Its parameters by key: 0 the output channels, 5 whether it has a bias, 6
    /// the number of weights.
    void add_convolution(const NcnnLayer& layer, const std::string& key) {
        const auto out = count(layer, 0), weights = count(layer, 6);
        if (weights % (9 * out) != 0 || layer.number(8, 0) != 0) refuse(layer);
        const auto in = weights / (9 * out);
        tensors.insert_or_assign(key + ".weight", bin_.convolution_weight(out, in));
        if (!layer.is_integer(5, 1, 0)) refuse(layer);
        tensors.insert_or_assign(key + ".bias", bin_.vector(out));
    }

    /// Adds a PReLU's slopes. Its parameter by key: 0 the number of slopes.
    void add_prelu(const NcnnLayer& layer, const std::string& key) {
        tensors.insert_or_assign(key + ".weight", bin_.vector(count(layer, 0)));
    }

    nn::NamedTensors tensors;

  private:
    [[noreturn]] void refuse(const NcnnLayer& layer) const {
        throw Error(ErrorCode::model_invalid, source_ + ": the layer " + layer.name.substr(0, 60) +
                                                  " has sizes that fit no upscaler, is quantised or has no bias. Use "
                                                  "the model's float16 or float32 files.");
    }
    std::int64_t count(const NcnnLayer& layer, int key) const {
        constexpr double most = 1e8;
        const auto value = layer.number(key, 0);
        if (!(value >= 1 && value <= most) || value != static_cast<double>(static_cast<std::int64_t>(value))) {
            refuse(layer);
        }
        return static_cast<std::int64_t>(value);
    }

    std::string source_;
    BinReader& bin_;
};

}  // namespace

bool is_ncnn_param(std::string_view start) {
    return start.starts_with(ncnn_magic);
}

nn::NamedTensors read_ncnn(const std::filesystem::path& param_path) {
    const nn::MappedFile param(param_path);
    if (param.size() > longest_param) {
        throw Error(ErrorCode::model_invalid, param_path.string() + " has " + std::to_string(param.size()) +
                                                  " bytes, far more than an upscaler's layers take. Use another "
                                                  "model.");
    }
    const auto layers =
        parse_ncnn_param({reinterpret_cast<const char*>(param.data()), param.size()}, param_path.string());
    const auto keys = match_ncnn_network(layers, param_path.string());

    BinReader bin(std::filesystem::path(param_path).replace_extension(".bin"));
    LayerWeights weights(param_path, bin);
    std::size_t convolutions = 0, prelus = 0;
    for (const auto& layer : layers) {
        if (layer.type == "Convolution") weights.add_convolution(layer, keys.convolutions[convolutions++]);
        if (layer.type == "PReLU") weights.add_prelu(layer, keys.prelus[prelus++]);
    }
    bin.require_end();
    return std::move(weights.tensors);
}

}  // namespace stillwave::enhance
