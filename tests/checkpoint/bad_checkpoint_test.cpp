#include <ATen/ops/zeros.h>

#include "checkpoint/checkpoint_fixture.h"

/// Tests that every kind of wrong model ends in one error that says what is wrong.
namespace stillwave::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
namespace fs = std::filesystem;

constexpr auto unet_file = "unet/diffusion_pytorch_model.safetensors";
constexpr auto index_file = "unet/diffusion_pytorch_model.safetensors.index.json";

class BadCheckpointTest : public CheckpointTest {
  protected:
    std::string refusal_of_tensors(const std::map<std::string, at::Tensor>& tensors) const {
        const auto path = folder_.path() / "changed.safetensors";
        nn::save_safetensors(path, tensors);
        return refusal(path);
    }
};

TEST_F(BadCheckpointTest, NoSuchPath) {
    EXPECT_THAT(refusal(folder_.path() / "none", ErrorCode::model_not_found), HasSubstr("does not exist"));
}

TEST_F(BadCheckpointTest, EmptyFolder) {
    EXPECT_THAT(refusal(folder_.path()), HasSubstr("is an empty folder"));
}

TEST_F(BadCheckpointTest, FolderWithoutAModel) {
    write(folder_.path() / "notes.txt", "nothing");
    EXPECT_THAT(refusal(folder_.path()), HasSubstr("holds no model"));
}

TEST_F(BadCheckpointTest, FolderOfPickles) {
    write(folder_.path() / "svd.ckpt", "PK\x03\x04");
    EXPECT_THAT(refusal(folder_.path()), HasSubstr("can run any code"));
}

TEST_F(BadCheckpointTest, PickleByAnyName) {
    EXPECT_THAT(refusal(write(folder_.path() / "svd.safetensors", "PK\x03\x04 and more")),
                HasSubstr("can run any code"));
}

TEST_F(BadCheckpointTest, FolderOfSeveralFiles) {
    fs::create_symlink(tiny_file(), folder_.path() / "a.safetensors");
    fs::create_symlink(tiny_file(), folder_.path() / "b.safetensors");
    EXPECT_THAT(refusal(folder_.path()), HasSubstr("Name the one file"));
}

TEST_F(BadCheckpointTest, PartsWithoutModelIndex) {
    const auto folder = copy_of_folder();
    fs::remove(folder / "model_index.json");
    EXPECT_THAT(refusal(folder), HasSubstr("no model_index.json"));
}

TEST_F(BadCheckpointTest, DamagedModelIndex) {
    const auto folder = copy_of_folder();
    write(folder / "model_index.json", "{\"_class_name\": ");
    EXPECT_THAT(refusal(folder), HasSubstr("not valid JSON"));
}

TEST_F(BadCheckpointTest, AnotherPipeline) {
    const auto folder = copy_of_folder();
    write(folder / "model_index.json", R"({"_class_name": "StableDiffusionXLPipeline"})");
    EXPECT_THAT(refusal(folder), HasSubstr("StableDiffusionXLPipeline"));
}

TEST_F(BadCheckpointTest, MissingComponent) {
    const auto folder = copy_of_folder();
    fs::remove_all(folder / "vae");
    EXPECT_THAT(refusal(folder), HasSubstr("lacks the folder vae"));
}

TEST_F(BadCheckpointTest, MissingWeights) {
    const auto folder = copy_of_folder();
    fs::remove(folder / unet_file);
    EXPECT_THAT(refusal(folder), HasSubstr("holds no weights"));
}

TEST_F(BadCheckpointTest, ComponentOfPickles) {
    const auto folder = copy_of_folder();
    fs::rename(folder / unet_file, folder / "unet/diffusion_pytorch_model.bin");
    EXPECT_THAT(refusal(folder), HasSubstr("can run any code"));
}

TEST_F(BadCheckpointTest, IndexNamesAMissingShard) {
    const auto folder = copy_of_folder();
    fs::remove(folder / unet_file);
    write(folder / index_file, R"({"weight_map": {"conv_in.weight": "gone-00001-of-00002.safetensors"}})");
    EXPECT_THAT(refusal(folder), HasSubstr("names gone-00001-of-00002.safetensors, which is missing"));
}

TEST_F(BadCheckpointTest, IndexPointsOutside) {
    const auto folder = copy_of_folder();
    fs::rename(folder / unet_file, folder / "outside.safetensors");
    for (const auto* place :
         {"\"../outside.safetensors\"", "\"/etc/passwd\"", "\"..\"", "\"\"", "7", R"("..\\outside.safetensors")"}) {
        write(folder / index_file, R"({"weight_map": {"conv_in.weight": )" + std::string(place) + "}}");
        EXPECT_THAT(refusal(folder), HasSubstr("not the name of a file beside it")) << place;
    }
}

TEST_F(BadCheckpointTest, IndexPlacesATensorWrongly) {
    const auto folder = copy_of_folder();
    fs::rename(folder / unet_file, folder / "unet/part.safetensors");
    write(folder / index_file, R"({"weight_map": {"no.such.tensor": "part.safetensors"}})");
    EXPECT_THAT(refusal(folder), HasSubstr("lacks the tensor no.such.tensor"));
}

TEST_F(BadCheckpointTest, IndexWithoutAMap) {
    const auto folder = copy_of_folder();
    fs::remove(folder / unet_file);
    write(folder / index_file, R"({"metadata": {}})");
    EXPECT_THAT(refusal(folder), HasSubstr("weight_map"));
}

TEST_F(BadCheckpointTest, OneComponentInsteadOfTheFolder) {
    EXPECT_THAT(refusal(tiny_folder() / unet_file), HasSubstr("holds model_index.json"));
}

TEST_F(BadCheckpointTest, FolderLacksTensors) {
    const auto folder = copy_of_folder();
    auto tensors = tensors_of(folder / unet_file);
    std::erase_if(tensors, [](const auto& item) { return item.first.starts_with("mid_block.resnets.0."); });
    nn::save_safetensors(folder / unet_file, tensors);
    EXPECT_THAT(refusal(folder), AllOf(HasSubstr("tensors that the model needs: mid_block.resnets.0."),
                                       HasSubstr((folder / unet_file).string())));
}

TEST_F(BadCheckpointTest, FolderHasAWrongShape) {
    const auto folder = copy_of_folder();
    auto tensors = tensors_of(folder / unet_file);
    tensors["conv_in.weight"] = at::zeros({8, 32, 3, 3});
    nn::save_safetensors(folder / unet_file, tensors);
    EXPECT_THAT(refusal(folder),
                AllOf(HasSubstr("conv_in.weight has the shape [8, 32, 3, 3]"), HasSubstr("[32, 8, 3, 3]")));
}

TEST_F(BadCheckpointTest, FolderHasAWrongType) {
    const auto folder = copy_of_folder();
    auto tensors = tensors_of(folder / unet_file);
    tensors["conv_in.bias"] = at::zeros({32}, at::kChar);
    nn::save_safetensors(folder / unet_file, tensors);
    EXPECT_THAT(refusal(folder), AllOf(HasSubstr("conv_in.bias"), HasSubstr("Quantised")));
}

TEST_F(BadCheckpointTest, UnknownTensorsAreIgnored) {
    const auto folder = copy_of_folder();
    auto tensors = tensors_of(folder / unet_file);
    tensors["something.else"] = at::zeros({3}, at::kInt);
    nn::save_safetensors(folder / unet_file, tensors);
    EXPECT_NO_THROW(open_checkpoint(folder));
}

TEST_F(BadCheckpointTest, TextToImageModel) {
    auto tensors = tensors_of(tiny_file());
    std::erase_if(tensors, [](const auto& item) {
        return item.first.find("time_stack") != std::string::npos || item.first.starts_with("conditioner.");
    });
    tensors["cond_stage_model.transformer.text_model.final_layer_norm.bias"] = at::zeros({4});
    EXPECT_THAT(refusal_of_tensors(tensors), HasSubstr("text-to-image"));
}

TEST_F(BadCheckpointTest, DecoderWithoutItsLayersOverTime) {
    auto tensors = tensors_of(tiny_file());
    std::erase_if(tensors, [](const auto& item) {
        return item.first.starts_with("first_stage_model.decoder.") && item.first.find("time_") != std::string::npos;
    });
    EXPECT_THAT(refusal_of_tensors(tensors), HasSubstr("first_stage_model.decoder.mid.block_1.time_stack."));
}

TEST_F(BadCheckpointTest, AnotherKindOfFile) {
    EXPECT_THAT(refusal_of_tensors({{"lora_unet_down.weight", at::zeros({4})}}),
                HasSubstr("not a Stable Video Diffusion model"));
}

TEST_F(BadCheckpointTest, OriginalFileLacksTensors) {
    auto tensors = tensors_of(tiny_file());
    std::erase_if(tensors, [](const auto& item) {
        return item.first.starts_with("model.diffusion_model.middle_block.0.out_layers.");
    });
    EXPECT_THAT(refusal_of_tensors(tensors),
                AllOf(HasSubstr("lacks 4 tensors"), HasSubstr("model.diffusion_model.middle_block.0.out_layers.0.")));
}

TEST_F(BadCheckpointTest, OriginalFileLacksAllOfItsEncoder) {
    auto tensors = tensors_of(tiny_file());
    std::erase_if(tensors, [](const auto& item) {
        return item.first.starts_with("conditioner.embedders.3.") ||
               item.first.starts_with("first_stage_model.encoder.");
    });
    EXPECT_THAT(refusal_of_tensors(tensors), HasSubstr("conditioner.embedders.3"));
}

TEST_F(BadCheckpointTest, OriginalFileLacksItsQuantConv) {
    auto tensors = tensors_of(tiny_file());
    std::erase_if(tensors, [](const auto& item) { return item.first.find("quant_conv") != std::string::npos; });
    EXPECT_THAT(refusal_of_tensors(tensors), HasSubstr("conditioner.embedders.3.encoder.quant_conv.weight"));
}

TEST_F(BadCheckpointTest, OriginalFileLacksItsImageEncoder) {
    auto tensors = tensors_of(tiny_file());
    std::erase_if(tensors, [](const auto& item) { return item.first.starts_with("conditioner.embedders.0."); });
    EXPECT_THAT(refusal_of_tensors(tensors), HasSubstr("conditioner.embedders.0.open_clip.model.visual.conv1.weight"));
}

TEST_F(BadCheckpointTest, OriginalFileHasWrongShapes) {
    const std::string visual = "conditioner.embedders.0.open_clip.model.visual.";
    for (const auto& name :
         {"model.diffusion_model.input_blocks.0.0.weight", "first_stage_model.decoder.conv_in.weight",
          "conditioner.embedders.3.encoder.encoder.mid.attn_1.q.weight", "model.diffusion_model.out.2.weight"}) {
        auto tensors = tensors_of(tiny_file());
        tensors.at(name) = at::zeros({5, 5}, at::kHalf);
        EXPECT_THAT(refusal_of_tensors(tensors), HasSubstr("shape")) << name;
    }
    for (const auto& name : {visual + "proj", visual + "transformer.resblocks.0.attn.in_proj_weight",
                             visual + "transformer.resblocks.0.attn.in_proj_bias"}) {
        auto tensors = tensors_of(tiny_file());
        tensors.at(name) = at::zeros({7}, at::kHalf);
        EXPECT_THAT(refusal_of_tensors(tensors), HasSubstr("shape")) << name;
    }
}

TEST_F(BadCheckpointTest, OriginalFileHasAWrongType) {
    auto tensors = tensors_of(tiny_file());
    auto& tensor = tensors.at("model.diffusion_model.out.2.weight");
    tensor = tensor.to(at::kChar);
    EXPECT_THAT(refusal_of_tensors(tensors), HasSubstr("Quantised"));
}

}  // namespace
}  // namespace stillwave::test
