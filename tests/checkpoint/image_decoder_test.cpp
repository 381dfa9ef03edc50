// Compares single files whose decoder works frame by frame (Stability AI's image_decoder files) with diffusers'
// AutoencoderKL (tests/reference/make_goldens.py), in float32: every element agrees within 2e-4.
#include <ATen/ops/cat.h>
#include <ATen/ops/equal.h>

#include "checkpoint/checkpoint_fixture.h"
#include "svd/autoencoder_kl_temporal_decoder.h"
#include "svd/parity.h"

namespace stillwave::test {
namespace {

using svd::parity::Precision;

class ImageDecoderFileTest : public CheckpointTest, public testing::WithParamInterface<Precision> {
  protected:
    static std::map<std::string, at::Tensor> reference() {
        return tensors_of(data() / "checkpoint" / "image_decoder.safetensors");
    }

    /// The tiny file with the reference's decoder instead of its own.
    std::filesystem::path file() const {
        auto tensors = tensors_of(tiny_file());
        std::erase_if(tensors, [](const auto& item) { return item.first.starts_with("first_stage_model.decoder."); });
        for (const auto& [name, tensor] : reference())
            if (name.starts_with("first_stage_model.")) tensors.emplace(name, tensor);
        const auto path = folder_.path() / "svd_image_decoder.safetensors";
        nn::save_safetensors(path, tensors);
        return path;
    }
};

TEST_P(ImageDecoderFileTest, Decode) {
    const auto& precision = GetParam();
    const auto checkpoint = open_checkpoint(file());
    EXPECT_FALSE(checkpoint.config.vae.temporal_decoder);
    const svd::AutoencoderKLTemporalDecoder vae(checkpoint.vae.to(precision.device, at::kFloat),
                                                checkpoint.vae.to(precision.device, precision.dtype),
                                                checkpoint.config.vae);
    const auto golden = reference();
    const auto latents = golden.at("latents").to(precision.device, precision.dtype);
    std::vector<at::Tensor> shown;
    svd::DecodeCallbacks callbacks;
    callbacks.frame_done = [&](std::int64_t index, const at::Tensor& frame) {
        EXPECT_EQ(index, static_cast<std::int64_t>(shown.size()));
        shown.push_back(frame.unsqueeze(0));
    };
    const auto frames = vae.decode(latents, {}, callbacks);
    svd::parity::expect_close("frames", frames, golden.at("frames"), precision.module_tolerance);
    EXPECT_TRUE(at::equal(at::cat(shown), frames));
}

INSTANTIATE_TEST_SUITE_P(Precisions, ImageDecoderFileTest, testing::ValuesIn(svd::parity::precisions()),
                         [](const auto& precision) { return precision.param.name; });

}  // namespace
}  // namespace stillwave::test
