#include "nn/weights.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "types/error.h"

namespace stillwave::nn {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

template <typename Call>
std::string refusal(Call call) {
    try {
        call();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::model_invalid);
        return error.what();
    }
    ADD_FAILURE() << "no error";
    return {};
}

TEST(WeightsTest, PrefixesAddUp) {
    const Weights weights({{"down_blocks.1.conv.weight", at::ones({2, 3})}}, "a model");
    const auto conv = weights.sub("down_blocks", 1).sub("conv");
    EXPECT_TRUE(conv.has("weight"));
    EXPECT_FALSE(conv.has("bias"));
    EXPECT_EQ(conv.get("weight", {2, 3}).sizes(), (at::IntArrayRef{2, 3}));
    EXPECT_EQ(conv.source(), "a model");
}

TEST(WeightsTest, NothingIsCopiedWhereNothingChanges) {
    const auto stored = at::arange(4, at::kFloat);
    const Weights weights({{"a", stored}}, "a model");
    EXPECT_EQ(weights.get("a", {4}).data_ptr(), stored.data_ptr());
    EXPECT_EQ(weights.to(at::kCPU, at::kFloat).get("a", {4}).data_ptr(), stored.data_ptr());
}

TEST(WeightsTest, WeightsAreConvertedToTheAskedType) {
    for (const auto dtype : {at::kDouble, at::kFloat, at::kHalf, at::kBFloat16, at::ScalarType::Float8_e4m3fn,
                             at::ScalarType::Float8_e5m2}) {
        const Weights weights({{"a", at::arange(4, at::kFloat).to(dtype)}}, "a model");
        EXPECT_EQ(weights.get("a", {4}).scalar_type(), dtype);
        const auto converted = weights.to(at::kCPU, at::kBFloat16).get("a", {4});
        EXPECT_EQ(converted.scalar_type(), at::kBFloat16);
        EXPECT_EQ(converted.to(at::kFloat)[3].item<float>(), 3.0f);
    }
}

TEST(WeightsTest, AWrongShapeIsRefused) {
    const Weights weights({{"block.weight", at::ones({2, 3})}}, "a model");
    const auto message = refusal([&] { weights.sub("block").get("weight", {3, 2}); });
    EXPECT_THAT(message, HasSubstr("a model: tensor block.weight has the shape [2, 3]"));
    EXPECT_THAT(message, HasSubstr("needs [3, 2]"));
}

TEST(WeightsTest, WholeNumbersAreNoWeights) {
    for (const auto dtype : {at::kBool, at::kByte, at::kChar, at::kInt, at::kLong}) {
        const Weights weights({{"a", at::zeros({4}, dtype)}}, "a model");
        EXPECT_THAT(refusal([&] { weights.to(at::kCPU, at::kFloat).get("a", {4}); }), HasSubstr("floating-point"));
    }
}

TEST(WeightsTest, MissingTensorsAreCollectedAndStoodInFor) {
    const Weights weights({{"here", at::ones({1})}}, "a model");
    for (int i = 0; i < 7; ++i) {
        const auto stand_in = weights.sub("block", static_cast<std::size_t>(i)).get("weight", {2, 3});
        EXPECT_TRUE(stand_in.is_meta());
        EXPECT_EQ(stand_in.sizes(), (at::IntArrayRef{2, 3}));
    }
    weights.get("block.0.weight", {2, 3});
    EXPECT_EQ(weights.missing().size(), 7u);
    const auto message = refusal([&] { require_complete(weights); });
    EXPECT_THAT(message, HasSubstr("a model lacks 7 tensors"));
    EXPECT_THAT(message, HasSubstr("block.0.weight, block.1.weight, block.2.weight"));
    EXPECT_THAT(message, testing::Not(HasSubstr("block.6.weight")));
}

TEST(WeightsTest, CompleteWeightsPass) {
    const Weights weights({{"here", at::ones({1})}}, "a model");
    weights.get("here", {1});
    EXPECT_NO_THROW(require_complete(weights));
}

TEST(WeightsTest, UnusedTensorsAreNamed) {
    const Weights weights({{"b", at::ones({1})}, {"a.c", at::ones({1})}, {"a.b", at::ones({1})}}, "a model");
    weights.sub("a").get("b", {1});
    EXPECT_THAT(weights.unused(), ElementsAre("a.c", "b"));
}

TEST(WeightsTest, ARecordingNotesWhatIsAsked) {
    const auto weights = Weights::recording();
    const auto tensor = weights.sub("block", 3).get("weight", {1280, 640});
    EXPECT_TRUE(tensor.is_meta());
    ASSERT_EQ(weights.asked().size(), 1u);
    EXPECT_EQ(weights.asked().front().key, "block.3.weight");
    EXPECT_THAT(weights.asked().front().shape, ElementsAre(1280, 640));
    EXPECT_TRUE(weights.missing().empty());
}

}  // namespace
}  // namespace stillwave::nn
