#pragma once

#include <QObject>
#include <QThread>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <vector>

namespace stillwave::ui::test {

/// Measures how long the window's thread takes to answer, by another thread that asks it every two milliseconds.
class StallMeter : public QObject {
  public:
    StallMeter() {
        m_thread.reset(QThread::create([this] { ask(); }));
        m_thread->start(QThread::TimeCriticalPriority);
    }
    ~StallMeter() override { stop(); }

    void stop() {
        m_ending = true;
        m_thread->wait();
    }

    /// The milliseconds within which the window answered for `part` (0..1) of the time.
    double percentile(double part) {
        const std::lock_guard lock(m_mutex);
        if (m_waits.empty()) return 0;
        auto sorted = m_waits;
        std::sort(sorted.begin(), sorted.end());
        return sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
    }
    double maximum() { return percentile(1); }
    std::size_t count() const { return m_waits.size(); }

  private:
    using Clock = std::chrono::steady_clock;

    void ask() {
        while (!m_ending) {
            const auto asked = Clock::now();
            const auto answered = std::make_shared<std::atomic<bool>>(false);
            QMetaObject::invokeMethod(
                this,
                [this, asked, answered] {
                    const std::chrono::duration<double, std::milli> wait = Clock::now() - asked;
                    const std::lock_guard lock(m_mutex);
                    // A long stall also counts for the questions that could not be asked during it.
                    for (double left = wait.count(); left > 0; left -= periodMs) m_waits.push_back(left);
                    *answered = true;
                },
                Qt::QueuedConnection);
            while (!*answered && !m_ending) QThread::usleep(200);
            QThread::usleep(static_cast<unsigned long>(periodMs * 1000));
        }
    }

    static constexpr double periodMs = 2;
    std::mutex m_mutex;
    std::vector<double> m_waits;
    std::atomic<bool> m_ending = false;
    std::unique_ptr<QThread> m_thread;
};

}  // namespace stillwave::ui::test
