#include "ui/worker.h"

#include <QMetaType>
#include <QThread>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>

namespace stillwave::ui {
namespace {

constexpr std::chrono::minutes restAfter(10);

JobFailure toFailure(const Error& error) {
    return {error.code(), QString::fromUtf8(error.what()), QString::fromStdString(error.detail())};
}

}  // namespace

/// What both threads touch. The thread keeps it alive.
struct Worker::Shared {
    using Call = std::function<void(AnimationEngine&)>;

    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Call> calls;
    std::stop_source stop;
    bool paused = false;
    bool ending = false;

    void push(Call call) {
        const std::lock_guard lock(mutex);
        calls.push_back(std::move(call));
        changed.notify_all();
    }

    std::stop_token token() {
        const std::lock_guard lock(mutex);
        return stop.get_token();
    }

    void waitWhilePaused() {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return !paused || stop.stop_requested() || ending; });
    }

    /// The next call; an empty one to give memory back after a long rest; nothing at the end.
    std::optional<Call> next(bool warm) {
        std::unique_lock lock(mutex);
        const auto ready = [&] { return ending || !calls.empty(); };
        if (!warm) {
            changed.wait(lock, ready);
        } else if (!changed.wait_for(lock, restAfter, ready)) {
            return Call();
        }
        if (ending) return std::nullopt;
        auto call = std::move(calls.front());
        calls.pop_front();
        return call;
    }

    void run(const MakeEngine& make_engine) {
        const auto engine = make_engine();
        bool warm = false;
        while (auto call = next(warm)) {
            warm = static_cast<bool>(*call);
            if (warm) {
                (*call)(*engine);
            } else {
                engine->rest();
            }
        }
    }
};

Worker::Worker(MakeEngine make_engine, QObject* parent) : QObject(parent), m_shared(std::make_shared<Shared>()) {
    qRegisterMetaType<Progress>();
    qRegisterMetaType<AnimationResult>();
    qRegisterMetaType<EngineDescription>();
    qRegisterMetaType<ModelSummary>();
    qRegisterMetaType<JobFailure>();
    // A QThread, because a QProcess needs one.
    m_thread.reset(QThread::create([shared = m_shared, make = std::move(make_engine)] { shared->run(make); }));
    m_thread->start();
}

Worker::~Worker() {
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->ending = true;
        m_shared->stop.request_stop();
        m_shared->changed.notify_all();
    }
    m_thread->wait();
}

void Worker::animate(JobId job, const AnimationRequest& request) {
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->stop = std::stop_source();
    }
    m_shared->push([this, job, request, shared = m_shared](AnimationEngine& engine) {
        const auto show = [&](const Progress& progress) {
            Q_EMIT animationProgressed(job, progress);
            shared->waitWhilePaused();
        };
        try {
            Q_EMIT animationFinished(job, engine.animate(request, show, shared->token()));
        } catch (const Cancelled&) {
            Q_EMIT animationCancelled(job);
        } catch (const Error& error) {
            Q_EMIT animationFailed(job, toFailure(error));
        } catch (const std::exception& error) {
            Q_EMIT animationFailed(job, {ErrorCode::internal, QStringLiteral("Something unexpected went wrong."),
                                         QString::fromUtf8(error.what())});
        }
    });
}

void Worker::cancelAnimation() {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->stop.request_stop();
    m_shared->changed.notify_all();
}

void Worker::setPaused(bool paused) {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->paused = paused;
    m_shared->changed.notify_all();
}

bool Worker::isPaused() const {
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->paused;
}

void Worker::describe() {
    m_shared->push([this](AnimationEngine& engine) {
        try {
            Q_EMIT described(engine.describe());
        } catch (const Error& error) {
            Q_EMIT describeFailed(toFailure(error));
        }
    });
}

void Worker::addModel(const QString& path) {
    m_shared->push([this, path](AnimationEngine& engine) {
        try {
            Q_EMIT modelAdded(engine.add_model(path.toStdString()));
        } catch (const Error& error) {
            Q_EMIT addModelFailed(path, toFailure(error));
        }
    });
}

}  // namespace stillwave::ui
