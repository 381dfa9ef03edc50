// Prints how much worse than the usual join each join of a clip is, by the measure of the seam score:
//   clip_joins WIDTH HEIGHT FRAMES.rgb
// prints the seam's score, the worst join's and the frame before it, then the score of every join in order. FRAMES.rgb
// holds frames of 8 bits a channel, one after the other, without a header.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "motion/seam_measure.h"

using namespace stillwave;

int main(int argc, char** argv) {
    if (argc != 4) {
        std::cerr << "usage: clip_joins WIDTH HEIGHT FRAMES.rgb\n";
        return 2;
    }
    const int width = std::stoi(argv[1]), height = std::stoi(argv[2]);
    std::ifstream file(argv[3], std::ios::binary);
    const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(file), {}};
    Clip clip;
    const auto frame_bytes = static_cast<std::ptrdiff_t>(width) * height * Image::channels;
    for (auto at = bytes.begin(); bytes.end() - at >= frame_bytes; at += frame_bytes)
        clip.frames.emplace_back(width, height, std::vector<std::uint8_t>(at, at + frame_bytes));
    motion::require_joinable(clip, 3, "a measure of its joins");
    const auto joins = motion::measure_clip(clip, [] {});
    std::vector<double> scores;
    for (std::size_t t = 0; t + 1 < clip.frames.size(); ++t) scores.push_back(motion::score_cut(joins, t + 1, t).score);
    const auto worst = std::max_element(scores.begin(), scores.end());
    std::cout << "seam " << motion::score_cut(joins, 0, clip.frames.size() - 1).score << ", worst join " << *worst
              << " after frame " << worst - scores.begin() << '\n';
    for (const auto score : scores) std::cout << score << ' ';
    std::cout << "\nusual join: change " << joins.usual.change << " levels, speed " << joins.usual.speed << " px\n";
}
