#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "types/clip.h"

/// A chart of flat colours, and its differences after a trip through a file.
namespace stillwave::media::testing {

inline constexpr int patch_size = 32;
inline constexpr std::array<std::array<std::uint8_t, 3>, 16> chart_colours = {{{255, 0, 0},
                                                                               {0, 255, 0},
                                                                               {0, 0, 255},
                                                                               {255, 255, 0},
                                                                               {0, 255, 255},
                                                                               {255, 0, 255},
                                                                               {255, 255, 255},
                                                                               {0, 0, 0},
                                                                               {128, 128, 128},
                                                                               {64, 64, 64},
                                                                               {200, 150, 120},
                                                                               {90, 60, 50},
                                                                               {40, 80, 60},
                                                                               {30, 60, 140},
                                                                               {250, 230, 200},
                                                                               {180, 30, 90}}};

// Makes a chart of four by four flat patches. The colours move on by one patch a frame.
inline Image chart(int shift) {
    constexpr int size = 4 * patch_size;
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x) {
            const auto& colour = chart_colours[(4 * (y / patch_size) + x / patch_size + shift) % 16];
            pixels.insert(pixels.end(), colour.begin(), colour.end());
        }
    return Image(size, size, std::move(pixels));
}

inline Clip chart_clip(int frames, double fps) {
    Clip clip;
    clip.fps = fps;
    for (int i = 0; i < frames; ++i) clip.frames.push_back(chart(i));
    return clip;
}

// Returns the largest difference inside patches, 8 px from their edges, where chroma at half the resolution and x264's
// blocks do not mix neighbours.
inline int largest_patch_difference(const Image& a, const Image& b) {
    int largest = 0;
    for (int y = 0; y < a.height; ++y)
        for (int x = 0; x < a.width; ++x) {
            const auto inner = [](int at) { return at % patch_size >= 8 && at % patch_size < patch_size - 8; };
            if (!inner(x) || !inner(y)) continue;
            for (int c = 0; c < 3; ++c) {
                const int i = 3 * (y * a.width + x) + c;
                largest = std::max(largest, std::abs(a.data()[i] - b.data()[i]));
            }
        }
    return largest;
}

/// Runs a shell command and returns what it prints.
inline std::string output_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::string text;
    std::array<char, 4096> part{};
    while (pipe && fgets(part.data(), static_cast<int>(part.size()), pipe.get())) text += part.data();
    return text;
}

}  // namespace stillwave::media::testing
