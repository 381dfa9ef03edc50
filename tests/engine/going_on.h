#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/directing_testing.h"
#include "engine/engine.h"
#include "engine/kept_latents.h"
#include "engine/take.h"
#include "support/temporary_folder.h"
#include "types/error.h"

namespace stillwave::test {

/// Small takes of the starter model in a folder of their own, and clips that go on from them.
class GoingOn : public testing::Test {
  protected:
    const std::filesystem::path samples = STILLWAVE_RESOURCES "/samples";

    AnimationRequest request(const std::string& take, const Controls& controls = {}, int seed = 3) const {
        AnimationRequest request;
        request.photo_path = samples / "coffee.png";
        request.model = STILLWAVE_RESOURCES "/models/starter";
        request.settings = {{"width", std::int64_t{192}},    {"height", std::int64_t{128}},
                            {"num_frames", std::int64_t{8}}, {"num_inference_steps", std::int64_t{2}},
                            {"seed", std::int64_t{seed}},    {"detail", std::string("model")}};
        request.controls = controls;
        request.take_folder = folder.path() / take;
        return request;
    }

    std::vector<Image> animate(const AnimationRequest& wanted, TakeFrames which = TakeFrames::model) {
        engine->animate(wanted, {}, {});
        return read_frames(take_frames_path(wanted.take_folder, which));
    }

    at::Tensor latents(const std::string& take) const { return latents_in(take_latents_path(folder.path() / take)); }

    /// Returns the error's text.
    std::string refusal(const AnimationRequest& wanted) {
        try {
            engine->animate(wanted, {}, {});
        } catch (const Error& error) {
            return error.what();
        }
        return "nothing was refused";
    }

    Controls extending(const std::string& take, int frame = -1, int overlap = 3) const {
        Controls controls;
        controls.extend = {folder.path() / take, frame, overlap};
        return controls;
    }
    Controls again(const std::string& take, int first, int last, double strength = 1) const {
        Controls controls;
        controls.make_again = {folder.path() / take, first, last, strength, {}};
        return controls;
    }

    const TemporaryFolder folder;
    const std::unique_ptr<Engine> engine = make_local_engine();
};

}  // namespace stillwave::test
