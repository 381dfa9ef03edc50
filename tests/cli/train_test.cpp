#include <gmock/gmock.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "cli/program.h"
#include "types/settings_fields.h"

namespace stillwave::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// A workplace with packed photos and a configuration of the small model on 3 frames of 32x16.
class TrainingPlace {
  public:
    TrainingPlace() {
        fs::create_directory(folder() / "photos");
        for (const std::string name : {"coffee.png", "cat.png"})
            fs::copy(fs::path(STILLWAVE_RESOURCES "/samples") / name, folder() / "photos" / name);
        const auto packed =
            workplace_.run({"train", "--pack", "photos", "-o", "photos.safetensors", "--long-side", "96"});
        EXPECT_EQ(packed.code, 0) << packed.err;
        EXPECT_THAT(packed.out, HasSubstr("2 photos"));
    }

    const Workplace& workplace() const { return workplace_; }
    const fs::path& folder() const { return workplace_.folder(); }

    void configure(const std::string& output, const nlohmann::json& more = nlohmann::json::object()) const {
        nlohmann::json config = {{"model", STILLWAVE_TEST_DATA "/svd-tiny/pipeline"},
                                 {"data", "photos.safetensors"},
                                 {"output", output},
                                 {"width", 32},
                                 {"height", 16},
                                 {"num_frames", 3},
                                 {"max_train_steps", 8},
                                 {"gradient_accumulation_steps", 1},
                                 {"logging_steps", 1},
                                 {"checkpointing_steps", 3},
                                 {"validation_steps", 100},
                                 {"validation_passes", 1},
                                 {"num_inference_steps", 1}};
        config.update(more);
        std::ofstream(folder() / (output + ".json")) << config;
    }

    std::vector<double> losses(const std::string& output) const {
        std::ifstream file(folder() / output / "learning_curve.jsonl");
        std::vector<double> losses;
        for (std::string line; std::getline(file, line);) losses.push_back(nlohmann::json::parse(line)["loss"]);
        return losses;
    }

  private:
    Workplace workplace_;
};

// The whole way: an interrupted run ends with the losses of one that nobody killed, bit for bit, and `animate` reads
// the model that it leaves.
TEST(Train, GoesOnAfterAKillAndLeavesAModel) {
    const TrainingPlace place;
    place.configure("whole");
    const auto whole = place.workplace().run({"train", "whole.json"});
    ASSERT_EQ(whole.code, 0) << whole.err;
    EXPECT_THAT(whole.err, HasSubstr("step 8/8: loss "));
    EXPECT_THAT(whole.err, HasSubstr(" left"));

    place.configure("killed");
    const auto process = place.workplace().start({"train", "killed.json"});
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(120);
    while (place.workplace().errors_so_far().find("step 4/8") == std::string::npos) {
        ASSERT_LT(std::chrono::steady_clock::now(), patience) << place.workplace().errors_so_far();
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    kill(process, SIGKILL);
    ASSERT_EQ(place.workplace().wait(process).code, -1);
    ASSERT_LT(place.losses("killed").size(), 8U);
    ASSERT_TRUE(fs::exists(place.folder() / "killed/checkpoint.safetensors"));

    const auto without = place.workplace().run({"train", "killed.json"});
    EXPECT_EQ(without.code, 2);
    EXPECT_THAT(without.err, HasSubstr("--resume"));
    const auto resumed = place.workplace().run({"train", "killed.json", "--resume"});
    ASSERT_EQ(resumed.code, 0) << resumed.err;
    EXPECT_THAT(resumed.err, testing::Not(HasSubstr("step 3/8")));
    EXPECT_EQ(place.losses("killed"), place.losses("whole"));
    EXPECT_EQ(place.losses("whole").size(), 8U);

    const auto clip = place.workplace().run({"animate", STILLWAVE_RESOURCES "/samples/coffee.png", "--model",
                                             "killed/model", "--width", "64", "--height", "48", "--num-frames", "3",
                                             "--num-inference-steps", "1", "-o", "clip.mp4"});
    EXPECT_EQ(clip.code, 0) << clip.err;
    EXPECT_TRUE(fs::exists(place.folder() / "clip.mp4"));
}

TEST(Train, StopsAtCtrlCAndKeepsItsSteps) {
    const TrainingPlace place;
    place.configure("out", {{"max_train_steps", 100000}, {"checkpointing_steps", 100000}});
    const auto process = place.workplace().start({"train", "out.json"});
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(120);
    while (place.workplace().errors_so_far().find("step 2/") == std::string::npos) {
        ASSERT_LT(std::chrono::steady_clock::now(), patience) << place.workplace().errors_so_far();
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    kill(process, SIGINT);
    const auto outcome = place.workplace().wait(process);
    EXPECT_EQ(outcome.code, 130) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("--resume"));
    EXPECT_TRUE(fs::exists(place.folder() / "out/checkpoint.safetensors"));
}

TEST(Train, NamesWhatIsWrong) {
    const TrainingPlace place;
    const auto outcome = [&](const nlohmann::json& more) {
        place.configure("wrong", more);
        return place.workplace().run({"train", "wrong.json"});
    };
    const auto unknown = outcome({{"max_steps", 3}});
    EXPECT_EQ(unknown.code, 2);
    EXPECT_THAT(unknown.err, HasSubstr("Did you mean 'max_train_steps'?"));
    EXPECT_EQ(outcome({{"learning_rate", "fast"}}).code, 2);
    EXPECT_EQ(outcome({{"model", ""}}).code, 2);
    EXPECT_EQ(outcome({{"model", "nowhere"}}).code, 4);
    const auto photos = outcome({{"data", STILLWAVE_TEST_DATA "/svd-tiny/golden.safetensors"}});
    EXPECT_EQ(photos.code, 3);
    EXPECT_THAT(photos.err, HasSubstr("golden.safetensors"));
    const auto diverged = outcome({{"learning_rate", 10}, {"max_grad_norm", 0}, {"lr_scheduler", "constant"}});
    EXPECT_EQ(diverged.code, 7) << diverged.err;
    EXPECT_THAT(diverged.err, HasSubstr("is not a number"));
    EXPECT_EQ(place.workplace().run({"train"}).code, 2);

    std::ofstream(place.folder() / "photos/broken.jpg") << "no picture";
    const auto unreadable = place.workplace().run({"train", "--pack", "photos", "-o", "other.safetensors"});
    EXPECT_EQ(unreadable.code, 3);
    EXPECT_THAT(unreadable.err, HasSubstr("photos/broken.jpg"));
    EXPECT_FALSE(fs::exists(place.folder() / "other.safetensors"));
}

TEST(Train, PrintsTheSchemaOfItsConfiguration) {
    const Workplace workplace;
    const auto schema = nlohmann::json::parse(workplace.run({"train", "--schema"}).out);
    EXPECT_EQ(schema["properties"].size(), fields_of<TrainingSettings>().size());
    EXPECT_EQ(schema["properties"]["component"]["enum"], (nlohmann::json{"unet", "vae"}));
    EXPECT_EQ(schema["properties"]["learning_rate"]["default"], 1e-4);
    EXPECT_EQ(schema["properties"]["motion_bucket_max"]["maximum"], 255);
}

}  // namespace
}  // namespace stillwave::test
