// Prints a clip's flicker score, or upscales a clip and prints the result's:
//   clip_flicker WIDTH HEIGHT FRAMES.rgb                              prints the clip's flicker score
//   clip_flicker WIDTH HEIGHT FRAMES.rgb MODEL SCALE UPSCALED.rgb     upscales it, then prints the result's
// The .rgb files are frames of 8 bits a channel, one after the other, without a header.
#include <ATen/ops/from_blob.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "enhance/upscaler.h"
#include "motion/motion_scores.h"

using namespace stillwave;

namespace {

Clip clip_of(const std::vector<std::uint8_t>& bytes, int width, int height) {
    Clip clip;
    clip.fps = 7;
    const auto frame_bytes = static_cast<std::ptrdiff_t>(width) * height * Image::channels;
    for (auto at = bytes.begin(); bytes.end() - at >= frame_bytes; at += frame_bytes) {
        clip.frames.emplace_back(width, height, std::vector<std::uint8_t>(at, at + frame_bytes));
    }
    return clip;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4 && argc != 7) {
        std::cerr << "usage: clip_flicker WIDTH HEIGHT FRAMES.rgb [MODEL SCALE UPSCALED.rgb]\n";
        return 2;
    }
    int width = std::stoi(argv[1]), height = std::stoi(argv[2]);
    std::ifstream file(argv[3], std::ios::binary);
    std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(file), {}};
    if (argc == 7) {
        const enhance::Upscaler upscaler(argv[4], at::kCPU, at::kFloat);
        const int scale = std::stoi(argv[5]);
        const auto count = static_cast<std::int64_t>(bytes.size()) / (3 * width * height);
        const auto frames = at::from_blob(bytes.data(), {count, height, width, 3}, at::kByte).permute({0, 3, 1, 2});
        const auto made = upscaler.upscale(frames, {.scale = scale}).permute({0, 2, 3, 1}).contiguous();
        const auto* const data = made.const_data_ptr<std::uint8_t>();
        bytes.assign(data, data + made.numel());
        width *= scale;
        height *= scale;
        std::ofstream(argv[6], std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }
    std::cout << motion::flicker_score(clip_of(bytes, width, height)) << '\n';
}
