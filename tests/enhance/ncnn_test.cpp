#include <ATen/ops/equal.h>

#include <random>

#include "enhance/upscaler_weights.h"
#include "enhance_testing.h"
#include "support/temporary_folder.h"

namespace stillwave::enhance {
namespace {

using testing::HasSubstr;

class NcnnTest : public testing::Test {
  protected:
    NcnnTest() : param_text(read_file(data_file("rrdb_x4.param"))), bin_bytes(read_file(data_file("rrdb_x4.bin"))) {}

    std::filesystem::path param() const { return folder_.path() / "model.param"; }
    std::filesystem::path bin() const { return folder_.path() / "model.bin"; }
    void write() const {
        write_file(param(), param_text);
        write_file(bin(), bin_bytes);
    }
    std::string refused() const {
        write();
        return refusal(ErrorCode::model_invalid, [&] { read_upscaler_weights(param()); });
    }
    /// Replaces the first `what` in the .param file by `by`, and returns the message with which the file is refused.
    std::string refused_with(const std::string& what, const std::string& by) {
        const auto original = param_text;
        const auto place = param_text.find(what);
        EXPECT_NE(place, std::string::npos) << what;
        param_text.replace(place, what.size(), by);
        const auto message = refused();
        param_text = original;
        return message;
    }

    test::TemporaryFolder folder_;
    std::string param_text, bin_bytes;
};

TEST_F(NcnnTest, APairHoldsWhatTheSafetensorsFileHolds) {
    const auto safe = read_upscaler_weights(data_file("rrdb_x4.safetensors")).tensors;
    for (const auto* const name : {"rrdb_x4.param", "rrdb_x4.bin"}) {
        const auto pair = read_upscaler_weights(data_file(name)).tensors;
        ASSERT_EQ(pair.size(), safe.size());
        for (const auto& [key, expected] : safe) {
            ASSERT_TRUE(pair.contains(key)) << key;
            EXPECT_TRUE(at::equal(pair.at(key), expected)) << key;
        }
    }
}

TEST_F(NcnnTest, TheShippedWeightsStayFloat16) {
    const auto tensors = read_upscaler_weights(shipped_model()).tensors;
    EXPECT_EQ(tensors.size(), 53U);  // 18 convolutions with biases, 17 PReLUs
    EXPECT_EQ(tensors.at("body.0.weight").scalar_type(), at::kHalf);
    EXPECT_EQ(tensors.at("body.0.bias").scalar_type(), at::kFloat);
    EXPECT_EQ(tensors.at("body.34.weight").sizes(), at::IntArrayRef({48, 64, 3, 3}));
}

/// The test writes the same network as another converter does, with separate LeakyReLU layers and with scaling apart
/// from adding.
TEST_F(NcnnTest, OtherWordsForTheSameNetworkAreUnderstood) {
    const auto replace = [&](const std::string& what, const std::string& by) {
        const auto place = param_text.find(what);
        ASSERT_NE(place, std::string::npos) << what;
        param_text.replace(place, what.size(), by);
    };
    replace("96 165", "98 167");
    const auto line = param_text.find("Convolution      conv_hr");
    const auto end = param_text.find('\n', line);
    param_text.replace(line, end - line,
                       "Convolution conv_hr 1 1 conv_up2_out hr 0=4 1=3 4=1 5=1 6=144\n"
                       "ReLU relu 1 1 hr conv_hr_out 0=2.000000e-01");
    const auto sum = param_text.find("Eltwise          body.1.add");
    const auto sum_end = param_text.find('\n', sum);
    std::istringstream words(param_text.substr(sum, sum_end - sum));
    std::string skip, dense, outer;
    words >> skip >> skip >> skip >> skip >> dense >> outer;
    param_text.replace(sum, sum_end - sum,
                       "BinaryOp scaled 1 1 " + dense + " scaled 0=2 1=1 2=2.000000e-01\n" +
                           "BinaryOp body.1.add 2 1 " + outer + " scaled body.1.add_out 0=0");
    write();
    EXPECT_EQ(read_upscaler_weights(param()).tensors.size(),
              read_upscaler_weights(data_file("rrdb_x4.safetensors")).tensors.size());
}

TEST_F(NcnnTest, OtherNetworksAreRefused) {
    EXPECT_THAT(refused_with("Concat  ", "Pooling "), HasSubstr("of the type Pooling"));
    EXPECT_THAT(refused_with("1=3 4=1", "1=5 4=2"), HasSubstr("the layer conv_first of the type Convolution"));
    EXPECT_THAT(refused_with("1=3 4=1", "1=3 4=1 3=2"), HasSubstr("the layer conv_first"));
    EXPECT_THAT(refused_with("-23310=1,2.000000e-01", "-23310=1,1.000000e-01"), HasSubstr("body.0.rdb1.conv1"));
    EXPECT_THAT(refused_with("-23301=2,2.000000e-01,1.000000e+00", "-23301=2,1.000000e-01,1.000000e+00"),
                HasSubstr("joined otherwise"));
    EXPECT_THAT(refused_with("1 1 conv_up2_out ", "1 1 conv_up1_out "), HasSubstr("joined otherwise"));
    EXPECT_THAT(refused_with("1 1 conv_up2_out ", "1 1 nowhere "), HasSubstr("the layer conv_hr"));
    EXPECT_THAT(refused_with("0=1 1=2.000000e+00 2=2.000000e+00", "0=2 1=2.000000e+00 2=2.000000e+00"),
                HasSubstr("of the type Interp"));
}

TEST_F(NcnnTest, DamagedLayersAreRefused) {
    EXPECT_THAT(refused_with("96 165", "97 165"), HasSubstr("announces 97 layers, but has 96"));
    EXPECT_THAT(refused_with("96 165", "many"), HasSubstr("lacks the number"));
    EXPECT_THAT(refused_with("0=4 1=3", "0=4 1=x"), HasSubstr("the parameter 1=x"));
    EXPECT_THAT(refused_with("-23310=1,", "-23310=9,"), HasSubstr("-23310=9,"));
    EXPECT_THAT(refused_with("1 1 data", "1 99999999999 data"), HasSubstr("has the line"));
    // Sizes are checked before memory is taken.
    EXPECT_THAT(refused_with("6=108", "6=99999972"), HasSubstr("truncated or of another model"));
    EXPECT_THAT(refused_with("6=108", "6=1e300"), HasSubstr("sizes that fit no upscaler"));
    EXPECT_THAT(refused_with("6=108", "6=-108"), HasSubstr("sizes that fit no upscaler"));
    EXPECT_THAT(refused_with("0=4 1=3", "0=0 1=3"), HasSubstr("sizes that fit no upscaler"));
    EXPECT_THAT(refused_with("5=1 6=108", "6=108"), HasSubstr("sizes that fit no upscaler"));
    param_text = "7767517\n0 0\n";
    EXPECT_THAT(refused(), HasSubstr("no layers"));
}

TEST_F(NcnnTest, QuantisedTruncatedAndForeignWeightsAreRefused) {
    const auto whole = bin_bytes;
    const auto with_mark = [&](const std::string& mark) {
        bin_bytes = mark + whole.substr(4);
        return refused();
    };
    EXPECT_THAT(with_mark(std::string("\x38\x4b\x0d\x00", 4)), HasSubstr("weights of 8 bits"));
    EXPECT_THAT(with_mark(std::string("\x01\x00\x00\x00", 4)), HasSubstr("a table of 256 values"));
    EXPECT_THAT(with_mark(std::string("\x56\xc0\x02\x00", 4)), HasSubstr("does not read (180310)"));
    for (std::size_t bytes = 0; bytes < whole.size(); bytes += 511) {
        bin_bytes = whole.substr(0, bytes);
        EXPECT_THAT(refused(), HasSubstr("truncated or of another model"));
    }
    bin_bytes = whole + "more";
    EXPECT_THAT(refused(), HasSubstr("has 4 bytes more"));
    bin_bytes = whole;
    write();
    std::filesystem::remove(bin());
    EXPECT_THAT(refusal(ErrorCode::model_not_found, [&] { read_upscaler_weights(param()); }),
                HasSubstr("model.bin does not exist"));
}

/// A pair of files that is damaged at random is read or refused; nothing else may happen.
TEST_F(NcnnTest, DamageIsReadOrRefused) {
    const auto whole = param_text;
    std::mt19937 random(1);
    int refusals = 0;
    for (int i = 0; i < 1000; ++i) {
        param_text = whole;
        for (int k = 0; k < 2; ++k) param_text[random() % param_text.size()] = static_cast<char>(random());
        write();
        try {
            read_upscaler_weights(param());
        } catch (const Error& error) {
            EXPECT_THAT(error.code(), testing::AnyOf(ErrorCode::model_invalid, ErrorCode::model_not_found));
            ++refusals;
        }
    }
    std::cout << "    " << refusals << " of 1000 damaged files were refused\n";
    EXPECT_GT(refusals, 500);
}

TEST(UpscalerWeightsTest, AFolderStandsForItsOneModel) {
    const test::TemporaryFolder folder;
    const auto read = [&] { read_upscaler_weights(folder.path()); };
    EXPECT_THAT(refusal(ErrorCode::model_not_found, read), HasSubstr("holds no upscaler"));
    std::filesystem::copy(data_file("rrdb_x4.pth"), folder.path() / "b.pth");
    EXPECT_EQ(read_upscaler_weights(folder.path()).path, folder.path() / "b.pth");
    std::filesystem::copy(data_file("rrdb_x2.safetensors"), folder.path() / "a.safetensors");
    EXPECT_THAT(refusal(ErrorCode::model_invalid, read), HasSubstr("more than one upscaler"));
    write_file(folder.path() / "page.pth", "<!DOCTYPE html>");
    EXPECT_THAT(refusal(ErrorCode::model_invalid, [&] { read_upscaler_weights(folder.path() / "page.pth"); }),
                HasSubstr("is a web page"));
    EXPECT_THAT(refusal(ErrorCode::model_not_found, [&] { read_upscaler_weights(folder.path() / "none.pth"); }),
                HasSubstr("does not exist"));
}

}  // namespace
}  // namespace stillwave::enhance
