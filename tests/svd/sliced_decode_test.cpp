// Tests of decoding slice by slice: the frames do not depend on how much is held at once, and little is held.
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/randn.h>
#include <c10/core/Allocator.h>
#include <c10/core/InferenceMode.h>
#include <c10/util/ThreadLocalDebugInfo.h>

#include <algorithm>

#include "svd/autoencoder_kl_temporal_decoder.h"
#include "svd/folder_model.h"
#include "svd/parity.h"
#include "types/error.h"

namespace stillwave::svd::parity {
namespace {

/// Counts the bytes of this thread's tensors on the CPU while it lives.
class MemoryMeter : public c10::MemoryReportingInfoBase {
  public:
    void reportMemoryUsage(void*, int64_t alloc_size, std::size_t, std::size_t, c10::Device) override {
        now_ += alloc_size;
        peak_ = std::max(peak_, now_);
    }
    bool memoryProfilingEnabled() const override { return true; }
    std::int64_t peak_bytes() const { return peak_; }

  private:
    std::int64_t now_ = 0;
    std::int64_t peak_ = 0;
};

class SlicedDecode : public testing::Test {
  protected:
    at::Tensor latents(std::int64_t frames, std::int64_t height, std::int64_t width) const {
        auto generator = at::detail::createCPUGenerator(3);
        return at::randn({frames, model.config.vae.latent_channels, height, width}, generator, at::kFloat);
    }

    at::Tensor decode(const at::Tensor& input, std::int64_t working_set_bytes,
                      const DecodeCallbacks& callbacks = {}) const {
        return vae.decode(input, {.decode_working_set_bytes = working_set_bytes}, callbacks);
    }

    std::int64_t peak_bytes(const at::Tensor& input, std::int64_t working_set_bytes) const {
        const auto meter = std::make_shared<MemoryMeter>();
        const c10::DebugInfoGuard guard(c10::DebugInfoKind::PROFILER_STATE, meter);
        decode(input, working_set_bytes);
        return meter->peak_bytes();
    }

    const c10::InferenceMode inference;
    const FolderModel model{std::filesystem::path(STILLWAVE_RESOURCES) / "models" / "starter"};
    const AutoencoderKLTemporalDecoder vae{model.vae.to(at::kCPU, at::kFloat), model.vae.to(at::kCPU, at::kFloat),
                                           model.config.vae};
};

TEST_F(SlicedDecode, EveryWorkingSetGivesTheSamePicture) {
    // The last size has an odd number of pixels, which no strip divides.
    for (const auto& [frames, height, width] : {std::array<std::int64_t, 3>{6, 24, 32}, {1, 24, 32}, {3, 17, 19}}) {
        const auto input = latents(frames, height, width);
        const auto held = decode(input, std::int64_t{1} << 40);
        ASSERT_EQ(held.size(0), frames);
        expect_close("nothing held", decode(input, 0), held, 1e-5);
        expect_close("some blocks held", decode(input, 4 << 20), held, 1e-5);
    }
}

TEST_F(SlicedDecode, AFrameMoreTakesTheRoomOfAFrame) {
    const std::int64_t height = 32, width = 48;
    const auto scale = model.config.vae.scale_factor();
    const auto widest =
        *std::max_element(model.config.vae.block_out_channels.begin(), model.config.vae.block_out_channels.end());
    const auto frame_bytes = static_cast<double>(widest * height * width * scale * scale * 4);
    const auto few = static_cast<double>(peak_bytes(latents(8, height, width), 0));
    const auto many = static_cast<double>(peak_bytes(latents(16, height, width), 0));
    const auto held = static_cast<double>(peak_bytes(latents(16, height, width), std::int64_t{1} << 40));
    std::printf("16 frames: %.1f MiB, 8 frames: %.1f MiB, all held %.1f MiB; one frame of the last block %.1f MiB\n",
                many / 1048576, few / 1048576, held / 1048576, frame_bytes / 1048576);
    EXPECT_LT((many - few) / 8, 1.15 * frame_bytes);
    EXPECT_GT(held, many + 8 * frame_bytes);
    // The limit is the video itself, the memory of one frame's convolutions, and a few strips of 4 MiB.
    EXPECT_LT(many - 16 * frame_bytes, 8 * frame_bytes + 32 * 1048576.0);
}

TEST_F(SlicedDecode, StopsBetweenParts) {
    int calls = 0;
    DecodeCallbacks callbacks;
    callbacks.between_parts = [&] {
        if (++calls == 5) throw Cancelled{};
    };
    EXPECT_THROW(decode(latents(4, 16, 16), 0, callbacks), Cancelled);
    EXPECT_EQ(calls, 5);
}

}  // namespace
}  // namespace stillwave::svd::parity
