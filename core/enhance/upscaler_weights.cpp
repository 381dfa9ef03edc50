#include "enhance/upscaler_weights.h"

#include <algorithm>
#include <string_view>
#include <system_error>
#include <vector>

#include "enhance/ncnn_model.h"
#include "enhance/pth_file.h"
#include "nn/mapped_file.h"
#include "nn/safetensors.h"
#include "types/error.h"

namespace stillwave::enhance {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view zip_magic = "PK\x03\x04";
/// The first bytes of the files that torch.save wrote before version 1.6: a pickle of the number
/// 0x1950a86a20f9469cfc6c.
constexpr std::string_view old_pth_magic = "\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19";

fs::path only_model_of(const fs::path& folder) {
    std::vector<fs::path> models;
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure)) {
        const auto kind = entry->path().extension();
        if (kind == ".safetensors" || kind == ".pth" || kind == ".param") models.push_back(entry->path());
    }
    if (failure) {
        throw Error(ErrorCode::model_invalid, folder.string() + " cannot be read. Check its permissions.",
                    failure.message());
    }
    if (models.size() == 1) return models.front();
    std::sort(models.begin(), models.end());
    throw Error(models.empty() ? ErrorCode::model_not_found : ErrorCode::model_invalid,
                folder.string() + (models.empty() ? " holds no upscaler (.safetensors, .pth or .param with .bin)."
                                                  : " holds more than one upscaler. Name one of them, such as " +
                                                        models.front().string() + "."));
}

nn::NamedTensors tensors_of(const fs::path& path) {
    std::string_view start;
    const nn::MappedFile file(path);
    start = {reinterpret_cast<const char*>(file.data()), std::min<std::size_t>(file.size(), 64)};
    if (is_ncnn_param(start)) return read_ncnn(path);
    if (start.starts_with(zip_magic)) return read_pth(path);
    if (start.starts_with(old_pth_magic)) {
        throw Error(ErrorCode::model_invalid,
                    path.string() +
                        " was written by PyTorch older than 1.6, in a form that is not read. Use the model's "
                        ".safetensors file, or load and save it with a newer PyTorch.");
    }
    return nn::SafetensorsFile::open(path).named_tensors();
}

}  // namespace

UpscalerWeights read_upscaler_weights(const std::filesystem::path& path) {
    std::error_code ignored;
    auto file = fs::is_directory(path, ignored) ? only_model_of(path) : path;
    // The .param file beside a .bin file is read in its place, because ncnn's .bin files have no mark of their own.
    if (file.extension() == ".bin") {
        auto param = fs::path(file).replace_extension(".param");
        if (fs::exists(param, ignored)) file = std::move(param);
    }
    auto tensors = tensors_of(file);
    return {std::move(file), std::move(tensors)};
}

}  // namespace stillwave::enhance
