#include "worker_command.h"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <mutex>
#include <thread>

#include "engine/engine.h"
#include "engine/take.h"
#include "exit_codes.h"
#include "protocol/worker_protocol.h"
#include "types/log.h"

namespace stillwave::cli {
namespace {

namespace fs = std::filesystem;

// The worker's priority lets the window come first. A higher niceness would starve the clip beside any other busy
// program.
constexpr int niceness = 5;
constexpr std::chrono::seconds time_to_stop(2);
constexpr char picture_prefix[] = "picture-";

/// Writes replies to standard output and keeps it for them alone. Texts that libraries print there go to standard
/// error.
class ReplyPipe {
  public:
    ReplyPipe() : file_(fdopen(dup(STDOUT_FILENO), "w")) { dup2(STDERR_FILENO, STDOUT_FILENO); }
    ~ReplyPipe() { std::fclose(file_); }
    ReplyPipe(const ReplyPipe&) = delete;
    ReplyPipe& operator=(const ReplyPipe&) = delete;

    void send(const worker::Reply& reply) {
        const auto line = worker::reply_to_line(reply) + '\n';
        std::fwrite(line.data(), 1, line.size(), file_);
        std::fflush(file_);
    }

  private:
    std::FILE* file_;
};

/// Reads the window's lines on a thread of its own, so that a stop is seen while work runs.
class CallReader {
  public:
    CallReader() : thread_([this] { read(); }) {}
    ~CallReader() { thread_.detach(); }  // the thread may be blocked on the pipe; the process ends now anyway
    CallReader(const CallReader&) = delete;
    CallReader& operator=(const CallReader&) = delete;

    /// Waits for the next line that is a call; empty once the input has ended.
    std::optional<std::string> next() {
        std::unique_lock lock(shared_->mutex);
        shared_->changed.wait(lock, [&] { return !shared_->lines.empty() || shared_->ended; });
        if (shared_->lines.empty()) return std::nullopt;
        auto line = std::move(shared_->lines.front());
        shared_->lines.pop_front();
        return line;
    }

    /// The stop token of the call that is being answered.
    std::stop_token token() const {
        const std::lock_guard lock(shared_->mutex);
        return shared_->stop.get_token();
    }

    /// Waits until the window has taken the last progress, or stops the work.
    void wait_for_continue() {
        std::unique_lock lock(shared_->mutex);
        shared_->changed.wait(lock, [&] { return shared_->continues > 0 || shared_->stop.stop_requested(); });
        if (shared_->continues > 0) --shared_->continues;
    }

  private:
    struct Shared {
        std::mutex mutex;
        std::condition_variable changed;
        std::deque<std::string> lines;
        std::stop_source stop;
        int continues = 0;
        bool ended = false;
    };

    void read() {
        const auto shared = shared_;
        for (std::string line; std::getline(std::cin, line);) {
            const std::lock_guard lock(shared->mutex);
            if (const auto control = control_of(line)) {
                if (*control) {
                    ++shared->continues;
                } else {
                    shared->stop.request_stop();
                }
            } else {
                // Calls come one at a time, so earlier stops were for earlier calls.
                shared->stop = std::stop_source();
                shared->continues = 0;
                shared->lines.push_back(line);
            }
            shared->changed.notify_all();
        }
        {
            const std::lock_guard lock(shared->mutex);
            shared->ended = true;
            shared->stop.request_stop();
            shared->changed.notify_all();
        }
        // The window is gone, so the process ends, in the midst of work too: an unfinished file never has its final
        // name.
        std::this_thread::sleep_for(time_to_stop);
        std::_Exit(exit_ok);
    }

    /// True for a Continue, false for a Cancel, empty for any other line.
    static std::optional<bool> control_of(const std::string& line) {
        try {
            const auto call = worker::call_from_line(line);
            if (std::holds_alternative<worker::Continue>(call)) return true;
            if (std::holds_alternative<worker::Cancel>(call)) return false;
        } catch (const Error&) {
            // The line is taken for a call, whose answer will be this error.
        }
        return std::nullopt;
    }

    std::shared_ptr<Shared> shared_ = std::make_shared<Shared>();
    std::thread thread_;
};

class WorkerServer {
  public:
    explicit WorkerServer(const fs::path& exchange) : exchange_(exchange), engine_(make_local_engine()) {
        fs::create_directories(exchange_);
    }

    ~WorkerServer() {
        std::error_code ignored;
        for (const auto& entry : fs::directory_iterator(exchange_, ignored))
            if (entry.path().filename().string().starts_with(picture_prefix)) fs::remove(entry.path(), ignored);
        fs::remove(exchange_, ignored);  // a folder that holds anything else stays
    }

    void serve() {
        while (const auto line = reader_.next()) replies_.send(answer(*line));
    }

  private:
    worker::Reply answer(const std::string& line) {
        try {
            return std::visit([this](const auto& call) { return reply(call); }, worker::call_from_line(line));
        } catch (const Error& error) {
            return error;
        } catch (const Cancelled&) {
            return worker::CancelledReply{};
        } catch (const std::exception& error) {
            return Error(ErrorCode::internal, "Something unexpected went wrong in the worker.", error.what());
        }
    }

    worker::Reply reply(const AnimationRequest& request) {
        const auto show = [&](const Progress& progress) {
            replies_.send(worker::ProgressReply{progress, keep(progress.preview)});
            reader_.wait_for_continue();
        };
        worker::AnimationReply reply;
        reply.result = engine_->animate(request, show, reader_.token());
        reply.frames = keep(reply.result.clip.frames);
        return reply;
    }

    worker::Reply reply(const ExportRequest& request) {
        const auto show = [&](const Progress& progress) {
            replies_.send(worker::ProgressReply{progress, keep(progress.preview)});
            reader_.wait_for_continue();
        };
        return engine_->export_clip(request, show, reader_.token());
    }

    worker::Reply reply(const worker::EstimateAnimation& estimate) {
        return engine_->estimate_animation(estimate.request);
    }

    worker::Reply reply(const worker::PreviewControls& preview) {
        worker::PreviewReply reply{engine_->preview_controls(preview.request, reader_.token()), {}};
        reply.frames = keep(reply.clip.frames);
        return reply;
    }

    worker::Reply reply(const worker::Prepare& prepare) {
        engine_->prepare(prepare.request);
        return worker::Done{};
    }

    worker::Reply reply(const worker::Estimate& estimate) {
        return engine_->estimate_export(estimate.request, reader_.token());
    }

    worker::Reply reply(const worker::LoopVariants& loops) {
        worker::LoopVariantsReply reply;
        reply.variants = engine_->loop_variants(loops.request, loops.long_side, reader_.token());
        for (const auto& variant : reply.variants) reply.frames.push_back(keep(variant.clip.frames));
        return reply;
    }

    worker::Reply reply(const worker::ReadRecipe& read) { return engine_->read_recipe(read.path); }

    worker::Reply reply(const PictureRequest& request) {
        worker::PictureReply reply;
        reply.result = engine_->read_picture(request);
        reply.picture = keep({reply.result.image});
        return reply;
    }

    worker::Reply reply(const worker::Describe&) { return engine_->describe(); }
    worker::Reply reply(const worker::FindModel& find) { return engine_->find_model(find.model); }
    worker::Reply reply(const worker::AddModel& add) { return engine_->add_model(add.path, add.variant, add.copy); }
    worker::Reply reply(const worker::Rest&) {
        engine_->rest();
        return worker::Done{};
    }
    // Never called: CallReader handles these two.
    worker::Reply reply(const worker::Continue&) { return worker::Done{}; }
    worker::Reply reply(const worker::Cancel&) { return worker::Done{}; }

    // Writes the images to a file for the window and returns its path; empty for no images.
    fs::path keep(const std::vector<Image>& images) {
        if (images.empty()) return {};
        const auto path = exchange_ / (picture_prefix + std::to_string(++kept_) + ".safetensors");
        write_frames(path, images);
        return path;
    }

    fs::path exchange_;
    std::unique_ptr<Engine> engine_;
    ReplyPipe replies_;
    CallReader reader_;
    std::uint64_t kept_ = 0;
};

}  // namespace

int run_worker(const fs::path& exchange) {
    // A low priority lets the window and the artist's other programs come first.
    (void)setpriority(PRIO_PROCESS, 0, niceness);
    log::set_level(log::Level::info);
    WorkerServer(exchange).serve();
    return exit_ok;
}

}  // namespace stillwave::cli
