#include "engine/kept_latents.h"

#include <ATen/ops/equal.h>
#include <ATen/ops/ones.h>
#include <gmock/gmock.h>

#include "support/other_value.h"
#include "support/temporary_folder.h"

namespace stillwave {
namespace {

std::string source_of(const AnimationSettings& settings) {
    return sampled_from("photo", "model", "cpu", "float32", "", settings);
}

class KeptLatents : public testing::Test {
  protected:
    bool are_found(const std::string& source) const {
        const auto found = kept_latents(path, source);
        return found && at::equal(*found, latents);
    }

    const test::TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "latents.safetensors";
    const at::Tensor latents = at::ones({2, 3});
};

TEST_F(KeptLatents, AreSampledAgainWhereASettingChangesThem) {
    keep_latents(path, latents, source_of({}));
    EXPECT_TRUE(are_found(source_of({})));
    for (const auto& field : settings_fields()) {
        AnimationSettings settings;
        set_setting(settings, field, test::other_value(field));
        EXPECT_EQ(are_found(source_of(settings)), field.changes != Changes::latents) << field.key;
    }
    EXPECT_FALSE(are_found(sampled_from("photo", "model", "cuda:0", "float32", "", {})));
    EXPECT_FALSE(are_found(sampled_from("photo", "model", "cpu", "float32", "{\"camera\": {\"pan\": 5}}", {})));
    EXPECT_FALSE(are_found(sampled_from("other photo", "model", "cpu", "float32", "", {})));
}

// The text is one that Stillwave wrote when loop_latents was a text and all settings stood there.
TEST_F(KeptLatents, OfAnOlderStillwaveAreFound) {
    const std::string older =
        "photo\nmodel\ncpu\nfloat32\n"
        R"({"background": "#000000", "decode_chunk_size": 0, "deep_cache_interval": 1, "detail": "model",
            "detail_fallback": "model", "detail_size": 2048, "fit": "crop", "focus_x": 0.5, "focus_y": 0.5, "fps": 9,
            "freeu_b1": 1.0, "freeu_b2": 1.0, "freeu_s1": 1.0, "freeu_s2": 1.0, "guidance_sigma_max": 0.0,
            "guidance_sigma_min": 0.0, "height": 0, "loop_latents": "off", "max_guidance_scale": 3.0,
            "min_guidance_scale": 1.0, "motion_bucket_id": 127, "noise_aug_strength": 0.02, "num_frames": 14,
            "num_inference_steps": 25, "preset": "standard", "scheduler": "euler", "seed": -1,
            "sigma_schedule": "karras", "weight_storage": "full", "width": 0})";
    keep_latents(path, latents, older);
    AnimationSettings settings;
    EXPECT_FALSE(are_found(source_of(settings)));
    settings.fps = 9;
    EXPECT_TRUE(are_found(source_of(settings)));
    settings.loop_latents = true;
    EXPECT_FALSE(are_found(source_of(settings)));
}

TEST_F(KeptLatents, AreSampledAgainWhereTheirSourceIsUnreadable) {
    for (const auto* source : {"", "photo", "photo\nmodel\ncpu\nfloat32\n{", "photo {\"no_such_setting\": 1}"}) {
        keep_latents(path, latents, source);
        EXPECT_FALSE(are_found(source_of({}))) << source;
    }
}

}  // namespace
}  // namespace stillwave
