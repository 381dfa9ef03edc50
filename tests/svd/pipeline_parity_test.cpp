// Compares the whole pipeline with the reference's run in tests/data/svd-tiny, float32: frames within 2e-3 (mean 2e-4),
// with guidance and without. The tests of checkpoint formats compare the run of the single-file layout.
#include "svd/folder_model.h"

namespace stillwave::svd::parity {
namespace {

class PipelineParity : public testing::TestWithParam<Precision> {};

TEST_P(PipelineParity, DiffusersFolder) {
    const auto& precision = GetParam();
    expect_pipeline_parity(FolderModel().pipeline(precision.device, precision.dtype), Golden("svd-tiny"), precision);
}

INSTANTIATE_TEST_SUITE_P(Precisions, PipelineParity, testing::ValuesIn(precisions()),
                         [](const auto& precision) { return precision.param.name; });

}  // namespace
}  // namespace stillwave::svd::parity
