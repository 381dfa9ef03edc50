#include "models/model_store.h"

#include <chrono>
#include <cstdlib>

#include "checkpoint/checkpoint_fixture.h"
#include "media/sha256.h"
#include "models/model_hash.h"
#include "nn/safetensors_header.h"
#include "types/data_folders.h"

namespace stillwave::test {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

class ModelStoreTest : public CheckpointTest {
  protected:
    fs::path models() const { return folder_.path() / "data" / "models"; }
    ModelStore store() const { return {models(), STILLWAVE_RESOURCES}; }

    template <typename Call>
    static std::string refusal_of(Call call, ErrorCode code) {
        try {
            call();
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), code);
            return error.what();
        }
        ADD_FAILURE() << "no error";
        return {};
    }

    std::size_t entries() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(models()), fs::directory_iterator()));
    }
};

TEST_F(ModelStoreTest, InspectingTheStarterTakesNoTime) {
    const auto start = std::chrono::steady_clock::now();
    const auto info = store().inspect(fs::path(STILLWAVE_RESOURCES) / "models" / "starter");
    const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf("inspecting took %.3f s\n", seconds);
    EXPECT_LT(seconds, 1.0);
    EXPECT_EQ(info.name, "starter");
    EXPECT_EQ(info.variant, "starter");
    EXPECT_EQ(info.format, "diffusers folder");
    EXPECT_EQ(info.dtype, "float8_e4m3fn");
    EXPECT_EQ(info.num_frames, 14);
    EXPECT_EQ(info.size_multiple, 8);
    EXPECT_GT(info.parameters, 5'000'000u);
    EXPECT_LT(info.bytes, 45'000'000u) << "a clone must stay small";
}

TEST_F(ModelStoreTest, AnOriginalFileIsInspected) {
    const auto info = inspect_model(tiny_file());
    EXPECT_EQ(info.name, "original");
    EXPECT_EQ(info.variant, "custom");
    EXPECT_EQ(info.format, "original file");
    EXPECT_EQ(info.frames_evidence, FramesEvidence::guess);
    EXPECT_EQ(info.size_multiple, 2);
}

// The file is a hole of 4.6 GB and takes no room on the disk.
TEST_F(ModelStoreTest, AFullSizeFileIsInspectedWithinASecond) {
    nn::SafetensorsHeader header;
    header.tensors = full_size_tensors();
    std::uint64_t bytes = 0;
    for (auto& info : header.tensors) {
        info.dtype = at::kHalf;
        info.begin = bytes;
        bytes += 2;
        for (const auto dimension : info.shape)
            bytes += (bytes - info.begin) * static_cast<std::uint64_t>(dimension - 1);
        info.end = bytes;
    }
    auto text = nn::safetensors_header_text(header);
    std::string length;
    for (int i = 0; i < 8; ++i) length += static_cast<char>(text.size() >> (8 * i) & 0xff);
    const auto file = write(folder_.path() / "svd_xt_1_1.safetensors", length + text);
    fs::resize_file(file, length.size() + text.size() + bytes);

    const auto start = std::chrono::steady_clock::now();
    const auto info = inspect_model(file);
    const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf("inspecting took %.3f s\n", seconds);
    EXPECT_LT(seconds, 1.0);
    EXPECT_EQ(info.variant, "SVD-XT 1.1");
    EXPECT_EQ(info.num_frames, 25);
    EXPECT_EQ(info.size_multiple, 8);
    EXPECT_EQ(info.parameters, 2'254'442'729u);
}

TEST_F(ModelStoreTest, AnEmptyStoreHasTheStarter) {
    const auto models = store().list();
    ASSERT_EQ(models.size(), 1u);
    EXPECT_EQ(models.front().name, "starter");
    EXPECT_TRUE(models.front().info);
    EXPECT_EQ(store().resolve("").name, "starter");
    EXPECT_EQ(store().resolve("starter").variant, "starter");
    EXPECT_FALSE(fs::exists(store().models_folder())) << "looking must not write";
}

TEST_F(ModelStoreTest, ACopyOfTheStarterIsACustomModel) {
    const auto starter = fs::path(STILLWAVE_RESOURCES) / "models" / "starter";
    EXPECT_EQ(store().resolve(starter.string()).variant, "starter");
    const auto copy = folder_.path() / "trained";
    fs::copy(starter, copy, fs::copy_options::recursive);
    EXPECT_EQ(store().resolve(copy.string()).variant, "custom");
    EXPECT_EQ(store().add(copy, ModelStore::AddMode::link).variant, "custom");
    EXPECT_EQ(store().resolve("").name, "trained") << "it is preferred to the starter";
    EXPECT_THAT(model_notice(store().resolve("")), testing::Not(HasSubstr("models add")));
}

TEST_F(ModelStoreTest, LinkedModelsAreFound) {
    const auto folder = copy_of_folder();
    const auto added = store().add(folder, ModelStore::AddMode::link);
    EXPECT_EQ(added.name, "model");
    EXPECT_TRUE(fs::is_symlink(models() / "model"));
    EXPECT_EQ(store().resolve("model").path, models() / "model");
    EXPECT_EQ(store().resolve("").name, "model") << "an installed model comes before the starter";
    EXPECT_EQ(store().list().size(), 2u);
}

TEST_F(ModelStoreTest, LinkedFilesKeepTheirCard) {
    const auto file = folder_.path() / "mine.safetensors";
    fs::copy(tiny_file(), file);
    write(folder_.path() / "mine.stillwave.json",
          R"({"name": "Mine", "note": "A note.", "licence": "none", "settings": {"fps": 9}})");
    store().add(file, ModelStore::AddMode::link);
    const auto info = store().resolve("mine");
    ASSERT_TRUE(info.card);
    EXPECT_EQ(info.card->name, "Mine");
}

TEST_F(ModelStoreTest, CopiedModelsStandAlone) {
    const auto folder = copy_of_folder();
    write(folder / "unet" / "unrelated.bin", "other weights");
    store().add(folder, ModelStore::AddMode::copy);
    fs::remove_all(folder);
    EXPECT_EQ(store().resolve("model").variant, "custom");
    EXPECT_FALSE(fs::exists(models() / "model" / "unet" / "unrelated.bin"));

    store().add(tiny_file(), ModelStore::AddMode::copy);
    EXPECT_TRUE(fs::is_regular_file(models() / "original.safetensors"));
    EXPECT_EQ(entries(), 2u) << "a temporary copy is left";
}

TEST_F(ModelStoreTest, CopiedFilesKeepTheirCard) {
    const auto file = folder_.path() / "mine.safetensors";
    fs::copy(tiny_file(), file);
    write(folder_.path() / "mine.stillwave.json", R"({"name": "Mine", "note": "A note.", "licence": "none"})");
    store().add(file, ModelStore::AddMode::copy);
    fs::remove(folder_.path() / "mine.stillwave.json");
    ASSERT_TRUE(store().resolve("mine").card);
    EXPECT_EQ(entries(), 2u);
}

TEST_F(ModelStoreTest, PointersStandInForLinks) {
    fs::create_directories(models());
    write(models() / "pointed.link.json", R"({"path": ")" + tiny_file().string() + "\"}");
    EXPECT_EQ(store().resolve("pointed").format, "original file");
}

TEST_F(ModelStoreTest, BadModelsAreNotAdded) {
    const auto file = write(folder_.path() / "bad.safetensors", "<!DOCTYPE html>");
    EXPECT_THAT(refusal_of([&] { store().add(file, ModelStore::AddMode::link); }, ErrorCode::model_invalid),
                HasSubstr("web page"));
    EXPECT_FALSE(fs::exists(models()));
}

TEST_F(ModelStoreTest, ANameIsGivenOnce) {
    store().add(tiny_file(), ModelStore::AddMode::link);
    for (const auto mode : {ModelStore::AddMode::link, ModelStore::AddMode::copy}) {
        EXPECT_THAT(refusal_of([&] { store().add(tiny_file(), mode); }, ErrorCode::invalid_argument),
                    HasSubstr("'original' is installed already"));
    }
}

TEST_F(ModelStoreTest, AnUnwritableFolderIsAnError) {
    write(folder_.path() / "data", "a file where the folder should be");
    refusal_of([&] { store().add(tiny_file(), ModelStore::AddMode::copy); }, ErrorCode::output_unwritable);
}

TEST_F(ModelStoreTest, BrokenModelsAreListedAndPassedOver) {
    const auto folder = copy_of_folder();
    store().add(folder, ModelStore::AddMode::link);
    fs::remove_all(folder);
    const auto models = store().list();
    ASSERT_EQ(models.size(), 2u);
    EXPECT_EQ(models.front().name, "model");
    EXPECT_FALSE(models.front().info);
    EXPECT_THAT(models.front().problem, HasSubstr("does not exist"));
    EXPECT_EQ(store().resolve("").name, "starter");
    refusal_of([&] { store().resolve("model"); }, ErrorCode::model_not_found);
}

TEST_F(ModelStoreTest, PathsAreResolved) {
    EXPECT_EQ(store().resolve(tiny_file().string()).format, "original file");
}

TEST_F(ModelStoreTest, UnknownNamesSayWhatIsThere) {
    store().add(tiny_file(), ModelStore::AddMode::link);
    EXPECT_THAT(refusal_of([&] { store().resolve("svd_xt"); }, ErrorCode::model_not_found),
                HasSubstr("original, starter"));
}

TEST_F(ModelStoreTest, TheHashIsThatOfTheFile) {
    std::ifstream file(tiny_file(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    EXPECT_EQ(store().hash(inspect_model(tiny_file())), media::sha256_hex(std::as_bytes(std::span(bytes))));
}

TEST_F(ModelStoreTest, HashesAreKeptWhileFilesStay) {
    const auto file = write(folder_.path() / "weights", "first");
    const auto cache = folder_.path() / "hashes.json";
    const auto first = hash_weight_files({file}, cache, 1);
    ASSERT_TRUE(fs::exists(cache));
    const auto time = fs::last_write_time(file);
    write(file, "other");
    fs::last_write_time(file, time);
    EXPECT_EQ(hash_weight_files({file}, cache, 1), first) << "same size and time: taken from the cache";
    fs::last_write_time(file, time + std::chrono::seconds(1));
    const auto changed = hash_weight_files({file}, cache, 1);
    EXPECT_NE(changed, first);

    write(cache, "not JSON");
    EXPECT_EQ(hash_weight_files({file}, cache, 1), changed);
    EXPECT_EQ(hash_weight_files({file}, folder_.path() / "none" / "hashes.json", 1), changed);
}

// A fresh account has no models' folder yet.
TEST_F(ModelStoreTest, HashesAreKeptWhereNoModelWasAdded) {
    const auto file = write(folder_.path() / "weights", "bytes");
    const auto cache = models() / ".hashes.json";
    ASSERT_FALSE(fs::exists(cache.parent_path()));
    const auto hash = hash_weight_files({file}, cache, 1);
    ASSERT_TRUE(fs::exists(cache));
    EXPECT_EQ(hash_weight_files({file}, cache, 1), hash);
}

TEST(DataFoldersTest, TheEnvironmentDecides) {
    ::setenv("XDG_DATA_HOME", "/data/home", 1);
    EXPECT_EQ(default_models_folder(), fs::path("/data/home/stillwave/models"));
    ::setenv("XDG_DATA_HOME", "relative", 1);
    ::setenv("HOME", "/home/someone", 1);
    EXPECT_EQ(default_models_folder(), fs::path("/home/someone/.local/share/stillwave/models"));
    ::setenv("STILLWAVE_RESOURCES", "/somewhere", 1);
    EXPECT_EQ(resources_folder(), fs::path("/somewhere"));
    ::unsetenv("STILLWAVE_RESOURCES");
    EXPECT_TRUE(fs::exists(resources_folder() / "models" / "starter" / "model_index.json"));
}

TEST_F(ModelStoreTest, TheStarterIntroducesItself) {
    ::setenv("XDG_DATA_HOME", models().c_str(), 1);
    EXPECT_THAT(model_notice(ModelStore().resolve("")),
                testing::AllOf(HasSubstr("each seed picks"), HasSubstr("motion bucket"), HasSubstr("models add")));
    EXPECT_EQ(model_notice(ModelStore().resolve(tiny_file().string())), "");
}

}  // namespace
}  // namespace stillwave::test
