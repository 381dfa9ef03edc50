// Tests that every call and reply comes back from its line as it was, and that other lines are refused with a reason.
#include "protocol/worker_protocol.h"

#include <gmock/gmock.h>

namespace stillwave::worker {
namespace {

template <typename Value>
Value through_call(const Value& value) {
    const auto line = call_to_line(value);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    return std::get<Value>(call_from_line(line));
}

template <typename Value>
Value through_reply(const Value& value) {
    const auto line = reply_to_line(value);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    return std::get<Value>(reply_from_line(line));
}

TEST(WorkerProtocol, AnimationRequests) {
    AnimationRequest request;
    request.photo_path = "/photos/a \"b\"\n.png";
    request.settings = {{"fps", std::int64_t{9}}, {"noise_aug_strength", 0.125}, {"fit", std::string("letterbox")}};
    request.recipe = {{"seed", std::int64_t{4294967295}}};
    request.model = "svd_xt";
    request.device = "cuda:1";
    request.dtype = "float16";
    request.memory_budget_bytes = 8'000'000'000;
    request.threads = 3;
    request.dump_tensors = "/tmp/dump";
    request.take_folder = "/takes/7";
    const auto back = through_call(request);
    EXPECT_EQ(back.photo_path, request.photo_path);
    EXPECT_EQ(back.settings, request.settings);
    EXPECT_EQ(back.recipe, request.recipe);
    EXPECT_EQ(back.model, request.model);
    EXPECT_EQ(back.device, request.device);
    EXPECT_EQ(back.dtype, request.dtype);
    EXPECT_EQ(back.memory_budget_bytes, 8'000'000'000U);
    EXPECT_EQ(back.threads, 3);
    EXPECT_EQ(through_call(EstimateAnimation{request}).request.memory_budget_bytes, 8'000'000'000U);
    EXPECT_EQ(through_call(Prepare{request}).request.model, "svd_xt");
    EXPECT_EQ(back.dump_tensors, request.dump_tensors);
    EXPECT_EQ(back.take_folder, request.take_folder);
}

TEST(WorkerProtocol, OtherCalls) {
    const auto picture = through_call(PictureRequest{"/photos/ü.jpg", 320, "#102030"});
    EXPECT_EQ(picture.path, "/photos/ü.jpg");
    EXPECT_EQ(picture.long_side, 320);
    EXPECT_EQ(picture.background, "#102030");
    EXPECT_EQ(through_call(AddModel{"/m.safetensors", ""}).path, "/m.safetensors");
    EXPECT_EQ(through_call(AddModel{"/m.safetensors", "svd_xt"}).variant, "svd_xt");
    EXPECT_TRUE(through_call(AddModel{"/m.safetensors", "", true}).copy);
    EXPECT_EQ(through_call(FindModel{"svd_xt"}).model, "svd_xt");
    through_call(Describe{});
    through_call(Rest{});
    through_call(Continue{});
    through_call(Cancel{});
}

TEST(WorkerProtocol, Replies) {
    const AnimationEstimate estimate{12.5, 9'000'000'000, 8'000'000'000, "weights streamed", false};
    EXPECT_EQ(through_reply(estimate), estimate);
    const auto progress = through_reply(ProgressReply{{Stage::photo_detail, 3, 14, {}}, "/x/p1"});
    EXPECT_EQ(progress.progress.stage, Stage::photo_detail);
    EXPECT_EQ(progress.progress.step, 3);
    EXPECT_EQ(progress.progress.total, 14);
    EXPECT_EQ(progress.pictures, "/x/p1");

    AnimationReply animation;
    animation.result.clip.fps = 7;
    animation.result.settings.seed = 12;
    animation.result.settings.width = 256;
    animation.result.model_name = "starter";
    animation.result.model_hash = "ab";
    animation.result.device = "cpu";
    animation.result.dtype = "float32";
    animation.result.threads = 2;
    animation.result.crop = {1.5, 2, 300, 200};
    animation.result.report.stage_seconds = {{"load", 0.25}, {"decode", 6.5}};
    animation.result.report.step_seconds = {1, 1.5};
    animation.result.report.peak_resident_bytes = 1ULL << 40;
    animation.result.report.memory = "streamed";
    const auto back = through_reply(animation);
    EXPECT_EQ(to_layer(back.result.settings), to_layer(animation.result.settings));
    EXPECT_EQ(back.result.model_name, "starter");
    EXPECT_EQ(back.result.crop, animation.result.crop);
    EXPECT_EQ(back.result.report.stage_seconds, animation.result.report.stage_seconds);
    EXPECT_EQ(back.result.report.step_seconds, animation.result.report.step_seconds);
    EXPECT_EQ(back.result.report.peak_resident_bytes, 1ULL << 40);
    EXPECT_EQ(back.result.report.memory, "streamed");

    const auto error = through_reply(Error(ErrorCode::out_of_memory, "No \"memory\".", "detail\nlines"));
    EXPECT_EQ(error.code(), ErrorCode::out_of_memory);
    EXPECT_STREQ(error.what(), "No \"memory\".");
    EXPECT_EQ(error.detail(), "detail\nlines");
    through_reply(Done{});
    through_reply(CancelledReply{});

    EngineDescription description;
    description.machine.cpu_model = "A CPU";
    description.machine.cuda_devices = {{"cuda:0", 8, 7}};
    description.device = {"cpu", "float32", "because"};
    description.default_model = "starter";
    auto& model = description.models.emplace_back();
    model.name = "starter";
    model.card = {{"width", std::int64_t{256}}};
    model.can_align_your_steps = true;
    model.problem = "none";
    const auto described = through_reply(description);
    EXPECT_EQ(described.machine.cpu_model, "A CPU");
    EXPECT_EQ(described.machine.cuda_devices.at(0).free_bytes, 7U);
    EXPECT_EQ(described.models.at(0).card, model.card);
    EXPECT_TRUE(described.models.at(0).can_align_your_steps);
    EXPECT_EQ(described.models.at(0).problem, "none");
    EXPECT_EQ(described.device.reason, "because");
}

TEST(WorkerProtocol, LinesThatAreNoneAreRefused) {
    for (const auto* line : {"", "{", "[]", "{}", "{\"call\": 3}", "{\"call\": \"fly\"}", "{\"call\": \"animate\"}",
                             "{\"call\": \"animate\", \"request\": {\"settings\": {\"fps\": \"x\"}}}",
                             "{\"call\": \"read_picture\", \"request\": []}", "\xff\xfe"}) {
        EXPECT_THROW(call_from_line(line), Error) << line;
        EXPECT_THROW(reply_from_line(line), Error) << line;
    }
    EXPECT_THROW(reply_from_line(R"({"reply":"progress","pictures":"","progress":{"stage":99,"step":0,"total":0}})"),
                 Error);
}

}  // namespace
}  // namespace stillwave::worker
