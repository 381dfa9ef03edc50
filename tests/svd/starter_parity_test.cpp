// Compares the starter model's frames of a sample photo with a run of diffusers in float32
// (tests/reference/make_starter_frames.py): within 2e-3, mean within 2e-4. The starter differs from Stable Video
// Diffusion in nearly all of its configuration, so the test shows that all of it is read.
//
// The starter moves the photo by choosing, for each cell of 8x8 pixels, cells of the photo. In about one of a hundred
// cells the choice lies between two of them, which are then mixed; the mixture hangs on the last digits of a position
// and so on the build of libtorch and the processor. So one of fifty cells may differ by more than 2e-3, none by more
// than 0.3, and the test prints how many do.
#include <ATen/ops/max_pool2d.h>
#include <ATen/ops/tensor.h>

#include "svd/folder_model.h"

namespace stillwave::svd::parity {
namespace {

constexpr double tolerance = 2e-3;
constexpr double mean_tolerance = 2e-4;
constexpr double largest_tolerance = 0.3;
constexpr double other_cells_share = 1.0 / 50;

TEST(StarterParity, FramesAreTheReferences) {
    const Golden golden("starter");
    const FolderModel model{.folder = std::filesystem::path(STILLWAVE_RESOURCES) / "models" / "starter"};
    const auto frames = model.pipeline()(golden["pixels"], golden.call()).frames;
    const auto kept = golden.arguments.at("kept_frames").get<std::vector<int64_t>>();
    const auto compared = frames.index_select(0, at::tensor(at::ArrayRef<int64_t>(kept)));
    ASSERT_EQ(compared.sizes(), golden["frames"].sizes());

    const auto found = difference(compared, golden["frames"]);
    const int64_t cell = model.config.vae.scale_factor();
    const auto largest_of_pixels = (compared - golden["frames"]).abs().amax(1, true);
    const auto largest_of_cells = at::max_pool2d(largest_of_pixels, {cell, cell}, {cell, cell});
    // A difference that is no number counts as one beyond the tolerance.
    const auto other_cells = largest_of_cells.le(tolerance).logical_not().sum().item<int64_t>();
    std::cout << "    starter frames: largest difference " << found.largest << ", mean " << found.mean << ", "
              << other_cells << " of " << largest_of_cells.numel() << " cells differ by more than " << tolerance
              << '\n';
    EXPECT_LE(static_cast<double>(other_cells), other_cells_share * static_cast<double>(largest_of_cells.numel()));
    EXPECT_LE(found.mean, mean_tolerance);
    EXPECT_LE(found.largest, largest_tolerance);
}

}  // namespace
}  // namespace stillwave::svd::parity
