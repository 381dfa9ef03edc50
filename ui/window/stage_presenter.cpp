#include "ui/window/stage_presenter.h"

#include <QFile>
#include <QToolButton>
#include <algorithm>

#include "engine/take.h"
#include "ui/image_qt.h"
#include "ui/session/exports.h"
#include "ui/stage/canvas.h"
#include "ui/stage/clip_player.h"
#include "ui/timeline/timeline.h"
#include "ui/window/failure_card.h"
#include "ui/window/message_bar.h"
#include "ui/window/stage_view.h"
#include "ui/window/wording.h"

namespace stillwave::ui {
namespace {

// Larger frames are scaled down to this size for showing. Exports never use these frames.
constexpr QSize largestShown(2048, 2048);

QList<QImage> smallPictures(const std::vector<Image>& images) {
    QList<QImage> pictures;
    for (const auto& image : images) pictures.append(toRgb32(image));
    return pictures;
}

}  // namespace

StagePresenter::StagePresenter(Session* session, StageView* view, Timeline* timeline, QObject* parent)
    : QObject(parent), m_session(session), m_view(view), m_timeline(timeline) {
    connect(session, &Session::projectChanged, this, [this] {
        connect(m_session->project(), &Project::jobsReset, this, &StagePresenter::showFailure);
        connect(m_session->project(), &Project::jobChanged, this, &StagePresenter::showFailure);
        connect(m_session->project(), &Project::photosReset, this, &StagePresenter::refresh);
        m_shown = Shown::nothing;
        refresh();
    });
    connect(session, &Session::selectionChanged, this, [this] {
        m_watching = m_session->currentTake() == noId || m_watching;
        refresh();
    });
    connect(session, &Session::currentTakeChanged, this, [this] {
        m_watching = m_watching && m_session->currentTake() == noId;
        refresh();
    });
    connect(session, &Session::settingsChanged, this, [this] {
        refreshDetail();
        refreshCrop();
    });
    connect(session->pictures(), &PictureLoader::pictureRead, this, [this](const QString& path) {
        const auto* photo = m_session->project() ? m_session->project()->photo(m_session->currentPhoto()) : nullptr;
        if (photo && photo->path == path && m_shown != Shown::running) refresh();
    });
    auto* queue = session->queue();
    connect(queue, &QueueRunner::started, this, &StagePresenter::runStarted);
    connect(queue, &QueueRunner::progressed, this, &StagePresenter::runProgressed);
    connect(queue, &QueueRunner::finished, this, [this](qint64, qint64 take) { runFinished(take); });
    connect(queue, &QueueRunner::failed, this, &StagePresenter::refresh);
    connect(queue, &QueueRunner::idle, this, &StagePresenter::refresh);
    connect(&m_loader, &ClipLoader::loaded, this,
            [this](const QString& folder, TakeFrames, const QList<QImage>& frames, const QList<QImage>& thumbnails) {
                if (m_shown == Shown::take && folder == m_shownFolder) clipLoaded(frames, thumbnails);
            });
    connect(&m_loader, &ClipLoader::failed, this, [this](const QString&, const QString& message) {
        m_view->messages()->show(
            {QStringLiteral("take"), MessageBar::Kind::error, tr("This take cannot be shown."), message, {}, 0});
    });
    auto* card = m_view->failureCard();
    connect(card, &FailureCard::dismissed, queue, &QueueRunner::cancel);
    connect(card, &FailureCard::remedyChosen, this, [this](qint64 job, Session::Remedy remedy) {
        const auto* failed = m_session->project()->job(job);
        if (remedy == Session::Remedy::locatePhoto && failed) {
            Q_EMIT findPhotoRequested(failed->photo);
        } else {
            m_session->applyRemedy(job, remedy);
        }
    });
    connect(&m_previewTimer, &QTimer::timeout, this, &StagePresenter::playPreview);
    connectPlayer();
    connectCrop();
}

void StagePresenter::connectPlayer() {
    auto* player = m_view->player();
    connect(player, &ClipPlayer::positionChanged, m_timeline, &Timeline::setPosition);
    connect(player, &ClipPlayer::rangeChanged, m_timeline, &Timeline::setRange);
    connect(player, &ClipPlayer::rangeChanged, this, [this, player](int first, int last) {
        if (m_shown != Shown::take) return;
        const bool whole = first == 0 && last + 1 == player->frameCount();
        m_session->exports()->setRange(whole ? 0 : first, whole ? -1 : last);
    });
    connect(player, &ClipPlayer::fpsChanged, m_timeline, &Timeline::setFps);
    connect(m_timeline, &Timeline::rangeEdited, player, &ClipPlayer::setRange);
    connect(m_timeline, &Timeline::scrubStarted, player, &ClipPlayer::pause);
    connect(m_timeline, &Timeline::scrubbed, player, &ClipPlayer::setPosition);
    // The playhead and the range are stored with the project when the player stops, scrubbing ends or the range
    // changes.
    connect(player, &ClipPlayer::playingChanged, this, &StagePresenter::keepPlayhead);
    connect(m_timeline, &Timeline::scrubEnded, this, &StagePresenter::keepPlayhead);
    connect(player, &ClipPlayer::rangeChanged, this, &StagePresenter::keepPlayhead);
    connect(m_view->detailButton(), &QToolButton::clicked, this, [this](bool on) {
        m_session->setValue(QStringLiteral("detail"), std::string(on ? "photo" : "model"));
        refresh();
    });
}

const QueueRunner::Live* StagePresenter::liveHere() const {
    const auto* live = m_session->queue()->live();
    return live && !live->exports && live->photo == m_session->currentPhoto() ? live : nullptr;
}

void StagePresenter::setDrawing(bool drawing) {
    if (drawing == m_drawing) return;
    m_drawing = drawing;
    m_shown = Shown::nothing;
    refresh();
}

void StagePresenter::watchRunning() {
    m_watching = true;
    refresh();
}

void StagePresenter::refresh() {
    const auto* project = m_session->project();
    if (!project) return;
    const auto* photo = project->photo(m_session->currentPhoto());
    m_view->showStart(photo == nullptr);
    if (!photo) {
        m_shown = Shown::nothing;
        m_previewTimer.stop();
        m_loader.cancel();
        m_view->player()->pause();
        m_view->player()->setFrames({});
        m_timeline->setFrameCount(0);
        return tellShown();
    }
    refreshDetail();
    showFailure();
    m_view->canvas()->setOriginal(m_session->pictures()->stagePicture(photo->path));
    if (m_cropping || m_drawing) {
        showPhoto();
    } else if (m_watching && liveHere()) {
        showRunning();
    } else if (m_session->currentTake() != noId) {
        showTake();
    } else {
        showPhoto();
    }
    tellShown();
}

void StagePresenter::tellShown() {
    const bool detail = m_shown == Shown::take && m_shownFrames == TakeFrames::photo_detail;
    Q_EMIT detailShown(detail ? m_shownFolder : QString());
    Q_EMIT photoShown(m_shown == Shown::photo && !m_cropping);
}

void StagePresenter::showPhoto() {
    m_shown = Shown::photo;
    m_previewTimer.stop();
    m_loader.cancel();
    auto* canvas = m_view->canvas();
    canvas->clearPreview();
    m_view->player()->pause();
    m_view->player()->setFrames({});
    m_timeline->setFrameCount(0);
    const auto* photo = m_session->project()->photo(m_session->currentPhoto());
    QImage picture = m_session->pictures()->stagePicture(photo->path);
    if (picture.isNull()) picture = m_session->pictures()->thumbnail(photo->path);
    // The caption is left out while the artist crops or draws, because that needs its place.
    canvas->setCaption(m_cropping || m_drawing ? QString()
                       : photo->size.isEmpty()
                           ? photo->name()
                           : tr("%1 · %2 × %3").arg(photo->name()).arg(photo->size.width()).arg(photo->size.height()));
    canvas->setBadge({});
    canvas->setStill(picture);
    refreshCrop();
}

bool StagePresenter::takeHasDetail(const Take& take) const {
    const auto found = take.settings.find("detail");
    return found != take.settings.end() && found->second == SettingValue(std::string("photo"));
}

void StagePresenter::showTake() {
    const auto* take = m_session->project()->take(m_session->currentTake());
    if (!take) return showPhoto();
    const bool wantsDetail = m_view->detailButton()->isChecked();
    const auto which = wantsDetail && takeHasDetail(*take) ? TakeFrames::photo_detail : TakeFrames::model;
    auto* canvas = m_view->canvas();
    canvas->setBadge(wantsDetail && !takeHasDetail(*take) ? tr("made without photo detail") : QString());
    const bool loaded = m_shown == Shown::take && m_shownFolder == take->folder && m_shownFrames == which;
    showTitle(*take, loaded ? m_view->player()->frameCount() : 0);
    if (loaded) return;
    m_previewTimer.stop();
    m_shown = Shown::take;
    m_shownFolder = take->folder;
    m_shownFrames = which;
    m_timeline->setClipSize(
        {static_cast<int>(takeNumber(*take, "width")), static_cast<int>(takeNumber(*take, "height"))});
    m_view->player()->setFps(static_cast<double>(takeNumber(*take, "fps")));
    m_loader.load(take->folder, which, largestShown);
}

void StagePresenter::showTitle(const Take& take, qsizetype frames) {
    const auto takes = m_session->project()->takes(take.photo);
    const auto same = [&take](const Take& each) { return each.id == take.id; };
    const auto number = std::find_if(takes.begin(), takes.end(), same) - takes.begin() + 1;
    m_view->canvas()->setCaption(takeTitle(take, static_cast<int>(number), frames));
}

void StagePresenter::clipLoaded(const QList<QImage>& frames, const QList<QImage>& thumbnails) {
    // The stored playhead is read first, because the calls below store a new one.
    const auto* project = m_session->project();
    const bool known = project->state(QStringLiteral("playhead/take")).toLongLong() == m_session->currentTake();
    const int first = project->state(QStringLiteral("playhead/in")).toInt();
    const int last = project->state(QStringLiteral("playhead/out")).toInt();
    const int frame = project->state(QStringLiteral("playhead/frame")).toInt();

    if (const auto* take = project->take(m_session->currentTake())) showTitle(*take, frames.size());
    m_view->canvas()->clearPreview();
    m_timeline->setThumbnails(thumbnails);
    auto* player = m_view->player();
    player->setFrames(frames);
    if (known) {
        player->setRange(first, last);
        player->setPosition(frame);
    } else {
        player->clearRange();
    }
    player->play();
}

void StagePresenter::keepPlayhead() {
    const auto* player = m_view->player();
    if (m_shown != Shown::take || player->isPlaying() || player->frameCount() == 0) return;
    auto* project = m_session->project();
    project->setState(QStringLiteral("playhead/take"), m_session->currentTake());
    project->setState(QStringLiteral("playhead/frame"), player->position());
    project->setState(QStringLiteral("playhead/in"), player->range().first);
    project->setState(QStringLiteral("playhead/out"), player->range().last);
}

void StagePresenter::runStarted(JobId job) {
    const auto* started = m_session->project()->job(job);
    if (started && !started->exporting && started->photo == m_session->currentPhoto()) watchRunning();
}

void StagePresenter::showRunning() {
    const auto* live = liveHere();
    m_shown = Shown::running;
    m_loader.cancel();
    // Until the first preview comes the photo stands for it.
    const auto* photo = m_session->project()->photo(live->photo);
    const QImage picture = photo ? m_session->pictures()->stagePicture(photo->path) : QImage();
    m_preview.clear();
    if (!picture.isNull()) m_preview.append(asModelSees(picture, live->settings));
    m_previewFrame = 0;
    m_decoded = 0;
    m_view->player()->pause();
    m_view->player()->setFrames({});
    const QSize size(static_cast<int>(live->settings.width), static_cast<int>(live->settings.height));
    m_timeline->setClipSize(size);
    m_timeline->setFrameCount(static_cast<int>(live->settings.num_frames));
    m_view->canvas()->setPreview({}, size, live->fraction);
    const auto fps = static_cast<double>(live->settings.fps);
    m_view->player()->setFps(fps);
    m_previewTimer.start(static_cast<int>(1000 / fps));
    runProgressed();
}

void StagePresenter::runProgressed() {
    const auto* live = liveHere();
    if (m_shown != Shown::running || !live) return;
    if (live->progress.stage == Stage::sample && !live->progress.preview.empty()) {
        m_preview = smallPictures(live->progress.preview);
        m_timeline->setPreviewThumbnails(m_preview);
    }
    for (; m_decoded < static_cast<qsizetype>(live->frames.size()); ++m_decoded) {
        const auto frame = toRgb32(live->frames[static_cast<std::size_t>(m_decoded)]);
        m_timeline->setThumbnail(static_cast<int>(m_decoded), frame);
        m_view->player()->appendFrame(frame);
    }
    if (m_decoded > 0) {
        // Once a frame is decoded the decoded frames are shown, which can be scrubbed.
        m_previewTimer.stop();
        m_view->canvas()->clearPreview();
        if (!m_view->player()->isPlaying() && m_decoded == 1) m_view->player()->play();
    } else {
        playPreview();
    }
    const auto text = progressText(live->progress);
    m_view->canvas()->setCaption(m_session->queue()->isPaused() ? tr("Paused · %1").arg(text) : text);
    m_view->canvas()->setBadge(live->remainingSeconds ? tr("%1 left").arg(durationText(*live->remainingSeconds))
                                                      : QString());
}

void StagePresenter::playPreview() {
    const auto* live = liveHere();
    if (!live || m_shown != Shown::running) return m_previewTimer.stop();
    if (!m_preview.isEmpty()) m_previewFrame = (m_previewFrame + 1) % static_cast<int>(m_preview.size());
    const QSize size(static_cast<int>(live->settings.width), static_cast<int>(live->settings.height));
    m_view->canvas()->setPreview(m_preview.value(m_previewFrame), size, live->fraction);
}

void StagePresenter::runFinished(TakeId take) {
    const auto* finished = m_session->project()->take(take);
    if (finished && finished->photo == m_session->currentPhoto() && m_shown == Shown::running) {
        m_watching = false;
        m_session->showTake(take);
    }
    refresh();
}

void StagePresenter::showFailure() {
    const Job* failed = nullptr;
    for (const auto& job : m_session->project()->jobs()) {
        if (job.photo != m_session->currentPhoto() || job.exporting) continue;
        if (job.state == JobState::failed) failed = &job;
        if (job.state == JobState::running) {
            failed = nullptr;
            break;
        }
    }
    const auto* photo = m_session->project()->photo(m_session->currentPhoto());
    if (failed && photo) m_view->failureCard()->setFailure(*failed, photo->name(), m_session->remedies(*failed));
    m_view->failureCard()->setVisible(failed && photo && !m_cropping && !m_drawing);
}

void StagePresenter::showOriginal(bool show) {
    m_view->canvas()->setShowOriginal(show);
}

}  // namespace stillwave::ui
