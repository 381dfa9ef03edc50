#include "engine/take.h"

#include <array>
#include <cerrno>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "media/output_file.h"
#include "types/error.h"

namespace stillwave {
namespace {

// The safetensors format: the header's length in eight bytes, little-endian, a JSON header, the bytes.
constexpr std::size_t length_bytes = 8;
constexpr std::uint64_t max_header_bytes = 1 << 16;
constexpr std::int64_t max_side_px = 1 << 16;
constexpr char tensor_name[] = "frames";

struct FramesShape {
    std::int64_t frames = 0;
    std::int64_t height = 0;
    std::int64_t width = 0;

    std::uint64_t frame_bytes() const { return static_cast<std::uint64_t>(width * height * Image::channels); }
};

std::string header_of(const FramesShape& shape) {
    const nlohmann::json header = {
        {tensor_name,
         {{"dtype", "U8"},
          {"shape", {shape.frames, shape.height, shape.width, Image::channels}},
          {"data_offsets", {0, static_cast<std::uint64_t>(shape.frames) * shape.frame_bytes()}}}}};
    auto text = header.dump();
    text.resize((text.size() + length_bytes - 1) / length_bytes * length_bytes, ' ');
    return text;
}

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& problem,
                         const std::string& detail = {}) {
    throw Error(ErrorCode::clip_unreadable, path.string() + " " + problem + ", so these frames are lost.", detail);
}

FramesShape parse_header(const std::string& text, const std::filesystem::path& path) {
    try {
        const auto tensor = nlohmann::json::parse(text).at(tensor_name);
        const auto sizes = tensor.at("shape").get<std::vector<std::int64_t>>();
        const auto in_range = [](std::int64_t side) { return side > 0 && side <= max_side_px; };
        if (tensor.at("dtype") != "U8" || sizes.size() != 4 || sizes[3] != Image::channels || !in_range(sizes[0]) ||
            !in_range(sizes[1]) || !in_range(sizes[2]))
            refuse(path, "holds something else than a clip's frames");
        return {sizes[0], sizes[1], sizes[2]};
    } catch (const nlohmann::json::exception& error) {
        refuse(path, "is damaged", error.what());
    }
}

}  // namespace

void write_frames(const std::filesystem::path& path, const std::vector<Image>& frames) {
    if (frames.empty()) throw Error(ErrorCode::invalid_argument, "There are no frames to write to " + path.string());
    const FramesShape shape{static_cast<std::int64_t>(frames.size()), frames.front().height, frames.front().width};
    for (const auto& frame : frames)
        if (frame.empty() || frame.width != shape.width || frame.height != shape.height)
            throw Error(ErrorCode::invalid_argument, "The frames for " + path.string() + " differ in size.");

    media::OutputFile output(path);
    std::ofstream file(output.temporary_path(), std::ios::binary);
    const auto header = header_of(shape);
    std::array<char, length_bytes> length{};
    for (std::size_t i = 0; i < length_bytes; ++i) length[i] = static_cast<char>(header.size() >> (8 * i) & 0xff);
    file.write(length.data(), length.size()).write(header.data(), static_cast<std::streamsize>(header.size()));
    for (const auto& frame : frames)
        file.write(reinterpret_cast<const char*>(frame.data()), static_cast<std::streamsize>(frame.size_bytes()));
    file.close();
    if (!file) throw media::output_error(path, errno);
    output.commit();
}

std::vector<Image> read_frames(const std::filesystem::path& path) {
    std::error_code failure;
    const auto file_bytes = std::filesystem::file_size(path, failure);
    std::ifstream file(path, std::ios::binary);
    if (failure || !file) refuse(path, "cannot be opened", failure.message());
    std::array<unsigned char, length_bytes> length{};
    file.read(reinterpret_cast<char*>(length.data()), length.size());
    std::uint64_t header_bytes = 0;
    for (std::size_t i = 0; i < length_bytes; ++i) header_bytes |= std::uint64_t{length[i]} << (8 * i);
    if (!file || header_bytes > max_header_bytes) refuse(path, "is no file of frames");
    std::string header(header_bytes, '\0');
    if (!file.read(header.data(), static_cast<std::streamsize>(header.size()))) refuse(path, "is cut short");

    const auto shape = parse_header(header, path);
    // Before memory is taken: sizes up to here cannot overflow.
    if (file_bytes - length_bytes - header_bytes != static_cast<std::uint64_t>(shape.frames) * shape.frame_bytes())
        refuse(path, "is cut short");
    std::vector<Image> frames;
    for (std::int64_t i = 0; i < shape.frames; ++i) {
        std::vector<std::uint8_t> pixels(shape.frame_bytes());
        if (!file.read(reinterpret_cast<char*>(pixels.data()), static_cast<std::streamsize>(pixels.size())))
            refuse(path, "cannot be read to its end");
        frames.emplace_back(static_cast<int>(shape.width), static_cast<int>(shape.height), std::move(pixels));
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
