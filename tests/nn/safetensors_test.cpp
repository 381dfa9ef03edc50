#include "nn/safetensors.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/tensor.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "support/temporary_folder.h"
#include "types/error.h"

namespace stillwave::nn {
namespace {

using testing::HasSubstr;

class SafetensorsTest : public testing::Test {
  protected:
    /// Returns the bytes of a file: the header's length, the header, then `data_bytes` zero bytes.
    static std::string file_bytes(const std::string& header, std::size_t data_bytes) {
        std::string bytes;
        for (int i = 0; i < 8; ++i) bytes += static_cast<char>(header.size() >> (8 * i) & 0xff);
        return bytes + header + std::string(data_bytes, '\0');
    }

    std::filesystem::path write(const std::string& bytes, const std::string& name = "model.safetensors") const {
        const auto path = folder_.path() / name;
        std::ofstream(path, std::ios::binary) << bytes;
        return path;
    }

    /// Opens `bytes`, which must fail, and returns the error's message.
    std::string refusal(const std::string& bytes, const std::string& name = "model.safetensors") const {
        const auto path = write(bytes, name);
        try {
            SafetensorsFile::open(path);
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::model_invalid);
            EXPECT_THAT(error.what(), HasSubstr(path.string()));
            return error.what();
        }
        ADD_FAILURE() << "opened " << path;
        return {};
    }

    test::TemporaryFolder folder_;
};

constexpr auto two_floats = R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})";

TEST_F(SafetensorsTest, SavedTensorsComeBack) {
    const auto path = folder_.path() / "saved.safetensors";
    const std::map<std::string, at::Tensor> tensors = {
        {"byte", at::arange(3, at::kByte)},
        {"empty", at::arange(0, at::kFloat)},
        {"half", at::arange(6, at::kHalf).view({2, 3})},
        {"long", at::arange(2, at::kLong)},
        {"scalar", at::tensor(2.5)},
        {"transposed", at::arange(6, at::kFloat).view({2, 3}).t()},
    };
    save_safetensors(path, tensors, {{"made", "by a test"}});

    const auto file = SafetensorsFile::open(path);
    EXPECT_EQ(file.metadata().at("made"), "by a test");
    const auto named = file.named_tensors();
    ASSERT_EQ(named.size(), tensors.size());
    for (const auto& [name, tensor] : tensors) {
        EXPECT_EQ(named.at(name).scalar_type(), tensor.scalar_type()) << name;
        EXPECT_TRUE(at::equal(named.at(name), tensor)) << name;
    }
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_.path()), {}), 1) << "a temporary file is left";
}

TEST_F(SafetensorsTest, SavingToAMissingFolderFailsAndLeavesNothing) {
    const auto path = folder_.path() / "missing" / "saved.safetensors";
    try {
        save_safetensors(path, {{"a", at::arange(2)}});
        FAIL() << "saved";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::output_unwritable);
        EXPECT_THAT(error.what(), HasSubstr(path.string()));
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(SafetensorsTest, TensorsOutliveTheFileObject) {
    at::Tensor tensor;
    {
        const auto file = SafetensorsFile::open(write(file_bytes(two_floats, 8)));
        tensor = file.tensor(file.tensors().front());
    }
    EXPECT_TRUE(at::equal(tensor, at::tensor({0.0f, 0.0f})));
}

TEST_F(SafetensorsTest, UnalignedTensorsAreReadWhole) {
    const std::string header =
        R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}})";
    auto bytes = file_bytes(header, 0) + '\x07';
    const float value = 1.5f;
    bytes.append(reinterpret_cast<const char*>(&value), sizeof(value));
    const auto named = SafetensorsFile::open(write(bytes)).named_tensors();
    EXPECT_EQ(named.at("b").item<float>(), 1.5f);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(named.at("b").data_ptr()) % sizeof(float), 0u);
}

TEST_F(SafetensorsTest, OneMissingFileIsNotFound) {
    try {
        SafetensorsFile::open(folder_.path() / "none.safetensors");
        FAIL() << "opened";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::model_not_found);
    }
}

TEST_F(SafetensorsTest, FoldersAreRefused) {
    std::filesystem::create_directory(folder_.path() / "model.safetensors");
    EXPECT_THROW(SafetensorsFile::open(folder_.path() / "model.safetensors"), Error);
}

TEST_F(SafetensorsTest, EmptyFilesAreRefused) {
    EXPECT_THAT(refusal(""), HasSubstr("is empty"));
}

TEST_F(SafetensorsTest, TruncatedDataIsRefused) {
    EXPECT_THAT(refusal(file_bytes(two_floats, 7)), HasSubstr("truncated"));
}

TEST_F(SafetensorsTest, FilesTruncatedWithinTheLengthAreRefused) {
    EXPECT_THAT(refusal(file_bytes(two_floats, 8).substr(0, 5)), HasSubstr("is truncated: it has 5 bytes"));
}

TEST_F(SafetensorsTest, HeadersLongerThanTheFileAreRefused) {
    EXPECT_THAT(refusal(file_bytes(two_floats, 8).substr(0, 30)), HasSubstr("is truncated"));
}

TEST_F(SafetensorsTest, AbsurdHeaderLengthsAreRefused) {
    EXPECT_THAT(refusal(std::string(7, '\xff') + "\x7f{}"), HasSubstr("announces a header of 9223372036854775807"));
}

TEST_F(SafetensorsTest, HeadersThatAreNotJsonAreRefused) {
    EXPECT_THAT(refusal(file_bytes(R"({"a": nonsense})", 8)), HasSubstr("not valid JSON"));
    EXPECT_THAT(refusal(file_bytes(R"({"a)", 8)), HasSubstr("not valid JSON"));
    EXPECT_THAT(refusal(file_bytes("[]", 8)), HasSubstr("not a safetensors file"));
    EXPECT_THAT(refusal(file_bytes("nothing of the kind", 8)), HasSubstr("not a safetensors file"));
}

TEST_F(SafetensorsTest, DeepNestingIsRefusedAtOnce) {
    std::string header = R"({"a":{"shape":)";
    header += std::string(1'000'000, '[');
    EXPECT_THAT(refusal(file_bytes(header, 0)), HasSubstr("wrong value in 'shape'"));
}

TEST_F(SafetensorsTest, OtherJsonIsRefused) {
    EXPECT_THAT(refusal(file_bytes(R"({"a":3})", 0)), HasSubstr("no description of a tensor"));
    EXPECT_THAT(refusal(file_bytes(R"({"a":{"dtype":"F32","shape":[2]}})", 8)), HasSubstr("lacks its dtype"));
    EXPECT_THAT(refusal(file_bytes(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}})", 8)), HasSubstr("lacks"));
    EXPECT_THAT(refusal(file_bytes(R"({"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})", 8)),
                HasSubstr("wrong value in 'shape'"));
    EXPECT_THAT(refusal(file_bytes(R"({"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}})", 8)),
                HasSubstr("wrong value in 'shape'"));
    EXPECT_THAT(refusal(file_bytes(R"({"__metadata__":{"a":1}})", 0)), HasSubstr("metadata that is not text"));
    EXPECT_THAT(refusal(file_bytes(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"stride":[1]}})", 8)),
                HasSubstr("unknown field 'stride'"));
}

TEST_F(SafetensorsTest, OverlappingOffsetsAreRefused) {
    EXPECT_THAT(refusal(file_bytes(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                                   R"("b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})",
                                   12)),
                HasSubstr("overlap"));
}

TEST_F(SafetensorsTest, OffsetsOutOfRangeAreRefused) {
    EXPECT_THAT(refusal(file_bytes(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}})", 8)),
                HasSubstr("not within the file's 8 bytes"));
    EXPECT_THAT(refusal(file_bytes(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}})", 8)),
                HasSubstr("not within"));
    EXPECT_THAT(
        refusal(file_bytes(
            R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[18446744073709551608,18446744073709551615]}})", 8)),
        HasSubstr("not within"));
}

TEST_F(SafetensorsTest, GapsAreRefused) {
    EXPECT_THAT(refusal(file_bytes(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", 8)),
                HasSubstr("belong to no tensor"));
    EXPECT_THAT(refusal(file_bytes(two_floats, 9)), HasSubstr("1 bytes at its end"));
}

TEST_F(SafetensorsTest, ShapeProductsBeyondMemoryAreRefused) {
    // 2^32 * 2^32 * 4 bytes is 0 modulo 2^64.
    EXPECT_THAT(refusal(file_bytes(R"({"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}})", 0)),
                HasSubstr("beyond any memory"));
    EXPECT_THAT(
        refusal(file_bytes(R"({"a":{"dtype":"F32","shape":[0,4294967296,4294967296],"data_offsets":[0,0]}})", 0)),
        HasSubstr("beyond any memory"));
    EXPECT_THAT(refusal(file_bytes(R"({"a":{"dtype":"F32","shape":[18446744073709551615],"data_offsets":[0,4]}})", 4)),
                HasSubstr("impossible dimension"));
}

TEST_F(SafetensorsTest, ShapesThatDoNotFillTheirBytesAreRefused) {
    EXPECT_THAT(refusal(file_bytes(R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})", 8)),
                HasSubstr("takes 12 bytes, but which has 8"));
}

TEST_F(SafetensorsTest, UnknownDtypesAreRefused) {
    EXPECT_THAT(refusal(file_bytes(R"({"a":{"dtype":"Q4_K","shape":[2],"data_offsets":[0,8]}})", 8)),
                HasSubstr("unknown dtype 'Q4_K'"));
}

TEST_F(SafetensorsTest, DuplicateNamesAreRefused) {
    EXPECT_THAT(refusal(file_bytes(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},)"
                                   R"("a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
                                   8)),
                HasSubstr("names 'a' twice"));
}

TEST_F(SafetensorsTest, WebPagesAreRefused) {
    EXPECT_THAT(refusal("<!DOCTYPE html>\n<html><body>Log in to download</body></html>"), HasSubstr("web page"));
    EXPECT_THAT(refusal("\n\n  <html>"), HasSubstr("web page"));
}

TEST_F(SafetensorsTest, GitLfsPointersAreRefused) {
    EXPECT_THAT(refusal("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 9559625980\n"),
                HasSubstr("git lfs pull"));
}

TEST_F(SafetensorsTest, PicklesAreRefusedWithTheReason) {
    EXPECT_THAT(refusal(std::string("PK\x03\x04\0\0\x08\x08", 8) + std::string(100, 'x'), "model.ckpt"),
                HasSubstr("can run any code"));
    EXPECT_THAT(refusal("\x80\x02}q\x01(X\n" + std::string(100, 'x'), "model.pt"), HasSubstr("can run any code"));
    EXPECT_THAT(refusal("\x80\x02}q\x01.", "tiny.pt"), HasSubstr("can run any code"));
}

TEST_F(SafetensorsTest, AHeaderOf640BytesIsNoPickle) {
    std::string header = two_floats;
    header.resize(640, ' ');
    EXPECT_EQ(SafetensorsFile::open(write(file_bytes(header, 8))).tensors().size(), 1u);
}

// Every damage to a header ends in an error or in tensors that can be read whole.
TEST_F(SafetensorsTest, DamagedHeadersNeverCrash) {
    const std::string header =
        R"({"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},)"
        R"("b":{"dtype":"F16","shape":[],"data_offsets":[24,26]},"c":{"dtype":"U8","shape":[0],"data_offsets":[26,26]}})";
    const auto original = file_bytes(header, 26);
    const std::string interesting =
        "\"{}[]:,0123456789eE.-\\\x00\x7f\x80\xff"
        "BFIU";
    std::mt19937 random(20240229);
    const auto below = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };
    int opened = 0, refused = 0;
    for (int trial = 0; trial < 5000; ++trial) {
        auto bytes = original;
        for (std::size_t changes = 1 + below(3); changes > 0; --changes) {
            const auto place = below(bytes.size());
            switch (below(5)) {
                case 0:
                    bytes[place] = interesting[below(interesting.size())];
                    break;
                case 1:
                    bytes[place] = static_cast<char>(bytes[place] ^ (1 << below(8)));
                    break;
                case 2:
                    bytes.erase(place, 1 + below(8));
                    break;
                case 3:
                    bytes.insert(place, bytes.substr(below(bytes.size()), below(40)));
                    break;
                default:
                    bytes.insert(place, 1, interesting[below(interesting.size())]);
            }
            if (bytes.empty()) bytes = "x";
        }
        const auto path = write(bytes);
        try {
            for (const auto& [name, tensor] : SafetensorsFile::open(path).named_tensors()) {
                ASSERT_LE(tensor.nbytes(), bytes.size());
                ASSERT_TRUE(at::equal(tensor, tensor.clone()) || tensor.is_floating_point());
            }
            ++opened;
        } catch (const Error& error) {
            ASSERT_EQ(error.code(), ErrorCode::model_invalid);
            ++refused;
        }
    }
    EXPECT_GT(opened, 0);
    EXPECT_GT(refused, 0);
    std::printf("%d damaged files: %d opened, %d refused\n", opened + refused, opened, refused);
}

}  // namespace
}  // namespace stillwave::nn
