#include "ui/window/keyframes_presenter.h"

#include <QFileDialog>
#include <QFileInfo>
#include <cmath>

#include "ui/session/forecast.h"
#include "ui/timeline/end_photo.h"
#include "ui/timeline/timeline_panel.h"
#include "ui/window/wording.h"

namespace stillwave::ui {
namespace {

// The largest relative difference of two proportions that counts as none.
constexpr double sameProportion = 0.02;

QStringList pathsOf(const Controls& controls) {
    QStringList paths;
    for (const auto& path : controls.keyframes) paths.append(QString::fromStdString(path.string()));
    return paths;
}

}  // namespace

KeyframesPresenter::KeyframesPresenter(Session* session, TimelinePanel* timeline, QObject* parent)
    : QObject(parent), m_session(session), m_timeline(timeline) {
    for (const auto changed : {&Session::settingsChanged, &Session::selectionChanged, &Session::projectChanged})
        connect(session, changed, this, &KeyframesPresenter::refresh);
    connect(session->pictures(), &PictureLoader::pictureRead, this, &KeyframesPresenter::refresh, Qt::QueuedConnection);
    connect(session->forecast(), &Forecast::changed, this, &KeyframesPresenter::refreshCost);
    auto* end = timeline->endPhoto();
    connect(end, &EndPhoto::photosDropped, this,
            [this](const QStringList& paths) { setPhotos(paths, tr("Set last photo")); });
    connect(end, &EndPhoto::chooseRequested, this, [this] { choose(false); });
    connect(end, &EndPhoto::loopRequested, this, &KeyframesPresenter::toggleLoop);
    connect(end, &EndPhoto::clearRequested, this, &KeyframesPresenter::clear);
    connect(end, &EndPhoto::severalRequested, this, [this] {
        m_stripOf = m_session->currentPhoto();
        refresh();
        m_timeline->keyframes()->setFocus(Qt::OtherFocusReason);
    });
    auto* strip = timeline->keyframes();
    connect(strip, &KeyframeStrip::photosEdited, this, &KeyframesPresenter::setPhotos);
    connect(strip, &KeyframeStrip::addRequested, this, [this] { choose(true); });
    connect(strip, &KeyframeStrip::closeRequested, this, &KeyframesPresenter::clear);
    refresh();
}

const Photo* KeyframesPresenter::photo() const {
    return m_session->project() ? m_session->project()->photo(m_session->currentPhoto()) : nullptr;
}

void KeyframesPresenter::setPhotos(const QStringList& paths, const QString& undoText) {
    auto controls = m_session->controls();
    controls.keyframes.clear();
    for (const auto& path : paths) controls.keyframes.emplace_back(path.toStdString());
    m_session->setControls(controls, undoText);
}

void KeyframesPresenter::choose(bool several) {
    const auto* shown = photo();
    if (!shown) return;
    const QString folder = QFileInfo(shown->path).path();
    const QString filter = tr("Photos (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.avif *.heic *.heif)");
    if (several) {
        const auto chosen =
            QFileDialog::getOpenFileNames(m_timeline->window(), tr("Choose photos to pass"), folder, filter);
        if (!chosen.isEmpty()) setPhotos(pathsOf(m_session->controls()) + chosen, tr("Add photos to pass"));
    } else {
        const QString chosen =
            QFileDialog::getOpenFileName(m_timeline->window(), tr("Choose the last photo"), folder, filter);
        if (!chosen.isEmpty()) setPhotos({chosen}, tr("Set last photo"));
    }
}

void KeyframesPresenter::toggleLoop() {
    const auto* shown = photo();
    if (!shown) return;
    if (pathsOf(m_session->controls()) == QStringList(shown->path)) return clear();
    setPhotos({shown->path}, tr("End with the same photo"));
}

void KeyframesPresenter::clear() {
    m_stripOf = noId;
    if (m_session->controls().keyframes.empty()) return refresh();
    setPhotos({}, tr("End freely"));
}

KeyframeStrip::Keyframe KeyframesPresenter::keyframe(const QString& path) const {
    KeyframeStrip::Keyframe made;
    made.path = path;
    made.name = QFileInfo(path).fileName();
    made.thumbnail = m_session->pictures()->thumbnail(path);
    const auto settings = m_session->resolvedSettings(m_session->currentPhoto());
    if (made.thumbnail.isNull() || settings.height == 0 || photo()->size.isEmpty()) return made;
    const double clip = static_cast<double>(settings.width) / static_cast<double>(settings.height);
    const double own = static_cast<double>(made.thumbnail.width()) / made.thumbnail.height();
    // A photo of the first one's proportion is fitted exactly as that one, which says nothing new.
    const QSizeF first = photo()->size;
    const bool asFirst = std::abs(own * first.height() / first.width() - 1) <= sameProportion;
    made.fitted = !asFirst && std::abs(own / clip - 1) > sameProportion;
    return made;
}

QString KeyframesPresenter::fitText() const {
    return m_session->resolvedSettings(m_session->currentPhoto()).fit == "letterbox"
               ? tr("It has another proportion than the clip and is shown between bars, as the photo is.")
               : tr("It has another proportion than the clip and is cropped, as the photo is.");
}

void KeyframesPresenter::refresh() {
    const auto* shown = photo();
    if (!shown) return m_timeline->keyframes()->hide();
    const auto paths = pathsOf(m_session->controls());
    EndPhoto::State state;
    QList<KeyframeStrip::Keyframe> others;
    for (const auto& path : paths) others.append(keyframe(path));
    if (!others.isEmpty()) {
        state.count = static_cast<int>(others.size());
        state.name = others.last().name;
        state.thumbnail = others.last().thumbnail;
        state.loops = paths == QStringList(shown->path);
        if (others.last().fitted) state.fitted = fitText();
    }
    m_timeline->endPhoto()->setState(state);
    m_timeline->keyframes()->setPhotos(keyframe(shown->path), others);
    m_timeline->keyframes()->setVisible(paths.size() > 1 || m_stripOf == shown->id);
    refreshCost();
}

void KeyframesPresenter::refreshCost() {
    const auto* estimate = m_session->forecast()->estimate();
    m_timeline->keyframes()->setCost(estimate ? tr("about %1").arg(durationText(estimate->seconds)) : QString());
}

}  // namespace stillwave::ui
