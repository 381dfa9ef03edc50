#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <string>
#include <vector>

#include "nn/safetensors.h"

/// The small model of tests/data and clips that it makes in a moment.
namespace stillwave::test {

inline const std::string tiny = STILLWAVE_TEST_DATA "/svd-tiny/pipeline";
inline const std::string tiny_photo = STILLWAVE_TEST_DATA "/svd-tiny/photo.png";
inline const std::string samples = STILLWAVE_RESOURCES "/samples/";
inline const std::string coffee = samples + "coffee.png";

/// Returns the words of a command with `more` behind them.
inline std::vector<std::string> with(std::vector<std::string> words, const std::vector<std::string>& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

/// Returns the words of a command that makes clips of 4 frames of 80x48 px; the photo and all else is in `more`.
inline std::vector<std::string> tiny_clip(const std::vector<std::string>& more) {
    return with({"animate", "--model", tiny, "--width", "80", "--height", "48", "--num-frames", "4",
                 "--num-inference-steps", "2", "--detail", "model"},
                more);
}

/// Returns the frames of a file that --dump-tensors wrote.
inline at::Tensor frames_in(const std::filesystem::path& dump) {
    return nn::SafetensorsFile::open(dump).named_tensors().at("frames").clone();
}

}  // namespace stillwave::test
