// Tests of `stillwave worker` over real pipes, as the studio speaks to it.
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <filesystem>

#include "engine/take.h"
#include "protocol/worker_protocol.h"
#include "support/temporary_folder.h"

namespace stillwave::test {
namespace {

namespace fs = std::filesystem;
using worker::Call;
using worker::Reply;

class WorkerProgram : public testing::Test {
  protected:
    WorkerProgram() {
        int to_child[2];
        int from_child[2];
        EXPECT_EQ(pipe(to_child) + pipe(from_child), 0);
        child = fork();
        if (child == 0) {
            dup2(to_child[0], STDIN_FILENO);
            dup2(from_child[1], STDOUT_FILENO);
            for (const int end : {to_child[0], to_child[1], from_child[0], from_child[1]}) close(end);
            const auto exchange_name = exchange.string();
            execl(STILLWAVE_PROGRAM, STILLWAVE_PROGRAM, "worker", "--exchange", exchange_name.c_str(), nullptr);
            _exit(127);
        }
        close(to_child[0]);
        close(from_child[1]);
        input = fdopen(to_child[1], "w");
        output = fdopen(from_child[0], "r");
    }

    ~WorkerProgram() override {
        if (input) std::fclose(input);
        std::fclose(output);
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
    }

    void send_line(const std::string& line) {
        std::fputs((line + '\n').c_str(), input);
        std::fflush(input);
    }
    void send(const Call& call) { send_line(worker::call_to_line(call)); }

    Reply receive() {
        std::string line;
        for (int c = std::fgetc(output); c != EOF && c != '\n'; c = std::fgetc(output)) line += static_cast<char>(c);
        return worker::reply_from_line(line);
    }

    AnimationRequest request(std::int64_t steps) const {
        AnimationRequest request;
        request.photo_path = STILLWAVE_RESOURCES "/samples/coffee.png";
        request.model = STILLWAVE_RESOURCES "/models/starter";
        request.settings = {{"width", std::int64_t{128}},
                            {"height", std::int64_t{64}},
                            {"num_frames", std::int64_t{4}},
                            {"num_inference_steps", steps},
                            {"seed", std::int64_t{5}}};
        return request;
    }

    const TemporaryFolder folder;
    const fs::path exchange = folder.path() / "exchange";
    pid_t child = -1;
    std::FILE* input = nullptr;
    std::FILE* output = nullptr;
};

TEST_F(WorkerProgram, AnimatesWithPreviewsAndWaitsForEachContinue) {
    send(request(2));
    int previews = 0;
    int frames = 0;
    while (true) {
        auto reply = receive();
        if (const auto* error = std::get_if<Error>(&reply)) FAIL() << error->what();
        if (const auto* done = std::get_if<worker::AnimationReply>(&reply)) {
            EXPECT_EQ(read_frames(done->frames).size(), 4U);
            break;
        }
        const auto& update = std::get<worker::ProgressReply>(reply);
        if (!update.pictures.empty()) {
            const auto pictures = read_frames(update.pictures);
            (update.progress.stage == Stage::sample ? previews : frames) += static_cast<int>(pictures.size());
        }
        send(worker::Continue{});
    }
    EXPECT_EQ(previews, 2 * 4);
    EXPECT_EQ(frames, 4);
}

TEST_F(WorkerProgram, CancelEndsTheWorkAndTheNextCallIsAnswered) {
    send(request(200));
    while (true) {
        const auto reply = receive();
        if (const auto* update = std::get_if<worker::ProgressReply>(&reply)) {
            // The worker waits now: nothing more comes until it is told to continue.
            send(update->progress.stage == Stage::sample ? Call(worker::Cancel{}) : Call(worker::Continue{}));
            continue;
        }
        EXPECT_TRUE(std::holds_alternative<worker::CancelledReply>(reply));
        break;
    }
    send(PictureRequest{STILLWAVE_RESOURCES "/samples/rocket.jpg", 100, "#000000"});
    const auto reply = std::get<worker::PictureReply>(receive());
    EXPECT_EQ(reply.result.photo_width, 640);
    EXPECT_EQ(read_frames(reply.picture).front().width, 100);
}

TEST_F(WorkerProgram, ErrorsAreAnsweredAndBadLinesToo) {
    send(PictureRequest{"/nowhere/photo.png", 100, "#000000"});
    EXPECT_EQ(std::get<Error>(receive()).code(), ErrorCode::photo_unreadable);
    send_line("nonsense");
    EXPECT_EQ(std::get<Error>(receive()).code(), ErrorCode::invalid_argument);
    send(worker::Describe{});
    EXPECT_EQ(std::get<EngineDescription>(receive()).default_model, "starter");
}

TEST_F(WorkerProgram, EndsWithItsInputAndRemovesItsPictures) {
    send(PictureRequest{STILLWAVE_RESOURCES "/samples/rocket.jpg", 100, "#000000"});
    EXPECT_TRUE(fs::exists(std::get<worker::PictureReply>(receive()).picture));
    std::fclose(input);
    input = nullptr;
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(WEXITSTATUS(status), 0);
    EXPECT_FALSE(fs::exists(exchange));
}

}  // namespace
}  // namespace stillwave::test
