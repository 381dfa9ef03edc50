// Compares the cost of a clip, counted rather than timed, with tests/data/svd/operation_counts.json: FLOP, operators,
// bytes and allocations of the conditioning, of one sampling step with guidance, and of the decoding. A count that
// grows by more than its share fails. After a change that is meant to move them, the file is written anew by
//   STILLWAVE_RENEW_COUNTS=1 svd_test --gtest_filter='OperationCountsTest.*'
// The counts are those of two threads on x86-64 with the libtorch that the file names: kernels differ elsewhere.
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/ops/full.h>
#include <gmock/gmock.h>
#include <torch/version.h>

#include <cstdlib>
#include <iomanip>
#include <map>
#include <set>

#include "nn/operation_counter.h"
#include "svd/folder_model.h"

namespace stillwave::svd::parity {
namespace {

using nlohmann::json;
using nn::OperationCounts;

const auto counts_file = std::filesystem::path(STILLWAVE_TEST_DATA) / "svd" / "operation_counts.json";
const std::string libtorch_version = std::to_string(TORCH_VERSION_MAJOR) + "." + std::to_string(TORCH_VERSION_MINOR);

/// The share by which each count may grow. FLOP and operators are the code's own; memory moves with alignment and with
/// the kernels' own needs.
const std::map<std::string, double> allowed_growth = {
    {"flop", 0.001}, {"launches", 0.02}, {"allocations", 0.02}, {"allocated_bytes", 0.05}, {"peak_bytes", 0.05}};

json to_json(const OperationCounts& counts) {
    return {{"flop", static_cast<std::int64_t>(counts.flop)},
            {"launches", counts.launches},
            {"allocations", counts.allocations},
            {"allocated_bytes", counts.allocated_bytes},
            {"peak_bytes", counts.peak_bytes}};
}

/// Returns {stage: {count: value}} of a clip of 4 frames of 64x64 with guidance. It is not the model's first clip,
/// because weights are made ready for the kernels at their first use.
json measure(const FolderModel& model) {
    const auto pipeline = model.pipeline();
    PipelineCall call{{.width = 64, .height = 64, .num_frames = 4, .num_inference_steps = 1, .seed = 1}};
    const auto pixels = at::full({1, 3, call.height, call.width}, 0.25, at::kFloat);
    pipeline(pixels, call);
    call.num_inference_steps = 3;
    json stages;
    nn::OperationCounter counter;
    const auto output = pipeline.sample(pixels, call, [&](const PipelineProgress& progress) {
        const auto counts = counter.take();
        if (progress.stage != PipelineStage::sample) return;
        if (progress.step == 0) stages["conditioning"] = to_json(counts);
        // The first step is left out, because it may do more: it computes what the other steps use again.
        if (progress.step == 2) stages["step"] = to_json(counts);
    });
    counter.take();
    pipeline.decode(output.latents, call);
    stages["decode"] = to_json(counter.take());
    EXPECT_THAT(std::set<std::string>(counter.unknown().begin(), counter.unknown().end()), testing::IsEmpty());
    return stages;
}

void expect_no_growth(const json& expected, const json& counted) {
    for (const auto& [model, stages] : expected.items()) {
        for (const auto& [stage, counts] : stages.items()) {
            for (const auto& [name, value] : counts.items()) {
                const double before = value, now = counted.at(model).at(stage).at(name);
                std::cout << "    " << std::left << std::setw(9) << model << std::setw(13) << stage << std::setw(16)
                          << name << std::right << std::setw(14) << std::setprecision(10) << before << " -> "
                          << std::setw(14) << now << '\n';
                EXPECT_LE(now, before * (1 + allowed_growth.at(name)))
                    << model << ", " << stage << ": " << name << " has grown. If that is meant, renew " << counts_file;
            }
        }
    }
}

class OperationCountsTest : public testing::Test {
  protected:
    void SetUp() override {
#if !defined(__x86_64__) && !defined(_M_X64)
        GTEST_SKIP() << "the counts are those of x86-64";
#endif
        if (!at::hasMKL() || !at::globalContext().hasMKLDNN()) GTEST_SKIP() << "libtorch has no MKL or oneDNN";
        threads_ = at::get_num_threads();
        at::set_num_threads(2);
    }
    void TearDown() override {
        if (threads_ > 0) at::set_num_threads(threads_);
    }

  private:
    int threads_ = 0;
};

TEST_F(OperationCountsTest, NoneHasGrown) {
    json counted;
    counted["libtorch"] = libtorch_version;
    counted["models"]["svd-tiny"] = measure({});
    counted["models"]["starter"] =
        measure({.folder = std::filesystem::path(STILLWAVE_RESOURCES) / "models" / "starter"});
    if (std::getenv("STILLWAVE_RENEW_COUNTS") != nullptr) {
        std::ofstream(counts_file) << counted.dump(1) << '\n';
        GTEST_SKIP() << counts_file << " is written";
    }
    const auto expected = json::parse(std::ifstream(counts_file));
    if (expected.at("libtorch") != libtorch_version) {
        GTEST_SKIP() << "the counts are those of libtorch " << expected.at("libtorch") << ", this is "
                     << libtorch_version;
    }
    expect_no_growth(expected.at("models"), counted.at("models"));
}

}  // namespace
}  // namespace stillwave::svd::parity
