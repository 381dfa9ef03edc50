// Compares the full-size model's keys and shapes, as diffusers and transformers list them for Stable Video Diffusion's
// configuration (tests/reference/make_key_lists.py), with those that our constructors ask of recording weights.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <numeric>
#include <sstream>

#include "svd/autoencoder_kl_temporal_decoder.h"
#include "svd/clip_vision_model.h"
#include "svd/unet_spatio_temporal_condition.h"

namespace stillwave::svd {
namespace {

using KeyList = std::map<std::string, std::vector<int64_t>>;

// A line is a key, a space, and the sizes with commas between.
KeyList read_key_list(const std::string& name) {
    std::ifstream file(std::string(STILLWAVE_TEST_DATA) + "/svd/" + name);
    EXPECT_TRUE(file) << name;
    KeyList keys;
    for (std::string key, sizes; file >> key >> sizes;) {
        std::istringstream list(sizes);
        for (std::string size; std::getline(list, size, ',');) keys[key].push_back(std::stoll(size));
    }
    return keys;
}

KeyList asked(const nn::Weights& weights) {
    KeyList keys;
    for (const auto& [key, shape] : weights.asked()) keys[key] = shape;
    return keys;
}

int64_t parameters(const KeyList& keys) {
    int64_t sum = 0;
    for (const auto& [key, shape] : keys) {
        sum += std::accumulate(shape.begin(), shape.end(), int64_t{1}, std::multiplies<>());
    }
    return sum;
}

TEST(KeyList, UNet) {
    const auto weights = nn::Weights::recording();
    const UNetSpatioTemporalConditionModel unet(weights, UNetConfig{});
    EXPECT_EQ(asked(weights), read_key_list("unet_keys.txt"));
    EXPECT_EQ(parameters(asked(weights)), 1'524'623'082);  // 1.52 B, as in the model's report
}

TEST(KeyList, Vae) {
    const auto weights = nn::Weights::recording();
    const AutoencoderKLTemporalDecoder vae(weights, weights, VaeConfig{});
    EXPECT_EQ(asked(weights), read_key_list("vae_keys.txt"));
}

TEST(KeyList, ImageEncoder) {
    const auto weights = nn::Weights::recording();
    const CLIPVisionModelWithProjection encoder(weights, ClipVisionConfig{});
    EXPECT_EQ(asked(weights), read_key_list("image_encoder_keys.txt"));
}

}  // namespace
}  // namespace stillwave::svd
