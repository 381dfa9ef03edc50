#include "engine/take.h"

#include <algorithm>
#include <string>

#include "nn/safetensors.h"
#include "types/error.h"

namespace stillwave {
namespace {

constexpr std::int64_t max_side_px = 1 << 16;
constexpr char tensor_name[] = "frames";

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& problem,
                         const std::string& detail = {}) {
    throw Error(ErrorCode::clip_unreadable, path.string() + " " + problem + ", so these frames are lost.", detail);
}

nn::SafetensorsFile open_frames(const std::filesystem::path& path) {
    try {
        return nn::SafetensorsFile::open(path);
    } catch (const Error& error) {
        refuse(path, error.code() == ErrorCode::model_not_found ? "does not exist" : "is damaged", error.what());
    }
}

bool are_frames(const nn::TensorInfo& info) {
    const auto in_range = [](std::int64_t side) { return side > 0 && side <= max_side_px; };
    return info.name == tensor_name && info.dtype == at::kByte && info.shape.size() == 4 &&
           info.shape[3] == Image::channels && std::all_of(info.shape.begin(), info.shape.end(), in_range);
}

}  // namespace

void write_frames(const std::filesystem::path& path, const std::vector<Image>& frames) {
    if (frames.empty()) throw Error(ErrorCode::invalid_argument, "There are no frames to write to " + path.string());
    const auto& first = frames.front();
    for (const auto& frame : frames)
        if (frame.empty() || frame.width != first.width || frame.height != first.height)
            throw Error(ErrorCode::invalid_argument, "The frames for " + path.string() + " differ in size.");

    const auto count = static_cast<std::int64_t>(frames.size());
    nn::SafetensorsWriter writer(path, {{tensor_name, at::kByte, {count, first.height, first.width, Image::channels}}});
    for (const auto& frame : frames) writer.write(frame.data(), frame.size_bytes());
    writer.commit();
}

std::vector<Image> read_frames(const std::filesystem::path& path) {
    const auto file = open_frames(path);
    const auto& tensors = file.tensors();
    if (tensors.size() != 1 || !are_frames(tensors.front())) refuse(path, "holds something else than a clip's frames");
    const auto bytes = file.bytes(tensors.front());
    const auto& shape = tensors.front().shape;
    const auto frame_bytes = bytes.size() / static_cast<std::size_t>(shape[0]);
    std::vector<Image> frames;
    for (auto left = bytes; !left.empty(); left = left.subspan(frame_bytes)) {
        std::vector<std::uint8_t> pixels(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(frame_bytes));
        frames.emplace_back(static_cast<int>(shape[2]), static_cast<int>(shape[1]), std::move(pixels));
    }
    return frames;
}

std::filesystem::path take_frames_path(const std::filesystem::path& take_folder, TakeFrames which) {
    switch (which) {
        case TakeFrames::model:
            return take_folder / "model_frames.safetensors";
        case TakeFrames::photo_detail:
            return take_folder / "frames.safetensors";
        case TakeFrames::confidence:
            break;
    }
    return take_folder / "confidence.safetensors";
}

std::filesystem::path take_latents_path(const std::filesystem::path& take_folder) {
    return take_folder / "latents.safetensors";
}

std::filesystem::path take_recipe_path(const std::filesystem::path& take_folder) {
    return take_folder / "recipe.json";
}

}  // namespace stillwave
