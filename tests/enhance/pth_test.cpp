#include <ATen/ops/equal.h>
#include <caffe2/serialize/inline_container.h>

#include <random>

#include "enhance/upscaler_weights.h"
#include "enhance_testing.h"
#include "support/temporary_folder.h"

namespace stillwave::enhance {
namespace {

using testing::HasSubstr;

std::string little_endian(std::uint64_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i) & 0xff);
    return text;
}
std::string text(const std::string& value) {
    return "X" + little_endian(value.size(), 4) + value;
}
std::string integer(std::uint64_t value) {
    return "\x8a\x08" + little_endian(value, 8);
}
std::string tuple(const std::vector<std::uint64_t>& values) {
    std::string items = "(";
    for (const auto value : values) items += integer(value);
    return items + "t";
}
std::string tensor(std::uint64_t storage_elements, std::uint64_t offset, const std::vector<std::uint64_t>& sizes,
                   const std::vector<std::uint64_t>& strides, const std::string& record = "0") {
    return "ctorch._utils\n_rebuild_tensor_v2\n((" + text("storage") + "ctorch\nFloatStorage\n" + text(record) +
           text("cpu") + integer(storage_elements) + "tQ" + integer(offset) + tuple(sizes) + tuple(strides) +
           "\x89"
           "ccollections\nOrderedDict\n)RtR";
}
/// Returns the pickle of a dictionary with one entry.
std::string dictionary(const std::string& key, const std::string& value) {
    return "}(" + text(key) + value + "u";
}
std::string pickle(const std::string& value) {
    return "\x80\x02" + value + ".";
}

class PthTest : public testing::Test {
  protected:
    std::filesystem::path file() const { return folder_.path() / "model.pth"; }

    /// Writes a file as torch.save does, with `floats` values as record 0.
    void write(const std::string& pickle_text, std::size_t floats = 6, bool packed = false) const {
        caffe2::serialize::PyTorchStreamWriter writer(file().string());
        writer.writeRecord("data.pkl", pickle_text.data(), pickle_text.size());
        std::vector<float> values(floats);
        for (std::size_t i = 0; i < floats && !packed; ++i) values[i] = static_cast<float>(i);
        writer.writeRecord("data/0", values.data(), floats * sizeof(float), packed);
        writer.writeEndOfFile();
    }
    nn::NamedTensors read() const { return read_upscaler_weights(file()).tensors; }
    std::string refused() const {
        const auto message = refusal(ErrorCode::model_invalid, [&] { read(); });
        EXPECT_THAT(message, HasSubstr(file().string()));
        return message;
    }

    test::TemporaryFolder folder_;
};

TEST_F(PthTest, ATorchFileHoldsWhatTheSafetensorsFileHolds) {
    // The file's entry "params" is all zeros, so that the test shows that "params_ema" is read.
    const auto pth = read_upscaler_weights(data_file("rrdb_x4.pth")).tensors;
    const auto safe = read_upscaler_weights(data_file("rrdb_x4.safetensors")).tensors;
    ASSERT_EQ(pth.size(), safe.size());
    for (const auto& [name, expected] : safe) {
        ASSERT_TRUE(pth.contains(name)) << name;
        EXPECT_TRUE(at::equal(pth.at(name), expected)) << name;
    }
}

TEST_F(PthTest, PartsAndTransposedTensorsAreReadAsTheyAre) {
    write(pickle(dictionary("a", tensor(6, 1, {2, 2}, {1, 2}))));
    const auto a = read().at("a");
    EXPECT_EQ(a.sizes(), at::IntArrayRef({2, 2}));
    EXPECT_EQ(a[0][1].item<float>(), 3.0F);
    EXPECT_EQ(a[1][0].item<float>(), 2.0F);
}

TEST_F(PthTest, NothingInAFileIsRun) {
    write(pickle("cos\nsystem\n(" + text("touch " + (folder_.path() / "ran").string()) + "tR"));
    EXPECT_THAT(refused(), HasSubstr("asks for os.system"));
    write(pickle(dictionary("a", "cbuiltins\neval\n(" + text("1") + "tR")));
    EXPECT_THAT(refused(), HasSubstr("asks for builtins.eval"));
    write(pickle(text("os") + text("system") + "\x93)R"));
    EXPECT_THAT(refused(), HasSubstr("asks for os.system"));
    // INST, OBJ, NEWOBJ and EXT1 make objects too.
    for (const std::string made : {"(ios\nsystem\n", "(o", ")\x81", "\x82\x01"}) {
        write(pickle(made));
        EXPECT_THAT(refused(), HasSubstr("pickle instruction")) << made;
    }
    // An allowed function may be called only in the way in which a state dict calls it.
    write(pickle("ctorch\nFloatStorage\n)R"));
    refused();
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "ran"));
}

TEST_F(PthTest, TensorsOutsideTheirRecordsAreRefused) {
    const std::uint64_t huge = 1ULL << 62, minus_one = ~0ULL;
    const std::vector<std::string> hostile = {
        tensor(6, 0, {7}, {1}),                          // longer than the record
        tensor(6, 1, {6}, {1}),                          // begins too late
        tensor(6, minus_one, {1}, {1}),                  // begins before it
        tensor(6, 0, {2, 2}, {1, 6}),                    // strides lead out of the record
        tensor(6, 3, {2}, {minus_one}),                  // strides lead back
        tensor(6, 0, {huge, huge}, {0, 0}),              // 2^124 elements
        tensor(6, 0, {1ULL << 32, 1ULL << 32}, {0, 0}),  // 2^64
        tensor(6, 0, {huge}, {0}),                       // one value for all of them
        tensor(6, 0, {2, 2}, {huge, huge}),              //
        tensor(6, 0, {minus_one}, {1}),                  //
        tensor(6, 0, {0}, {1}),                          // no values
        tensor(6, 0, {2, 2}, {1}),                       // fewer strides than sizes
        tensor(huge, 0, {6}, {1}),                       // a storage larger than its record
        tensor(5, 0, {5}, {1}),                          // a storage smaller than its record
    };
    for (const auto& value : hostile) {
        write(pickle(dictionary("a", value)));
        EXPECT_THAT(refused(), HasSubstr("the tensor a does not lie within its record"));
    }
    write(pickle(dictionary("a", tensor(6, 0, {6}, {1}, "7"))));
    EXPECT_THAT(refused(), HasSubstr("no record data/7"));
    write(pickle(dictionary("a", tensor(6, 0, {6}, {1}, "../../../etc/passwd"))));
    EXPECT_THAT(refused(), HasSubstr("no record"));
}

TEST_F(PthTest, APackedFileThatUnpacksToFarMoreIsRefused) {
    constexpr std::size_t floats = 1 << 24;
    write(pickle(dictionary("a", tensor(floats, 0, {floats}, {1}))), floats, true);
    ASSERT_LT(std::filesystem::file_size(file()), 1'000'000U);
    EXPECT_THAT(refused(), HasSubstr("announces 67108864 bytes"));
}

TEST_F(PthTest, PicklesThatMakeNoSenseAreRefused) {
    const std::string none;
    for (const auto& nonsense : {none,
                                 std::string("."),
                                 std::string("N."),
                                 std::string("t."),
                                 std::string("R."),
                                 std::string("Q."),
                                 std::string("s."),
                                 std::string("}(u(."),
                                 std::string("}(Nu."),
                                 std::string("h\x01."),
                                 std::string("q\x01."),
                                 std::string("\x85."),
                                 std::string("b."),
                                 std::string("]b."),
                                 std::string("K"),
                                 std::string("X\xff\xff\xff\xff"),
                                 std::string("ctorch"),
                                 std::string("\x8a\x09"),
                                 std::string("N)R."),
                                 std::string("\x93."),
                                 "(" + text("storage") + "tQ."}) {
        write(nonsense.empty() ? " " : nonsense);
        refused();
    }
    // Deep nesting must not use up the stack.
    std::string deep = ")";
    for (int i = 0; i < 1'000'000; ++i) deep += '\x85';
    write(deep + ".");
    EXPECT_THAT(refused(), HasSubstr("no dictionary"));
    write(std::string(3'000'000, 'N'));
    EXPECT_THAT(refused(), HasSubstr("announces 3000000 bytes"));
}

TEST_F(PthTest, AVersionBeyondAllNumbersIsRefused) {
    caffe2::serialize::PyTorchStreamWriter writer(file().string());
    const std::string version = "99999999999999999999999";
    writer.writeRecord("version", version.data(), version.size());
    writer.writeEndOfFile();
    EXPECT_THAT(refused(), HasSubstr("damaged archive"));
}

TEST_F(PthTest, OldAndTruncatedFilesAreRefused) {
    write_file(file(), std::string("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.\x80\x02M\xe9\x03.", 21));
    EXPECT_THAT(refused(), HasSubstr("older than 1.6"));
    const auto whole = read_file(data_file("rrdb_x4.pth"));
    for (std::size_t bytes = 4; bytes < whole.size(); bytes += 1009) {
        write_file(file(), whole.substr(0, bytes));
        refused();
    }
}

/// A file that is damaged at random is read or refused; nothing else may happen.
TEST_F(PthTest, DamageIsReadOrRefused) {
    const auto whole = read_file(data_file("rrdb_x4.pth"));
    std::mt19937 random(1);
    int refusals = 0;
    for (int i = 0; i < 400; ++i) {
        auto bytes = whole;
        // The pickle comes first, the archive's directory last; values of tensors lie between.
        for (int k = 0; k < 4; ++k) {
            const auto place = random() % 20'000;
            bytes[k % 2 == 0 ? place : bytes.size() - 1 - place] = static_cast<char>(random());
        }
        write_file(file(), bytes);
        try {
            read();
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::model_invalid);
            ++refusals;
        }
    }
    std::cout << "    " << refusals << " of 400 damaged files were refused\n";
    EXPECT_GT(refusals, 100);
}

}  // namespace
}  // namespace stillwave::enhance
