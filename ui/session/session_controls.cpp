#include <random>

#include "ui/session/directing.h"
#include "ui/session/session_private.h"

/// The part of Session that directs clips: a photo's controls, and clips that go on from takes.
namespace stillwave::ui {
namespace {

/// The settings of a clip that goes on from a take: those that made the take, and a new seed. Its controls were for the
/// photo and not for a frame of the take.
PhotoSettings goingOnFrom(const Take& take) {
    PhotoSettings settings{take.settings, take.model, {}};
    settings.values["seed"] = static_cast<std::int64_t>(std::random_device{}());
    return settings;
}

}  // namespace

const Controls& Session::controls() const {
    static const Controls none;
    const auto* photo = m_private->currentPhoto();
    return photo ? photo->settings.controls : none;
}

void Session::setControls(const Controls& controls, const QString& undoText, const QString& key) {
    edit(
        {m_private->current}, [&](PhotoSettings& settings) { settings.controls = controls; }, undoText,
        key.isEmpty() ? key : QStringLiteral("controls/") + key);
}

void Session::previewControls() {
    const auto* photo = m_private->currentPhoto();
    if (!photo || photo->size.isEmpty()) return;
    AnimationRequest request;
    request.settings = to_layer(resolvedSettings(photo->id));
    request.controls = withoutResting(photo->settings.controls);
    request.photo_path = photo->path.toStdString();
    m_private->previewed = photo->id;
    m_private->parts.side->previewControls(photo->id, request);
}

void Session::copyMotion(TakeId id) {
    const auto* take = m_private->project->take(id);
    if (!take) return;
    m_private->copiedMotion = take->folder;
    Q_EMIT settingsChanged();
}

bool Session::canPasteMotion() const {
    return !m_private->copiedMotion.isEmpty();
}

void Session::pasteMotion() {
    if (!canPasteMotion()) return;
    edit(
        m_private->selected,
        [this](PhotoSettings& settings) { settings.controls.motion_from = m_private->copiedMotion.toStdString(); },
        tr("Move as a take"));
}

void Session::dropMotion() {
    edit(
        m_private->selected, [](PhotoSettings& settings) { settings.controls.motion_from.clear(); },
        tr("Stop moving as a take"));
}

void Session::extendTake(TakeId id, int frame) {
    const auto* take = m_private->project->take(id);
    if (!take) return;
    auto settings = goingOnFrom(*take);
    settings.controls.extend = Extension{take->folder.toStdString(), frame};
    m_private->project->addJob(take->photo, settings);
}

void Session::makeAgain(TakeId id, int first, int last, double strength) {
    const auto* take = m_private->project->take(id);
    if (!take) return;
    auto settings = goingOnFrom(*take);
    settings.controls.make_again = MakeAgain{take->folder.toStdString(), first, last, strength, {}};
    m_private->project->addJob(take->photo, settings);
}

}  // namespace stillwave::ui
