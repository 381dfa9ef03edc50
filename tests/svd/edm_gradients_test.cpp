// Compares the gradient of the EDM loss of the small UNet with PyTorch's autograd through diffusers' UNet, float32 on
// the CPU (tests/reference/make_gradients.py): relative tolerance 1e-4.
#include <ATen/TensorOperators.h>

#include <algorithm>

#include "support/gradcheck.h"
#include "svd/folder_model.h"
#include "svd/unet_denoiser.h"

namespace stillwave::svd::parity {
namespace {

at::Tensor values_of(const at::Tensor& gradient) {
    constexpr std::int64_t most = 64;
    const auto flat = gradient.flatten();
    return flat.slice(0, 0, flat.numel(), (flat.numel() + most - 1) / most);
}

TEST(EdmGradients, AreThoseOfDiffusers) {
    const FolderModel model;
    auto file = model.folder / "unet/diffusion_pytorch_model.safetensors";
    nn::NamedTensors leaves;
    for (const auto& [name, stored] : nn::SafetensorsFile::open(file).named_tensors())
        leaves.emplace(name, stored.to(at::kFloat));
    const auto golden =
        nn::SafetensorsFile::open(std::filesystem::path(STILLWAVE_TEST_DATA) / "svd" / "gradients.safetensors")
            .named_tensors();
    const UNetSpatioTemporalConditionModel unet(nn::Weights(leaves, "leaves"), model.config.unet);
    for (const std::string input : {"clean", "noise", "concat_latents", "embeddings"})
        leaves.emplace(input, golden.at(input).clone());
    for (auto& [name, leaf] : leaves) leaf.requires_grad_();

    UNetDenoiser denoiser(unet, at::kFloat, {});
    const auto loss =
        denoiser.loss(leaves.at("clean"), leaves.at("noise"), golden.at("sigma").item<float>(),
                      {leaves.at("embeddings"), leaves.at("concat_latents"), golden.at("added_time_ids")});
    expect_close("loss", loss.detach(), golden.at("loss"), 1e-4 * golden.at("loss").item<double>());
    loss.backward();

    double largest_norm = 0;
    for (const auto& [name, leaf] : leaves)
        largest_norm = std::max(largest_norm, golden.at("norm." + name).item<double>());
    std::pair<double, std::string> worst_norm, worst_value;
    std::size_t compared = 0, zeros = 0;
    for (const auto& [name, leaf] : leaves) {
        const auto& values = golden.at("gradient." + name);
        const auto norm = golden.at("norm." + name).item<double>();
        // Biases before a norm of one channel a group have no influence, nor have the weights that choose among tokens
        // where there is one token: PyTorch's gradients of these are the rounding of zero.
        if (norm < 1e-7 * largest_norm) {
            ++zeros;
            EXPECT_LT(test::norm_of(leaf.grad()), 1e-7 * largest_norm) << name;
            continue;
        }
        ASSERT_TRUE(leaf.grad().defined()) << name;
        ++compared;
        const auto norm_apart = std::abs(leaf.grad().norm().item<double>() / norm - 1);
        const auto value_apart = ((values_of(leaf.grad()) - values).abs().max() / values.abs().max()).item<double>();
        if (!(norm_apart <= worst_norm.first)) worst_norm = {norm_apart, name};
        if (!(value_apart <= worst_value.first)) worst_value = {value_apart, name};
    }
    std::cout << "    " << compared << " gradients, and " << zeros
              << " that are zero\n    norms: largest relative difference " << worst_norm.first << ", of "
              << worst_norm.second << "\n    values: largest relative difference " << worst_value.first << ", of "
              << worst_value.second << '\n';
    EXPECT_LE(worst_norm.first, 1e-4) << worst_norm.second;
    EXPECT_LE(worst_value.first, 1e-4) << worst_value.second;
    EXPECT_GT(compared, 10 * zeros / 3);
}

}  // namespace
}  // namespace stillwave::svd::parity
