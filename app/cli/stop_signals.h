#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace stillwave::cli {

/// Turns Ctrl-C (SIGINT), SIGTERM and SIGHUP into a stop request; a second one ends the program at once. The signals
/// are blocked in the thread that makes this object and in all threads that it starts later; a thread of this object's
/// own waits for them, so that no code runs inside a signal handler. Make it before any other thread.
class StopSignals {
  public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    std::stop_token token() const { return source_.get_token(); }

  private:
    void wait();

    std::stop_source source_;
    std::atomic<bool> finished_ = false;
    std::thread thread_;
};

}  // namespace stillwave::cli
