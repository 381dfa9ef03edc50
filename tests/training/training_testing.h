#pragma once

#include <gmock/gmock.h>

#include <cmath>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "support/temporary_folder.h"
#include "training/photo_pack.h"
#include "training/photo_packing.h"
#include "types/error.h"
#include "types/training_settings.h"

/// Small photos and a small run for the tests of training.
namespace stillwave::training::test {

/// A picture of soft stripes and a few edges, another for each number.
inline Image picture(int width, int height, int number) {
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (int channel = 0; channel < 3; ++channel) {
                const double wave = std::sin(0.11 * x * (number % 3 + 1) + 0.07 * y + channel + number);
                const double edge = (x / 9 + y / 7 + number) % 2 == 0 ? 30 : 0;
                pixels.push_back(static_cast<std::uint8_t>(110 + 80 * wave + edge));
            }
    return {width, height, std::move(pixels)};
}

/// A folder with packed photos in it.
class PhotoFolder {
  public:
    explicit PhotoFolder(int count = 4) {
        std::vector<NamedPhoto> photos;
        for (int i = 0; i < count; ++i) photos.push_back({"photo " + std::to_string(i), "CC0", picture(80, 60, i)});
        pack_photos(pack(), photos);
    }

    std::filesystem::path pack() const { return folder_.path() / "photos.safetensors"; }
    const std::filesystem::path& path() const { return folder_.path(); }

    /// The small model of tests/data on 3 frames of 32x16.
    TrainingSettings settings() const {
        TrainingSettings settings;
        settings.model = STILLWAVE_TEST_DATA "/svd-tiny/pipeline";
        settings.data = pack().string();
        settings.output = (folder_.path() / "out").string();
        settings.width = 32;
        settings.height = 16;
        settings.num_frames = 3;
        settings.max_train_steps = 6;
        settings.gradient_accumulation_steps = 2;
        settings.validation_passes = 2;
        return settings;
    }

  private:
    stillwave::test::TemporaryFolder folder_;
};

/// The error that the call throws.
inline Error error_of(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error;
    }
    ADD_FAILURE() << "nothing was thrown";
    return {ErrorCode::internal, ""};
}

}  // namespace stillwave::training::test
