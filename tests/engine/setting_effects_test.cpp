// Tests that every setting acts on what its row says: the latents, or the pixels alone.
#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "engine/engine.h"
#include "engine/take.h"
#include "support/other_value.h"
#include "support/temporary_folder.h"

namespace stillwave {
namespace {

struct Made {
    std::string latents;  ///< the bytes of the latents' tensor in the take's file
    std::vector<std::vector<std::uint8_t>> frames;
};

class SettingEffects : public testing::Test {
  protected:
    /// Makes a small clip with the tiny model and `settings`.
    Made make(const SettingsLayer& settings) {
        AnimationRequest request;
        request.photo_path = STILLWAVE_RESOURCES "/samples/coffee.png";
        request.model = STILLWAVE_TEST_DATA "/svd-tiny/pipeline";
        request.device = "cpu";
        request.dtype = "float32";
        request.settings = settings;
        request.controls = controls;
        request.take_folder = folder.path() / std::to_string(takes++);
        engine->animate(request, {}, {});
        Made made;
        std::ifstream file(take_latents_path(request.take_folder), std::ios::binary);
        const std::string whole(std::istreambuf_iterator<char>(file), {});
        std::uint64_t header_bytes = 0;
        whole.copy(reinterpret_cast<char*>(&header_bytes), sizeof header_bytes);
        made.latents = whole.substr(sizeof header_bytes + header_bytes);
        const bool detailed = settings.at("detail") == SettingValue(std::string("photo"));
        for (const auto& frame : read_frames(
                 take_frames_path(request.take_folder, detailed ? TakeFrames::photo_detail : TakeFrames::model)))
            made.frames.push_back(*frame.pixels);
        return made;
    }

    Controls controls;
    const test::TemporaryFolder folder;
    const std::unique_ptr<Engine> engine = make_local_engine();
    int takes = 0;
};

TEST_F(SettingEffects, AreWhatTheRowsSay) {
    const auto whole = [](std::int64_t value) { return SettingValue(value); };
    const SettingsLayer small = {{"width", whole(96)},       {"height", whole(48)},
                                 {"num_frames", whole(4)},   {"num_inference_steps", whole(2)},
                                 {"seed", whole(5)},         {"detail", std::string("model")},
                                 {"detail_size", whole(256)}};
    // These values replace a row's largest, because they are quicker to compute with or because the largest does not
    // act.
    const SettingsLayer values = {{"width", whole(64)},
                                  {"height", whole(96)},
                                  {"num_frames", whole(5)},
                                  {"num_inference_steps", whole(3)},
                                  {"decode_chunk_size", whole(1)},
                                  {"guidance_sigma_max", 10.0},
                                  {"guidance_shape", std::string("triangle")},
                                  {"guidance_curve", std::string("0:1")},
                                  {"context_length", whole(3)},
                                  {"context_overlap", whole(2)},
                                  {"detail_size", whole(320)}};
    // The other settings that a setting needs in order to act.
    const std::map<std::string, SettingsLayer, std::less<>> needed = {
        {"focus_x", {{"width", whole(32)}, {"height", whole(64)}}},
        {"background", {{"fit", std::string("letterbox")}}},
        {"guidance_curve", {{"guidance_shape", std::string("points")}, {"guidance_curve", std::string("0:0 1:1")}}},
        {"ambient", {{"num_inference_steps", whole(6)}}},
        {"path_hold", {{"num_inference_steps", whole(6)}}},
        {"context_overlap", {{"context_length", whole(3)}}},
        {"context_fusion", {{"context_length", whole(3)}}},
        {"detail_size", {{"detail", std::string("photo")}}},
        {"detail_fallback", {{"detail", std::string("photo")}, {"motion_bucket_id", whole(255)}}}};

    const auto plain = make(small);
    for (const auto& field : settings_fields()) {
        if (field.changes == Changes::file) continue;
        controls.camera.push = field.key == "ambient" || field.key == "path_hold" ? 1.2 : 1;
        auto settings = small;
        Made before = plain;
        if (const auto others = needed.find(field.key); others != needed.end()) {
            for (const auto& [key, value] : others->second) settings[key] = value;
            before = make(settings);
        }
        const auto value = values.find(field.key);
        settings[std::string(field.key)] = value != values.end() ? value->second : test::other_value(field);
        const auto after = make(settings);
        EXPECT_EQ(after.latents != before.latents, field.changes == Changes::latents) << field.key;
        EXPECT_TRUE(after.frames != before.frames) << field.key;
    }
}

}  // namespace
}  // namespace stillwave
