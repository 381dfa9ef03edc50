#include <algorithm>
#include <random>

#include "ui/session/directing.h"
#include "ui/session/session_private.h"

/// The part of Session that adds jobs and applies remedies to failed ones.
namespace stillwave::ui {
namespace {

std::int64_t newSeed() {
    return static_cast<std::int64_t>(std::random_device{}());
}

std::int64_t chunkOf(const PhotoSettings& settings) {
    const auto chunk = settings.values.find("decode_chunk_size");
    return chunk == settings.values.end() ? 0 : std::get<std::int64_t>(chunk->second);
}

// The number of frames that are decoded at once to save memory, because decoding needs the most.
constexpr std::int64_t smallChunk = 2;
constexpr std::int64_t smallestChunk = 1;

}  // namespace

QString Session::whyNotGenerate() const {
    const auto& d = *m_private;
    const auto* photo = d.currentPhoto();
    if (!photo) return tr("Add a photo first.");
    if (!photo->problem.isEmpty()) return tr("The photo cannot be read. Locate it first.");
    if (!d.engine) return tr("The engine is still starting.");
    const auto* model = d.model(photo->settings.model);
    if (!model)
        return photo->settings.model.isEmpty()
                   ? tr("There is no model. Add one first.")
                   : tr("The model “%1” is not installed. Choose another one.").arg(photo->settings.model);
    if (!model->problem.empty())
        return tr("The model “%1” cannot be used: %2")
            .arg(QString::fromStdString(model->name), QString::fromStdString(model->problem));
    const auto settings = resolvedSettings(photo->id);
    if (settings.width % model->size_multiple != 0 || settings.height % model->size_multiple != 0)
        return tr("This model needs a width and height that are multiples of %1.").arg(model->size_multiple);
    return whyNotTogether(photo->settings.controls);
}

std::optional<RunHistory::Prediction> Session::prediction() const {
    const auto& d = *m_private;
    const auto* photo = d.currentPhoto();
    if (!photo || !d.engine || !d.model(photo->settings.model)) return {};
    return d.parts.history->predict(d.work(photo->settings, photo->size),
                                    static_cast<int>(resolvedSettings(photo->id).num_inference_steps));
}

void Session::generate(int seeds) {
    auto& d = *m_private;
    if (!whyNotGenerate().isEmpty()) return;
    const auto photos = d.project->photos();
    for (const auto& photo : photos) {
        if (!d.selected.contains(photo.id) || !photo.problem.isEmpty()) continue;
        const auto locked = resolvedSettings(photo.id).seed;
        QSet<qint64> used;
        for (int i = 0; i < seeds; ++i) {
            auto settings = asked(photo.settings);
            auto seed = i == 0 && locked >= 0 ? locked : newSeed();
            while (used.contains(seed)) seed = newSeed();
            used << seed;
            settings.values["seed"] = seed;
            d.project->addJob(photo.id, settings);
        }
    }
}

QList<Session::Remedy> Session::remedies(const Job& job) const {
    if (!job.failure) return {Remedy::retry};
    const bool can_shrink = chunkOf(job.settings) != smallestChunk;
    QList<Remedy> offered;
    switch (job.failure->code) {
        case ErrorCode::out_of_memory:
            if (can_shrink) offered << Remedy::lowMemory;
            return offered << Remedy::retry;
        case ErrorCode::worker_lost:
            offered << Remedy::retry;
            if (can_shrink) offered << Remedy::lowMemory;
            return offered;
        case ErrorCode::clip_rejected:
            return {Remedy::newSeed};
        case ErrorCode::size_unsupported:
            return {Remedy::modelSize};
        case ErrorCode::model_not_found:
        case ErrorCode::model_invalid:
            return {Remedy::defaultModel, Remedy::retry};
        case ErrorCode::invalid_argument:
            return {Remedy::resetSettings};
        case ErrorCode::photo_unreadable:
        case ErrorCode::photo_changed:
            return {Remedy::locatePhoto, Remedy::retry};
        case ErrorCode::device_unavailable:
        case ErrorCode::output_unwritable:
        case ErrorCode::clip_unreadable:
        case ErrorCode::internal:
            break;
    }
    return {Remedy::retry};
}

// The remedy changes the job and its photo's settings too, because the next clip would fail in the same way.
void Session::applyRemedy(JobId id, Remedy remedy) {
    auto& d = *m_private;
    const auto* known = d.project->job(id);
    if (!known) return;
    const Job job = *known;
    const auto mend = [&](const std::function<void(PhotoSettings&)>& change, const QString& text) {
        auto settings = job.settings;
        change(settings);
        settings = asked(settings);
        settings.values.try_emplace("seed", newSeed());
        d.project->setJobSettings(id, settings);
        if (!text.isEmpty()) edit({job.photo}, change, text);
    };
    switch (remedy) {
        case Remedy::retry:
            break;
        case Remedy::locatePhoto:
            return;
        case Remedy::lowMemory: {
            const auto chunk = chunkOf(job.settings) == smallChunk ? smallestChunk : smallChunk;
            mend([&](PhotoSettings& settings) { settings.values["decode_chunk_size"] = chunk; }, tr("Use less memory"));
            break;
        }
        case Remedy::newSeed:
            mend([](PhotoSettings& settings) { settings.values["seed"] = newSeed(); }, {});
            break;
        case Remedy::modelSize:
            mend(
                [](PhotoSettings& settings) {
                    settings.values.erase("width");
                    settings.values.erase("height");
                },
                tr("Use the model's size"));
            break;
        case Remedy::defaultModel:
            mend([](PhotoSettings& settings) { settings.model.clear(); }, tr("Use the default model"));
            break;
        case Remedy::resetSettings:
            mend([](PhotoSettings& settings) { settings.values.clear(); }, tr("Reset all settings"));
            break;
    }
    d.parts.queue->retry(id);
}

}  // namespace stillwave::ui
