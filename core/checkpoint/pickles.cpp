#include "checkpoint/pickles.h"

#include <algorithm>
#include <array>

#include "types/error.h"

namespace stillwave {

namespace fs = std::filesystem;

bool has_pickle_name(const fs::path& file) {
    constexpr std::array names = {".bin", ".ckpt", ".pt", ".pth", ".pkl"};
    const auto extension = file.extension().string();
    return std::any_of(names.begin(), names.end(), [&](const char* name) { return extension == name; });
}

void refuse_pickles(const fs::path& place) {
    throw Error(ErrorCode::model_invalid,
                place.string() +
                    " holds its weights as Python pickles (.bin, .ckpt, .pt). Pickles can run any code when they are "
                    "opened, so Stillwave does not open them. Use the model's .safetensors files.");
}

}  // namespace stillwave
