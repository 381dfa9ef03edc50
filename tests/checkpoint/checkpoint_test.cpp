#include "checkpoint/checkpoint.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/zeros.h>

#include <nlohmann/json.hpp>

#include "checkpoint/checkpoint_fixture.h"
#include "checkpoint/needed_tensors.h"
#include "checkpoint/original_config.h"
#include "checkpoint/original_keys.h"

namespace stillwave::test {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

/// Expects that every tensor that the models need is the same in both.
void expect_same_tensors(const Checkpoint& a, const Checkpoint& b) {
    const auto needed = needed_tensors(a.config);
    const auto compare = [](const nn::Weights& left, const nn::Weights& right,
                            const std::vector<nn::Weights::Asked>& keys) {
        for (const auto& asked : keys) ASSERT_TRUE(at::equal(get(left, asked), get(right, asked))) << asked.key;
    };
    compare(a.unet, b.unet, needed.unet);
    compare(a.vae, b.vae, needed.vae);
    compare(a.image_encoder, b.image_encoder, needed.image_encoder);
}

/// Spreads a component's tensors over two files and writes their index under `index_name`.
void shard(const fs::path& file, const std::string& base, const std::string& index_name) {
    const auto tensors = nn::SafetensorsFile::open(file).named_tensors();
    std::map<std::string, at::Tensor> parts[2];
    nlohmann::json map;
    std::size_t count = 0;
    for (const auto& [key, tensor] : tensors) {
        const auto part = count++ % 2;
        parts[part].emplace(key, tensor);
        map[key] = base + (part == 0 ? "-00001-of-00002.safetensors" : "-00002-of-00002.safetensors");
    }
    for (const auto part : {0, 1}) {
        nn::save_safetensors(file.parent_path() / (base + (part == 0 ? "-00001" : "-00002") + "-of-00002.safetensors"),
                             parts[part]);
    }
    fs::remove(file);
    std::ofstream(file.parent_path() / index_name) << nlohmann::json{{"metadata", {}}, {"weight_map", map}};
}

TEST_F(CheckpointTest, AFolderIsOpened) {
    const auto checkpoint = open_checkpoint(tiny_folder());
    EXPECT_EQ(checkpoint.format, CheckpointFormat::diffusers_folder);
    EXPECT_EQ(checkpoint.dtype, at::kHalf);
    EXPECT_EQ(checkpoint.config.unet.num_frames, 14);
    EXPECT_EQ(checkpoint.weight_files.size(), 3u);
    EXPECT_TRUE(checkpoint.unet.unused().empty());
    EXPECT_TRUE(checkpoint.vae.unused().empty());
    EXPECT_GT(checkpoint.parameters, 5'000'000u);
}

TEST_F(CheckpointTest, TheFp16VariantIsOpened) {
    const auto folder = copy_of_folder();
    for (const auto* file : {"unet/diffusion_pytorch_model", "vae/diffusion_pytorch_model", "image_encoder/model"}) {
        fs::rename(folder / (std::string(file) + ".safetensors"), folder / (std::string(file) + ".fp16.safetensors"));
    }
    expect_same_tensors(open_checkpoint(folder), open_checkpoint(tiny_folder()));
}

TEST_F(CheckpointTest, ShardsAreOpened) {
    const auto folder = copy_of_folder();
    shard(folder / "unet/diffusion_pytorch_model.safetensors", "diffusion_pytorch_model",
          "diffusion_pytorch_model.safetensors.index.json");
    const auto checkpoint = open_checkpoint(folder);
    EXPECT_EQ(checkpoint.weight_files.size(), 4u);
    expect_same_tensors(checkpoint, open_checkpoint(tiny_folder()));
}

TEST_F(CheckpointTest, ShardsOfTheFp16VariantAreOpened) {
    for (const auto* index : {"diffusion_pytorch_model.safetensors.index.fp16.json",
                              "diffusion_pytorch_model.fp16.safetensors.index.json"}) {
        const auto folder = copy_of_folder();
        shard(folder / "unet/diffusion_pytorch_model.safetensors", "diffusion_pytorch_model.fp16", index);
        expect_same_tensors(open_checkpoint(folder), open_checkpoint(tiny_folder()));
        fs::remove_all(folder);
    }
}

// The reference wrote the configurations from which the file's tensors were made; they are read back off the shapes.
TEST_F(CheckpointTest, AnOriginalFileHasTheConfigurationItWasMadeFrom) {
    const auto inferred = open_checkpoint(tiny_file()).config;
    const auto stated = svd::pipeline_config_from_folder(data() / "svd-tiny-original" / "pipeline");
    EXPECT_EQ(inferred.unet.in_channels, stated.unet.in_channels);
    EXPECT_EQ(inferred.unet.out_channels, stated.unet.out_channels);
    EXPECT_EQ(inferred.unet.down_block_types, stated.unet.down_block_types);
    EXPECT_EQ(inferred.unet.up_block_types, stated.unet.up_block_types);
    EXPECT_EQ(inferred.unet.block_out_channels, stated.unet.block_out_channels);
    EXPECT_EQ(inferred.unet.layers_per_block, stated.unet.layers_per_block);
    EXPECT_EQ(inferred.unet.addition_time_embed_dim, stated.unet.addition_time_embed_dim);
    EXPECT_EQ(inferred.unet.cross_attention_dim, stated.unet.cross_attention_dim);
    EXPECT_EQ(inferred.unet.transformer_layers_per_block, stated.unet.transformer_layers_per_block);
    EXPECT_EQ(inferred.unet.num_attention_heads, stated.unet.num_attention_heads);
    EXPECT_EQ(inferred.unet.num_frames, stated.unet.num_frames);
    EXPECT_EQ(inferred.vae.block_out_channels, stated.vae.block_out_channels);
    EXPECT_EQ(inferred.vae.layers_per_block, stated.vae.layers_per_block);
    EXPECT_EQ(inferred.vae.latent_channels, stated.vae.latent_channels);
    EXPECT_EQ(inferred.vae.scaling_factor, stated.vae.scaling_factor);
    EXPECT_EQ(inferred.image_encoder.hidden_size, stated.image_encoder.hidden_size);
    EXPECT_EQ(inferred.image_encoder.intermediate_size, stated.image_encoder.intermediate_size);
    EXPECT_EQ(inferred.image_encoder.num_hidden_layers, stated.image_encoder.num_hidden_layers);
    EXPECT_EQ(inferred.image_encoder.num_attention_heads, stated.image_encoder.num_attention_heads);
    EXPECT_EQ(inferred.image_encoder.image_size, stated.image_encoder.image_size);
    EXPECT_EQ(inferred.image_encoder.patch_size, stated.image_encoder.patch_size);
    EXPECT_EQ(inferred.image_encoder.projection_dim, stated.image_encoder.projection_dim);
    EXPECT_EQ(inferred.image_encoder.hidden_act, stated.image_encoder.hidden_act);
    EXPECT_EQ(inferred.scheduler.sigma_max, stated.scheduler.sigma_max);
}

TEST_F(CheckpointTest, AnOriginalFileIsViewedNotCopied) {
    const auto checkpoint = open_checkpoint(tiny_file());
    EXPECT_EQ(checkpoint.format, CheckpointFormat::original_file);
    const auto stored = tensors_of(tiny_file());
    const std::string visual = "conditioner.embedders.0.open_clip.model.visual.";
    const auto& fused = stored.at(visual + "transformer.resblocks.1.attn.in_proj_weight");
    EXPECT_TRUE(
        at::equal(checkpoint.image_encoder.get("vision_model.encoder.layers.1.self_attn.k_proj.weight", {160, 160}),
                  fused.narrow(0, 160, 160)));
    EXPECT_TRUE(
        at::equal(checkpoint.image_encoder.get("visual_projection.weight", {64, 160}), stored.at(visual + "proj").t()));
    const auto q = checkpoint.vae.get("encoder.mid_block.attentions.0.to_q.weight", {32, 32});
    EXPECT_EQ(q.data_ptr(), checkpoint.vae.get("encoder.mid_block.attentions.0.to_q.weight", {32, 32}).data_ptr());
    EXPECT_TRUE(at::equal(q, stored.at("conditioner.embedders.3.encoder.encoder.mid.attn_1.q.weight").flatten(1)));
}

// The public converter takes this value from output_blocks.1.0 by mistake.
TEST_F(CheckpointTest, TheFirstUpBlocksMixFactorIsItsOwn) {
    const svd::UNetConfig config;
    EXPECT_EQ(original_unet_key("up_blocks.0.resnets.0.time_mixer.mix_factor", config),
              "model.diffusion_model.output_blocks.0.0.time_mixer.mix_factor");
    const auto stored = tensors_of(tiny_file());
    EXPECT_TRUE(at::equal(open_checkpoint(tiny_file()).unet.get("up_blocks.0.resnets.0.time_mixer.mix_factor", {1}),
                          stored.at("model.diffusion_model.output_blocks.0.0.time_mixer.mix_factor")));
}

TEST_F(CheckpointTest, AFolderWithOneOriginalFileIsOpened) {
    fs::create_symlink(tiny_file(), folder_.path() / "anything.safetensors");
    EXPECT_EQ(open_checkpoint(folder_.path()).format, CheckpointFormat::original_file);
}

TEST_F(CheckpointTest, TheFullSizeOriginalLayoutIsFoundWhole) {
    const auto infos = full_size_tensors();
    ASSERT_EQ(infos.size(), 2300u);
    TensorIndex index;
    for (const auto& info : infos) index.emplace(info.name, &info);
    const auto config = infer_original_config(index, {}, "svd.safetensors");
    const svd::PipelineConfig svd;
    EXPECT_EQ(config.unet.block_out_channels, svd.unet.block_out_channels);
    EXPECT_EQ(config.unet.down_block_types, svd.unet.down_block_types);
    EXPECT_EQ(config.unet.up_block_types, svd.unet.up_block_types);
    EXPECT_EQ(config.unet.num_attention_heads, svd.unet.num_attention_heads);
    EXPECT_EQ(config.vae.block_out_channels, svd.vae.block_out_channels);
    EXPECT_EQ(config.image_encoder.num_hidden_layers, svd.image_encoder.num_hidden_layers);
    EXPECT_EQ(config.image_encoder.num_attention_heads, svd.image_encoder.num_attention_heads);

    const auto needed = needed_tensors(config);
    EXPECT_EQ(parameter_count({needed.unet, {}, {}}), 1'524'623'082u);
    std::set<std::string> used;
    for (const auto& asked : needed.unet) used.insert(original_unet_key(asked.key, config.unet));
    for (const auto& asked : needed.vae) used.insert(original_vae_key(asked.key, config.vae, {}));
    for (const auto& asked : needed.image_encoder) used.insert(original_clip_tensor(asked.key, {}).key);
    for (const auto& key : used) EXPECT_TRUE(index.contains(key)) << key;
    // The tensors that are left are the second copy of the VAE's encoder.
    for (const auto& [key, info] : index) {
        EXPECT_TRUE(used.contains(key) || key.starts_with("first_stage_model.encoder.")) << key;
    }
}

}  // namespace
}  // namespace stillwave::test
