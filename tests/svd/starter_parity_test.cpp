// Compares the starter model's frames of a sample photo with a run of diffusers in float32
// (tests/reference/make_starter_frames.py): within 2e-3, mean within 2e-4. The starter differs from Stable Video
// Diffusion in nearly all of its configuration, so the test shows that all of it is read.
#include <ATen/ops/tensor.h>

#include "svd/folder_model.h"

namespace stillwave::svd::parity {
namespace {

TEST(StarterParity, FramesAreTheReferences) {
    const Golden golden("starter");
    const FolderModel model{.folder = std::filesystem::path(STILLWAVE_RESOURCES) / "models" / "starter"};
    const auto frames = model.pipeline()(golden["pixels"], golden.call()).frames;
    const auto kept = golden.arguments.at("kept_frames").get<std::vector<int64_t>>();
    const auto compared = frames.index_select(0, at::tensor(at::ArrayRef<int64_t>(kept)));
    expect_close("starter frames", compared, golden["frames"], 2e-3);
    const auto mean = difference(compared, golden["frames"]).mean;
    std::cout << "    starter frames: mean difference " << mean << '\n';
    EXPECT_LE(mean, 2e-4);
}

}  // namespace
}  // namespace stillwave::svd::parity
