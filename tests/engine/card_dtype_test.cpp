// Tests that a model's card decides the type that its clips are computed in where the request leaves it open.
#include <gtest/gtest.h>

#include <fstream>

#include "engine/engine.h"
#include "support/temporary_folder.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;

TEST(CardDtype, DecidesWhereTheRequestLeavesItOpen) {
    const test::TemporaryFolder folder;
    const auto model = folder.path() / "model";
    fs::copy(fs::path(STILLWAVE_TEST_DATA) / "svd-tiny" / "pipeline", model, fs::copy_options::recursive);
    std::ofstream(model / "stillwave.json")
        << R"({"name": "Tiny", "note": "It is small.", "licence": "CC0", "dtype": "bfloat16"})";

    AnimationRequest request;
    request.photo_path = STILLWAVE_RESOURCES "/samples/coffee.png";
    request.model = model.string();
    request.device = "cpu";
    request.settings = {{"width", std::int64_t{64}},
                        {"height", std::int64_t{64}},
                        {"num_frames", std::int64_t{2}},
                        {"num_inference_steps", std::int64_t{1}}};
    const auto engine = make_local_engine();
    EXPECT_EQ(engine->animate(request, {}, {}).dtype, "bfloat16");
    request.dtype = "float32";
    EXPECT_EQ(engine->animate(request, {}, {}).dtype, "float32");
}

}  // namespace
}  // namespace stillwave
