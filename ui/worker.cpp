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

/// The state that the window's thread and the worker's thread share. The worker's thread keeps it alive.
struct Worker::Shared {
    using Call = std::function<void(Engine&)>;

    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Call> calls;
    std::stop_source stop;
    Question animation;
    Question estimate;
    Question loops;
    Question controls;
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

    /// Waits for the next call, on the worker's thread. Empty: the worker ends. A null call: nothing was asked for ten
    /// minutes, and a `warm` engine should give its memory back.
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
        std::unique_ptr<Engine> engine;
        bool warm = false;
        while (auto call = next(warm)) {
            warm = static_cast<bool>(*call);
            if (!engine) engine = make_engine();
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
    qRegisterMetaType<AnimationEstimate>();
    qRegisterMetaType<ExportResult>();
    qRegisterMetaType<ExportEstimate>();
    qRegisterMetaType<std::vector<LoopVariant>>();
    qRegisterMetaType<RecipeSummary>();
    qRegisterMetaType<EngineDescription>();
    qRegisterMetaType<ModelSummary>();
    qRegisterMetaType<JobFailure>();
    // The thread is a QThread, because a QProcess needs one.
    m_thread.reset(QThread::create([shared = m_shared, make = std::move(make_engine)] { shared->run(make); }));
    m_thread->start();
}

Worker::~Worker() {
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->ending = true;
        m_shared->stop.request_stop();
        m_shared->animation.request_stop();
        m_shared->estimate.request_stop();
        m_shared->loops.request_stop();
        m_shared->changed.notify_all();
    }
    m_thread->wait();
}

void Worker::pushJob(JobId job, std::function<void(Engine&, const ProgressCallback&, std::stop_token)> work) {
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->stop = std::stop_source();
    }
    m_shared->push([this, job, work = std::move(work), shared = m_shared](Engine& engine) {
        const auto show = [&](const Progress& progress) {
            Q_EMIT jobProgressed(job, progress);
            shared->waitWhilePaused();
        };
        try {
            work(engine, show, shared->token());
        } catch (const Cancelled&) {
            Q_EMIT jobCancelled(job);
        } catch (const Error& error) {
            Q_EMIT jobFailed(job, toFailure(error));
        } catch (const std::exception& error) {
            Q_EMIT jobFailed(job, {ErrorCode::internal, QStringLiteral("Something unexpected went wrong."),
                                   QString::fromUtf8(error.what())});
        }
    });
}

void Worker::animate(JobId job, const AnimationRequest& request) {
    pushJob(job, [this, job, request](auto& engine, const auto& progress, auto stop) {
        Q_EMIT animationFinished(job, engine.animate(request, progress, stop));
    });
}

void Worker::exportClip(JobId job, const ExportRequest& request) {
    pushJob(job, [this, job, request](auto& engine, const auto& progress, auto stop) {
        Q_EMIT exportFinished(job, engine.export_clip(request, progress, stop));
    });
}

void Worker::cancelJob() {
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
    m_shared->push([this](Engine& engine) {
        try {
            Q_EMIT described(engine.describe());
        } catch (const Error& error) {
            Q_EMIT describeFailed(toFailure(error));
        }
    });
}

void Worker::addModel(const QString& path, const QString& variant) {
    m_shared->push([this, path, variant](Engine& engine) {
        try {
            Q_EMIT modelAdded(engine.add_model(path.toStdString(), variant.toStdString(), false));
        } catch (const Error& error) {
            Q_EMIT addModelFailed(path, toFailure(error));
        }
    });
}

void Worker::pushQuestion(Question& question, std::function<void(Engine&, std::stop_token)> ask,
                          void (Worker::*failed)(const JobFailure&)) {
    std::stop_source mine;
    {
        const std::lock_guard lock(m_shared->mutex);
        question.request_stop();
        question = mine;
    }
    m_shared->push([this, mine, ask = std::move(ask), failed](Engine& engine) {
        if (mine.stop_requested()) return;
        try {
            ask(engine, mine.get_token());
        } catch (const Cancelled&) {
            // A newer question has replaced this one.
        } catch (const Error& error) {
            if (!mine.stop_requested()) Q_EMIT(this->*failed)(toFailure(error));
        }
    });
}

void Worker::estimateAnimation(const AnimationRequest& request) {
    pushQuestion(
        m_shared->animation,
        [this, request](Engine& engine, std::stop_token stop) {
            const auto estimate = engine.estimate_animation(request);
            if (!stop.stop_requested()) Q_EMIT animationEstimated(estimate);
        },
        &Worker::animationEstimateFailed);
}

void Worker::previewControls(PhotoId photo, const AnimationRequest& request) {
    pushQuestion(
        m_shared->controls,
        [this, photo, request](Engine& engine, std::stop_token stop) {
            const auto clip = engine.preview_controls(request, stop);
            if (!stop.stop_requested()) Q_EMIT controlsPreviewed(photo, clip);
        },
        &Worker::controlsPreviewFailed);
}

void Worker::prepare(const AnimationRequest& request) {
    m_shared->push([request](Engine& engine) {
        try {
            engine.prepare(request);
        } catch (const Error&) {
            // Nothing is told here, because making the clip fails for the same reason and tells it.
        }
    });
}

void Worker::estimateExport(const ExportRequest& request) {
    pushQuestion(
        m_shared->estimate,
        [this, request](Engine& engine, std::stop_token stop) {
            const auto estimate = engine.estimate_export(request, stop);
            if (!stop.stop_requested()) Q_EMIT exportEstimated(estimate);
        },
        &Worker::estimateFailed);
}

void Worker::makeLoopVariants(const ExportRequest& request, int longSide) {
    pushQuestion(
        m_shared->loops,
        [this, request, longSide](Engine& engine, std::stop_token stop) {
            const auto variants = engine.loop_variants(request, longSide, stop);
            if (!stop.stop_requested()) Q_EMIT loopVariantsMade(variants);
        },
        &Worker::loopVariantsFailed);
}

void Worker::readRecipe(const QString& path) {
    m_shared->push([this, path](Engine& engine) {
        try {
            Q_EMIT recipeRead(path, engine.read_recipe(path.toStdString()));
        } catch (const Error& error) {
            Q_EMIT recipeFailed(path, toFailure(error));
        }
    });
}

}  // namespace stillwave::ui
