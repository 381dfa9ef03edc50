#include "ui/session/session.h"

#include <QDir>
#include <algorithm>

#include "engine/resolve_settings.h"
#include "ui/image_qt.h"
#include "ui/session/directing.h"
#include "ui/session/exports.h"
#include "ui/session/forecast.h"
#include "ui/session/session_private.h"

namespace stillwave::ui {
namespace {

constexpr QLatin1String currentPhotoKey("current/photo");
constexpr QLatin1String currentTakeKey("current/take");
constexpr QLatin1String selectionKey("current/selection");

}  // namespace

const SettingsLayer& studioDefaults() {
    static const SettingsLayer defaults{{"detail", std::string("photo")}};
    return defaults;
}

PhotoSettings asked(PhotoSettings settings) {
    for (const auto& [key, value] : studioDefaults()) settings.values.try_emplace(key, value);
    return settings;
}

const ModelSummary* Session::Private::model(const QString& name) const {
    if (!engine) return nullptr;
    const auto wanted = name.isEmpty() ? engine->default_model : name.toStdString();
    for (const auto& model : engine->models)
        if (model.name == wanted || model.path.string() == wanted) return &model;
    return nullptr;
}

AnimationSettings Session::Private::resolve(const SettingsLayer& asked_for, const QString& name, QSize photo) const {
    ModelDefaults defaults;
    if (const auto* known = model(name))
        defaults = {known->card, known->num_frames, known->size_multiple, known->can_align_your_steps};
    bool drawn = false;
    auto settings = resolve_settings(asked_for, studioDefaults(), defaults, photo.width(), photo.height(), [&drawn] {
        drawn = true;
        return 0U;
    });
    if (drawn) settings.seed = -1;
    return settings;
}

RunHistory::Work Session::Private::work(const PhotoSettings& settings, QSize photo) const {
    const auto* known = model(settings.model);
    return RunHistory::workOf(resolve(settings.values, settings.model, photo), withoutResting(settings.controls),
                              known ? QString::fromStdString(known->name) : settings.model,
                              engine ? QString::fromStdString(engine->device.device) : QString(),
                              engine ? QString::fromStdString(engine->device.dtype) : QString());
}

Session::Session(const Parts& parts, QObject* parent) : QObject(parent), m_private(std::make_unique<Private>()) {
    auto& d = *m_private;
    d.parts = parts;
    const auto size_of = [this](PhotoId id) {
        const auto* photo = m_private->project ? m_private->project->photo(id) : nullptr;
        return photo ? photo->size : QSize();
    };
    parts.queue->resolveSettings = [this, size_of](const Job& job) {
        return m_private->resolve(job.settings.values, job.settings.model, size_of(job.photo));
    };
    parts.queue->workOf = [this, size_of](const Job& job) { return m_private->work(job.settings, size_of(job.photo)); };

    connect(parts.worker, &Worker::described, this, [this](const EngineDescription& description) {
        m_private->engine = description;
        Q_EMIT engineChanged();
        Q_EMIT settingsChanged();
    });
    connect(parts.worker, &Worker::describeFailed, this, &Session::engineFailed);
    connect(parts.worker, &Worker::modelAdded, this, [this](const ModelSummary& added) {
        bool isNew = true;
        if (auto& engine = m_private->engine) {
            isNew = std::erase_if(engine->models, [&](const auto& known) { return known.name == added.name; }) == 0;
            engine->models.push_back(added);
        }
        // The new model may be the default now.
        m_private->parts.worker->describe();
        Q_EMIT engineChanged();
        if (isNew) Q_EMIT modelAdded(QString::fromStdString(added.name));
    });
    connect(parts.worker, &Worker::addModelFailed, this, &Session::addModelFailed);
    connect(parts.pictures, &PictureLoader::pictureRead, this, &Session::photoRead);
    connect(parts.pictures, &PictureLoader::pictureFailed, this, &Session::photoFailed);
    connect(parts.side, &Worker::controlsPreviewed, this, [this](qint64 photo, const Clip& clip) {
        QList<QImage> frames;
        for (const auto& frame : clip.frames) frames << toRgb32(frame);
        Q_EMIT controlsPreviewed(photo, frames, clip.fps);
    });
    connect(parts.side, &Worker::controlsPreviewFailed, this, [this](const JobFailure& failure) {
        if (m_private->previewed == m_private->current) Q_EMIT controlsPreviewFailed(failure.message);
    });
    connect(parts.side, &Worker::recipeRead, this, &Session::recipeFound);
    connect(parts.side, &Worker::recipeFailed, this, &Session::recipeMissing);
    d.exports = new Exports(this, parts.side);
    d.forecast = new Forecast(this, parts.worker);
    d.settle.setSingleShot(true);
    d.settle.setInterval(1000);
    connect(&d.settle, &QTimer::timeout, this, &Session::announceRefusals);
    parts.worker->describe();
}

Session::~Session() {
    auto& d = *m_private;
    d.parts.queue->setProject(nullptr);
    d.parts.queue->resolveSettings = nullptr;
    d.parts.queue->workOf = nullptr;
    d.undo.clear();
}

void Session::openProject(const QString& folder) {
    auto& d = *m_private;
    // The project is open in this session, whose lock would refuse it.
    if (d.project && QDir(folder) == QDir(d.project->folder())) return;
    auto project = Project::open(folder);
    d.parts.queue->setProject(nullptr);
    d.undo.clear();
    d.refused->clear();
    d.unread.clear();
    if (d.project) disconnect(d.project.get(), nullptr, this, nullptr);
    // The old project lives until the window has heard of the new one.
    const auto old = std::exchange(d.project, std::move(project));

    auto* now = d.project.get();
    d.current = now->state(currentPhotoKey).toLongLong();
    d.selected.clear();
    for (const auto& id : now->state(selectionKey).toList())
        if (now->photo(id.toLongLong())) d.selected << id.toLongLong();
    if (!now->photo(d.current)) d.current = now->photos().isEmpty() ? noId : now->photos().first().id;
    if (!d.selected.contains(d.current)) d.selected = d.current == noId ? QList<PhotoId>{} : QList{d.current};
    const auto* take = now->take(now->state(currentTakeKey).toLongLong());
    d.currentIndex = now->indexOf(d.current);
    d.take = take && take->photo == d.current ? take->id : noId;

    connect(now, &Project::photosReset, this, &Session::followPhotos);
    connect(now, &Project::photoChanged, this, [this](PhotoId id) {
        if (m_private->selected.contains(id)) Q_EMIT settingsChanged();
    });
    connect(now, &Project::takeAdded, this, &Session::followTake);
    d.parts.queue->setProject(now);
    Q_EMIT projectChanged();
    Q_EMIT selectionChanged();
    Q_EMIT settingsChanged();
    Q_EMIT currentTakeChanged();
}

Project* Session::project() const {
    return m_private->project.get();
}

QueueRunner* Session::queue() const {
    return m_private->parts.queue;
}

PictureLoader* Session::pictures() const {
    return m_private->parts.pictures;
}

QUndoStack* Session::undoStack() const {
    return &m_private->undo;
}

Forecast* Session::forecast() const {
    return m_private->forecast;
}

Exports* Session::exports() const {
    return m_private->exports;
}

const EngineDescription* Session::engine() const {
    return m_private->engine ? &*m_private->engine : nullptr;
}

const ModelSummary* Session::model(const QString& name) const {
    return m_private->model(name);
}

void Session::addModel(const QString& path, const QString& variant) {
    m_private->parts.worker->addModel(path, variant);
}

PhotoId Session::currentPhoto() const {
    return m_private->current;
}

QList<PhotoId> Session::selectedPhotos() const {
    return m_private->selected;
}

void Session::selectPhotos(const QList<PhotoId>& photos, PhotoId current) {
    auto& d = *m_private;
    auto selected = photos;
    selected.removeIf([&](PhotoId id) { return !d.project->photo(id); });
    if (!d.project->photo(current)) current = selected.isEmpty() ? noId : selected.first();
    if (current != noId && !selected.contains(current)) selected.prepend(current);
    if (selected == d.selected && current == d.current) return;
    const bool moved = current != d.current;
    d.selected = selected;
    d.current = current;
    d.currentIndex = d.project->indexOf(current);
    QVariantList ids;
    for (const auto id : selected) ids << id;
    d.project->setState(currentPhotoKey, current);
    d.project->setState(selectionKey, ids);
    Q_EMIT selectionChanged();
    Q_EMIT settingsChanged();
    if (!moved) return;
    const auto takes = d.project->takes(current);
    const auto newest =
        std::find_if(takes.rbegin(), takes.rend(), [](const Take& take) { return take.rating != Rating::rejected; });
    showTake(newest == takes.rend() ? noId : newest->id);
}

TakeId Session::currentTake() const {
    return m_private->take;
}

void Session::showTake(TakeId take) {
    auto& d = *m_private;
    const auto* known = d.project->take(take);
    if (take != noId && !known) return;
    if (known && known->photo != d.current) selectPhotos({known->photo}, known->photo);
    if (d.take == take) return;
    d.take = take;
    d.project->setState(currentTakeKey, take);
    Q_EMIT currentTakeChanged();
}

// Shows a new take unless the artist is looking at an older one.
void Session::followTake(TakeId id) {
    auto& d = *m_private;
    const auto takes = d.project->takes(d.current);
    if (takes.isEmpty() || takes.last().id != id) return;
    const bool at_newest = takes.size() < 2 || d.take == noId || d.take == takes[takes.size() - 2].id;
    if (at_newest) showTake(id);
}

void Session::setRating(TakeId id, Rating rating) {
    auto* project = m_private->project.get();
    const auto* take = project->take(id);
    if (!take || take->rating == rating) return;
    const auto text = rating == Rating::starred    ? tr("Star take")
                      : rating == Rating::rejected ? tr("Reject take")
                                                   : tr("Clear rating");
    m_private->undo.push(new ValueEdit([project, id, before = take->rating] { project->setTakeRating(id, before); },
                                       [project, id, rating] { project->setTakeRating(id, rating); }, text));
}

}  // namespace stillwave::ui
