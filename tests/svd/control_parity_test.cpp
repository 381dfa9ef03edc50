// Compares clips under each control with an independent implementation of the papers' equations
// (tests/reference/make_control_goldens.py, diffusers' UNet, float32): latents within 1e-4.
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/ones.h>

#include "svd/context_windows.h"
#include "svd/control/extend.h"
#include "svd/control/freeze.h"
#include "svd/control/make_again.h"
#include "svd/control/time_to_move.h"
#include "svd/free_noise.h"
#include "svd/steered.h"

namespace stillwave::svd::parity {
namespace {

using ControlParity = Steered;

TEST_F(ControlParity, WithoutAControl) {
    expect_close("uncontrolled", sample({}), golden.at("uncontrolled"), 1e-4);
}

TEST_F(ControlParity, TimeToMove) {
    for (const DualClock clock : {DualClock{1, 3}, DualClock{2, num_steps}}) {
        TimeToMoveControl control(golden.at("reference"), golden.at("mask"), golden.at("noise"), clock);
        const auto name = "time_to_move_" + std::to_string(clock.weak) + "_" + std::to_string(clock.strong);
        const auto free = clock.weak == 1 ? golden.at("time_to_move_2_5") : golden.at("time_to_move_1_3");
        expect_golden(name, sample({&control}), free);
    }
}

TEST_F(ControlParity, Freeze) {
    FreezeControl first_frame(golden.at("frozen"), 4), still(golden.at("frozen"), 3, golden.at("photo_b"));
    expect_golden("freeze_first_frame", sample({&first_frame}), golden.at("uncontrolled"));
    expect_golden("freeze_still", sample({&still}), golden.at("uncontrolled"));
}

TEST_F(ControlParity, Extend) {
    ExtendControl control(golden.at("reference").narrow(1, num_frames - 2, 2), 1.0F);
    expect_golden("extend", sample({&control}), golden.at("uncontrolled"));
}

TEST_F(ControlParity, MakeAgain) {
    const auto area = at::ones({1, 1, 1, 8, 8});
    area.slice(4, 0, 4).zero_();
    const auto kept = kept_mask(golden.at("reference"), 1, 2, area);
    auto control = make_again(golden.at("reference"), kept, golden.at("noise"), 1, num_steps);
    const auto latents = sample({&control});
    expect_golden("make_again", latents, golden.at("reference"));
    const auto stays = kept.expand(latents.sizes()) == 1;
    EXPECT_TRUE(at::equal(latents.masked_select(stays), golden.at("reference").masked_select(stays)));
}

TEST_F(ControlParity, ViBiD) {
    expect_golden("vibid_1", sample_between("b", 1, {}), golden.at("uncontrolled"));
    expect_golden("vibid_2", sample_between("b", 2, {}), golden.at("vibid_1"));
    expect_golden("vibid_loop", sample_between("a", 1, {}), golden.at("vibid_1"));
}

TEST_F(ControlParity, ContextWindows) {
    const auto x = start_of("long_noise");
    const auto photo = conditioning("a", x.size(1));
    const auto whole = sample_euler(*plain(), x, sigmas, photo);
    const std::vector<std::pair<std::string, Fusion>> fusions = {
        {"flat", Fusion::flat}, {"pyramid", Fusion::pyramid}, {"overlap_linear", Fusion::overlap_linear}};
    for (const bool closed : {false, true}) {
        at::Tensor before = whole;
        for (const auto& [fusion_name, fusion] : fusions) {
            const auto name = std::string("windows_") + (closed ? "closed_" : "open_") + fusion_name;
            WindowedDenoiser denoiser(plain(), context_schedule({7, 3, closed, fusion}));
            expect_golden(name, sample_euler(denoiser, x, sigmas, photo), before);
            before = golden.at(name);
        }
    }
    EXPECT_GT(difference(golden.at("windows_open_flat"), golden.at("windows_closed_flat")).largest, 1e-2);
}

TEST_F(ControlParity, FreeNoise) {
    const auto& noise = golden.at("long_noise");
    const auto shuffled = free_noise(noise, {.length = 7, .overlap = 3}, at::detail::createCPUGenerator(7));
    EXPECT_TRUE(at::equal(shuffled, golden.at("free_noise")));
    EXPECT_TRUE(at::equal(shuffled.narrow(1, 0, 7), noise.narrow(1, 0, 7)));
    EXPECT_FALSE(at::equal(shuffled, noise));
}

}  // namespace
}  // namespace stillwave::svd::parity
