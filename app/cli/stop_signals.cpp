#include "stop_signals.h"

#include <pthread.h>

#include <csignal>
#include <cstdlib>

#include "exit_codes.h"

namespace stillwave::cli {
namespace {

sigset_t stop_set() {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, signal);
    return set;
}

}  // namespace

StopSignals::StopSignals() {
    const auto set = stop_set();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    thread_ = std::thread([this] { wait(); });
}

StopSignals::~StopSignals() {
    finished_ = true;
    // This signal goes to the waiting thread alone, which wakes, sees `finished_` and returns.
    pthread_kill(thread_.native_handle(), SIGTERM);
    thread_.join();
}

void StopSignals::wait() {
    const auto set = stop_set();
    int signal = 0;
    while (sigwait(&set, &signal) == 0 && !finished_) {
        if (!source_.request_stop()) std::_Exit(exit_cancelled);
    }
}

}  // namespace stillwave::cli
