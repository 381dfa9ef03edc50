#include "ui/window/take_actions.h"

#include <QFuture>
#include <QtConcurrent>

#include "engine/take.h"
#include "types/error.h"
#include "ui/actions/actions.h"
#include "ui/stage/clip_player.h"
#include "ui/takes/takes_strip.h"
#include "ui/timeline/drift_curve.h"
#include "ui/timeline/make_again_popup.h"
#include "ui/timeline/timeline.h"
#include "ui/timeline/timeline_panel.h"
#include "ui/window/stage_view.h"
#include "ui/window/wording.h"

namespace stillwave::ui {
namespace {

// A take's drift without its join; empty where it cannot be read.
DriftCurve::Drift readDrift(const QString& folder) {
    try {
        const auto drift = read_drift(folder.toStdString());
        const auto list = [](const std::vector<double>& values) { return QList<double>(values.begin(), values.end()); };
        return {list(drift.colour), list(drift.sharpness), list(drift.flow), -1};
    } catch (const Error&) {
        // The drift is a help and no part of the take, so the timeline goes without it.
        return {};
    }
}

// The first frame that was added to an extended take of `count` frames.
int joinOf(const Take& take, qsizetype count) {
    const auto& extension = *take.controls.extend;
    if (extension.frame >= 0) return extension.frame + 1;
    return static_cast<int>(count - takeNumber(take, "num_frames")) + extension.overlap;
}

}  // namespace

TakeActions::TakeActions(Session* session, StageView* view, TimelinePanel* timeline, Actions* actions, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_view(view),
      m_timeline(timeline),
      m_actions(actions),
      m_popup(new MakeAgainPopup(timeline)) {
    for (const auto changed : {&Session::currentTakeChanged, &Session::selectionChanged, &Session::projectChanged,
                               &Session::settingsChanged})
        connect(session, changed, this, &TakeActions::refresh);
    auto* player = view->player();
    connect(player, &ClipPlayer::rangeChanged, this, &TakeActions::refresh);
    connect(player, &ClipPlayer::framesChanged, this, &TakeActions::refresh);
    const auto on = [&](ActionId id, auto slot) { connect(actions->action(id), &QAction::triggered, this, slot); };
    const auto extendHere = [this, player] { m_session->extendTake(m_session->currentTake(), player->position()); };
    on(ActionId::extendTake, [this] { m_session->extendTake(m_session->currentTake()); });
    on(ActionId::extendHere, extendHere);
    on(ActionId::makeAgain, [this] { askForStrength(); });
    on(ActionId::copyMotion, [session] { session->copyMotion(session->currentTake()); });
    on(ActionId::pasteMotion, [session] { session->pasteMotion(); });
    on(ActionId::dropMotion, [session] { session->dropMotion(); });
    connect(view->takes(), &TakesStrip::extendRequested, session,
            [session](TakeId take) { session->extendTake(take); });
    connect(view->takes(), &TakesStrip::extendHereRequested, this, extendHere);
    connect(m_popup, &MakeAgainPopup::confirmed, this, [this](int first, int last, double strength) {
        m_session->makeAgain(m_session->currentTake(), first, last, strength);
    });
    timeline->timeline()->setMenuActions({actions->action(ActionId::setIn), actions->action(ActionId::setOut),
                                          actions->action(ActionId::makeAgain), actions->action(ActionId::extendHere)});
    connect(player, &ClipPlayer::positionChanged, timeline->drift(), &DriftCurve::setPosition);
    connect(timeline->drift(), &DriftCurve::frameChosen, player, &ClipPlayer::setPosition);
    refresh();
}

QString TakeActions::whyNotExtend(const Take& take) {
    if (take.controls.camera.without_model || !take.controls.motion_from.empty())
        return tr("This take was made without the model, which cannot go on from it.");
    return {};
}

// While the artist draws or crops, the photo stands in the take's place, and there is no frame to begin at.
const Take* TakeActions::current() const {
    return m_session->project() && m_view->player()->frameCount() > 0
               ? m_session->project()->take(m_session->currentTake())
               : nullptr;
}

QString TakeActions::whyNotMakeAgain() const {
    const auto* take = current();
    if (!take) return tr("Show a take first.");
    if (const auto reason = whyNotExtend(*take); !reason.isEmpty()) return reason;
    const auto [first, last] = m_view->player()->range();
    const auto most = takeNumber(*take, "num_frames");
    if (last - first + 1 > most)
        return tr("The in and the out point hold %1 frames, but the model makes %2 at once. Set them nearer together.")
            .arg(last - first + 1)
            .arg(most);
    return {};
}

void TakeActions::refresh() {
    const auto* take = current();
    const QString reason = take ? whyNotExtend(*take) : tr("Show a take first.");
    m_actions->setBlocked(ActionId::extendTake, reason);
    m_actions->setBlocked(ActionId::extendHere, reason);
    m_actions->setBlocked(ActionId::makeAgain, whyNotMakeAgain());
    m_actions->setBlocked(ActionId::copyMotion, take ? QString() : tr("Show a take first."));
    const bool photo = m_session->project() && m_session->currentPhoto() != noId;
    m_actions->setBlocked(ActionId::pasteMotion, !photo                         ? tr("Add a photo first.")
                                                 : !m_session->canPasteMotion() ? tr("Copy a take's motion first.")
                                                                                : QString());
    m_actions->setBlocked(ActionId::dropMotion, photo && !m_session->controls().motion_from.empty()
                                                    ? QString()
                                                    : tr("This photo does not move as a take."));
    // The model makes as many frames for each of them as for the take.
    const QString cost = take && take->seconds > 0
                             ? tr("Takes about %1, as this take did.").arg(durationText(take->seconds))
                             : QString();
    for (const auto id : {ActionId::extendTake, ActionId::extendHere, ActionId::makeAgain})
        m_actions->setCost(id, cost);
    m_popup->setCost(cost);
    refreshDrift();
}

void TakeActions::refreshDrift() {
    const auto* take = current();
    const bool extended = take && take->controls.extend;
    if (!extended) {
        m_driftOf = noId;
        m_timeline->drift()->setDrift({});
        return m_timeline->drift()->hide();
    }
    if (take->id == m_driftOf) return;
    m_driftOf = take->id;
    QtConcurrent::run(readDrift, take->folder).then(this, [this, id = take->id](DriftCurve::Drift drift) {
        const auto* shown = current();
        if (!shown || id != m_driftOf || shown->id != id) return;
        drift.join = joinOf(*shown, drift.colour.size());
        m_timeline->drift()->setDrift(drift);
        m_timeline->drift()->setVisible(!m_timeline->drift()->isEmpty());
    });
}

void TakeActions::askForStrength() {
    const auto* player = m_view->player();
    const auto [first, last] = player->range();
    if (!whyNotMakeAgain().isEmpty() || player->frameCount() == 0) return;
    m_popup->setFrames(first, last, player->frameCount());
    auto controls = current()->controls;
    controls.extend.reset();
    controls.make_again.reset();
    m_popup->setDirected(!controls.empty());
    auto* timeline = m_timeline->timeline();
    m_popup->popup(timeline->mapToGlobal(timeline->cellRect(first).topLeft().toPoint()));
}

}  // namespace stillwave::ui
