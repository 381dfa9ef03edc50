// Tests that a model's card decides the type that its clips are computed in where the request leaves it open.
#include <ATen/Context.h>
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

    AnimationRequest request;
    request.photo_path = STILLWAVE_RESOURCES "/samples/coffee.png";
    request.model = model.string();
    request.device = "cpu";
    request.settings = {{"width", std::int64_t{64}},
                        {"height", std::int64_t{64}},
                        {"num_frames", std::int64_t{2}},
                        {"num_inference_steps", std::int64_t{1}}};
    // A processor chooses one of the two types by itself, so the card must be seen to decide with each.
    for (const std::string dtype : {"bfloat16", "float32"}) {
        std::ofstream(model / "stillwave.json")
            << R"({"name": "Tiny", "note": "It is small.", "licence": "CC0", "dtype": ")" << dtype << R"("})";
        const auto engine = make_local_engine();
        request.dtype = "auto";
        EXPECT_EQ(engine->animate(request, {}, {}).dtype, dtype) << "the first clip";
        EXPECT_EQ(at::globalContext().allowTF32CuDNN(), dtype != "float32");
        EXPECT_EQ(engine->animate(request, {}, {}).dtype, dtype) << "with the model warm";
        request.dtype = dtype == "float32" ? "bfloat16" : "float32";
        EXPECT_EQ(engine->animate(request, {}, {}).dtype, request.dtype) << "the request asks for another";
    }
}

}  // namespace
}  // namespace stillwave
