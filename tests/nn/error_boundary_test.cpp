#include "nn/error_boundary.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/zeros.h>
#include <gmock/gmock.h>

#include <stdexcept>

namespace stillwave {
namespace {

template <typename Work>
Error caught(Work&& work) {
    try {
        with_error_boundary(work);
    } catch (const Error& error) {
        return error;
    }
    return {ErrorCode::invalid_argument, "no error"};
}

TEST(ErrorBoundary, MemoryThatRunsOutComesWithAdvice) {
    // The tensor is larger than any address space, so that the allocator itself refuses it.
    const auto error = caught([] { at::empty({std::int64_t{1} << 58}, at::kByte); });
    EXPECT_EQ(error.code(), ErrorCode::out_of_memory) << error.detail();
    EXPECT_THAT(error.what(), testing::HasSubstr("--num-frames"));
    EXPECT_EQ(caught([] { throw std::bad_alloc(); }).code(), ErrorCode::out_of_memory);
}

TEST(ErrorBoundary, LibtorchsOwnErrorsKeepTheirWords) {
    const auto error = caught([] { at::matmul(at::zeros({2, 3}), at::zeros({2, 3})); });
    EXPECT_EQ(error.code(), ErrorCode::internal);
    EXPECT_THAT(error.detail(), testing::HasSubstr("shapes"));
}

TEST(ErrorBoundary, OwnErrorsAndCancellationPass) {
    EXPECT_EQ(caught([] { throw Error(ErrorCode::model_invalid, "broken"); }).code(), ErrorCode::model_invalid);
    EXPECT_THROW(with_error_boundary([] { throw Cancelled(); }), Cancelled);
    EXPECT_EQ(caught([] { throw std::logic_error("odd"); }).detail(), "odd");
    EXPECT_EQ(with_error_boundary([] { return 7; }), 7);
}

}  // namespace
}  // namespace stillwave
