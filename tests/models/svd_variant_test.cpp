#include "models/svd_variant.h"

#include <nlohmann/json.hpp>

#include "checkpoint/checkpoint_fixture.h"
#include "models/model_hash.h"
#include "models/model_store.h"

/// Tests of the evidence for a single file's number of frames, and that a person's word is kept.
namespace stillwave::test {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

std::string key_of(const SvdVariant* variant) {
    return variant ? std::string(variant->key) : "none";
}

TEST(SvdVariantTest, NamesTell) {
    const auto of = [](const char* name) { return key_of(svd_variant_of_file_name(name)); };
    for (const auto* name : {"svd.safetensors", "SVD-fp16.safetensors", "svd.fp16.safetensors", "svd_image_decoder"})
        EXPECT_EQ(of(name), "svd") << name;
    for (const auto* name : {"svd_xt.safetensors", "SVD-XT-fp16.safetensors", "my svd xt merge.safetensors",
                             "stable-video-diffusion-img2vid-xt.safetensors", "svdxt.safetensors"})
        EXPECT_EQ(of(name), "svd_xt") << name;
    for (const auto* name :
         {"svd_xt_1_1.safetensors", "svd-xt-1.1.safetensors", "stable-video-diffusion-img2vid-xt-1-1.safetensors"})
        EXPECT_EQ(of(name), "svd_xt_1_1") << name;
    for (const auto* name : {"model.safetensors", "svd_merge.safetensors", "ComfyUI_00001_.safetensors"})
        EXPECT_EQ(of(name), "none") << name;
}

TEST(SvdVariantTest, MetadataTells) {
    const auto of = [](const std::map<std::string, std::string>& metadata) {
        return key_of(svd_variant_of_metadata(metadata));
    };
    EXPECT_EQ(of({}), "none");
    // ComfyUI writes the same architecture for every variant.
    const std::string architecture = "stable-video-diffusion-img2vid-v1";
    EXPECT_EQ(of({{"modelspec.architecture", architecture}, {"modelspec.title", "merge 1"}}), "none");
    EXPECT_EQ(of({{"modelspec.architecture", architecture}, {"modelspec.title", "svd_xt_merge 1"}}), "svd_xt");
    EXPECT_EQ(of({{"modelspec.title", "merge 1"},
                  {"prompt", R"({"1": {"inputs": {"ckpt_name": "video/svd_xt_1_1.safetensors"}}})"}}),
              "svd_xt_1_1");
}

TEST(SvdVariantTest, KnownHashesTell) {
    EXPECT_EQ(key_of(svd_variant_of_hash("b2652c23d64a1da5f14d55011b9b6dce55f2e72e395719f1cd1f8a079b00a451")),
              "svd_xt");
    EXPECT_EQ(key_of(svd_variant_of_hash("")), "none");
}

class StoredVariantTest : public CheckpointTest {
  protected:
    fs::path models() const { return folder_.path() / "data" / "models"; }
    ModelStore store() const { return {models(), STILLWAVE_RESOURCES}; }

    /// A copy of the tiny file under a name that tells nothing.
    fs::path file_of_unknown_variant() const {
        const auto file = folder_.path() / "merge.safetensors";
        fs::copy(tiny_file(), file, fs::copy_options::overwrite_existing);
        return file;
    }

    static void expect_frames(const ModelInfo& info, std::int64_t num_frames, FramesEvidence evidence) {
        EXPECT_EQ(info.num_frames, num_frames);
        EXPECT_EQ(frames_evidence_name(info.frames_evidence), frames_evidence_name(evidence));
        EXPECT_EQ(frames_warning(info).empty(), evidence != FramesEvidence::guess);
    }
};

TEST_F(StoredVariantTest, AFolderSaysItItself) {
    expect_frames(inspect_model(tiny_folder()), 14, FramesEvidence::configuration);
}

TEST_F(StoredVariantTest, ANameTellsSvdXt) {
    const auto path = folder_.path() / "SVD_XT_1_1.safetensors";
    fs::create_symlink(tiny_file(), path);
    expect_frames(inspect_model(path), 25, FramesEvidence::file_name);
}

TEST_F(StoredVariantTest, MetadataComesBeforeTheName) {
    const auto path = folder_.path() / "svd.safetensors";
    nn::save_safetensors(path, tensors_of(tiny_file()), {{"modelspec.title", "svd_xt"}});
    expect_frames(inspect_model(path), 25, FramesEvidence::metadata);
}

TEST_F(StoredVariantTest, AGuessIsNoSecret) {
    const auto file = file_of_unknown_variant();
    for (const auto& info : {inspect_model(file), store().add(file, ModelStore::AddMode::link)}) {
        expect_frames(info, 14, FramesEvidence::guess);
        EXPECT_THAT(frames_warning(info),
                    testing::AllOf(HasSubstr("'merge'"), HasSubstr("stillwave models add '" + file.string() + "'"),
                                   HasSubstr("--variant svd_xt")));
    }
}

TEST_F(StoredVariantTest, ACardMaySettleIt) {
    const auto file = file_of_unknown_variant();
    write(folder_.path() / "merge.stillwave.json",
          R"({"name": "Mine", "note": "A note.", "licence": "none", "settings": {"num_frames": 25}})");
    EXPECT_EQ(frames_warning(inspect_model(file)), "");
}

TEST_F(StoredVariantTest, APersonSaysItOnce) {
    const auto file = file_of_unknown_variant();
    for (const auto mode : {ModelStore::AddMode::link, ModelStore::AddMode::copy}) {
        expect_frames(store().add(file, mode, "svd_xt"), 25, FramesEvidence::person);
        expect_frames(store().resolve("merge"), 25, FramesEvidence::person);
        expect_frames(store().resolve((models() / "merge.safetensors").string()), 25, FramesEvidence::person);
        fs::remove_all(models());
    }
}

TEST_F(StoredVariantTest, APersonMaySayItLater) {
    const auto file = file_of_unknown_variant();
    expect_frames(store().add(file, ModelStore::AddMode::link), 14, FramesEvidence::guess);
    expect_frames(store().add(file, ModelStore::AddMode::link, "svd_xt_1_1"), 25, FramesEvidence::person);
    expect_frames(store().add(models() / "merge.safetensors", ModelStore::AddMode::link, "svd"), 14,
                  FramesEvidence::person);
    expect_frames(store().resolve(file.string()), 14, FramesEvidence::person);
}

TEST_F(StoredVariantTest, APersonsWordComesFirst) {
    const auto path = folder_.path() / "svd_xt.safetensors";
    fs::create_symlink(file_of_unknown_variant(), path);
    expect_frames(store().add(path, ModelStore::AddMode::link, "svd"), 14, FramesEvidence::person);
}

TEST_F(StoredVariantTest, WrongVariantsAreRefused) {
    const auto refusal_of = [&](const fs::path& model, const std::string& variant) -> std::string {
        try {
            store().add(model, ModelStore::AddMode::link, variant);
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::invalid_argument);
            return error.what();
        }
        return {};
    };
    EXPECT_THAT(refusal_of(file_of_unknown_variant(), "svd_xl"), HasSubstr("svd, svd_xt, svd_xt_1_1"));
    EXPECT_THAT(refusal_of(tiny_folder(), "svd_xt"), HasSubstr("says itself"));
    EXPECT_FALSE(fs::exists(models()));
}

TEST_F(StoredVariantTest, AKeptHashTells) {
    const auto file = file_of_unknown_variant();
    const auto cache = models() / ".hashes.json";
    hash_weight_files({file}, cache, 1);
    auto hashes = nlohmann::json::parse(std::ifstream(cache));
    ASSERT_EQ(hashes.size(), 1u);
    hashes.front() = "b2652c23d64a1da5f14d55011b9b6dce55f2e72e395719f1cd1f8a079b00a451";  // svd_xt.safetensors
    write(cache, hashes.dump());
    expect_frames(store().inspect(file), 25, FramesEvidence::known_hash);
}

}  // namespace
}  // namespace stillwave::test
