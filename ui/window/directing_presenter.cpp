#include "ui/window/directing_presenter.h"

#include <algorithm>

#include "ui/actions/actions.h"
#include "ui/session/directing.h"
#include "ui/session/forecast.h"
#include "ui/stage/canvas.h"
#include "ui/stage/control_overlay.h"
#include "ui/stage/control_preview.h"
#include "ui/stage/crop_geometry.h"
#include "ui/stage/drawing_bar.h"
#include "ui/stage/tool_bar.h"
#include "ui/window/message_bar.h"
#include "ui/window/stage_view.h"
#include "ui/window/wording.h"

namespace stillwave::ui {
namespace {

constexpr int settleMs = 300;

constexpr std::pair<ActionId, DrawingTool> tools[] = {
    {ActionId::selectTool, DrawingTool::select}, {ActionId::lassoTool, DrawingTool::lasso},
    {ActionId::brushTool, DrawingTool::brush},   {ActionId::eraserTool, DrawingTool::eraser},
    {ActionId::arrowTool, DrawingTool::arrow},   {ActionId::pathTool, DrawingTool::path},
    {ActionId::freezeTool, DrawingTool::freeze}, {ActionId::cameraTool, DrawingTool::camera}};

// The part of the photo that the clip's frames show, 0..1. Between bars the frames reach beyond the photo.
QRectF framePart(const QSize& photo, const AnimationSettings& settings) {
    const QSizeF target(static_cast<double>(settings.width), static_cast<double>(settings.height));
    return shownPart(photo, target, QString::fromStdString(settings.fit), {settings.focus_x, settings.focus_y});
}

bool leftOut(const StageControls& regions, const QRectF& part) {
    const auto outside = [&part](const StageArea& area) {
        return !area.outline.isEmpty() && !area.outline.boundingRect().intersects(part);
    };
    return std::any_of(regions.moved.begin(), regions.moved.end(),
                       [&](const MovedRegion& region) { return outside(region.area); }) ||
           std::any_of(regions.frozen.begin(), regions.frozen.end(), outside);
}

}  // namespace

DirectingPresenter::DirectingPresenter(Session* session, StageView* view, Actions* actions, QObject* parent)
    : QObject(parent), m_session(session), m_view(view), m_actions(actions) {
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMs);
    connect(&m_settle, &QTimer::timeout, this, &DirectingPresenter::askExact);
    connect(session, &Session::settingsChanged, this, [this] {
        m_refusal.clear();
        refresh();
    });
    for (const auto changes : {&Session::selectionChanged, &Session::projectChanged})
        connect(session, changes, this, [this] {
            m_view->controlOverlay()->reset();
            m_refusal.clear();
            refresh();
        });
    connect(session->pictures(), &PictureLoader::pictureRead, this, &DirectingPresenter::refresh, Qt::QueuedConnection);
    connect(session, &Session::controlsPreviewed, this, &DirectingPresenter::showExact);
    connect(session, &Session::controlsPreviewFailed, this, [this](const QString& reason) {
        m_refusal = reason;
        refreshNote();
    });
    connect(session->forecast(), &Forecast::changed, this, &DirectingPresenter::refreshNote);
    // A take that is chosen is to be seen, so that the tools make room for it.
    connect(session, &Session::currentTakeChanged, this, [this] {
        if (m_session->currentTake() != noId) leaveTool();
    });
    connectTools();
    connectOptions();
    m_actions->action(ActionId::previewMovement)->setChecked(true);
    refresh();
}

void DirectingPresenter::connectTools() {
    QList<QAction*> shown;
    for (const auto& [id, tool] : tools) {
        auto* action = m_actions->action(id);
        shown.append(action);
        connect(action, &QAction::triggered, this,
                [this, tool = tool](bool chosen) { setTool(chosen ? tool : DrawingTool::none); });
    }
    m_view->toolBar()->setTools(shown);
}

void DirectingPresenter::connectOptions() {
    auto* overlay = m_view->controlOverlay();
    auto* bar = m_view->drawingBar();
    const auto on = [this](ActionId id, auto receiver, auto slot) {
        connect(m_actions->action(id), &QAction::triggered, receiver, slot);
    };
    bar->setActions(m_actions->action(ActionId::previewMovement), m_actions->action(ActionId::clearControls));
    overlay->setBrushSize(bar->brushSize());
    connect(bar, &DrawingBar::brushSizeChanged, overlay, &ControlOverlay::setBrushSize);
    connect(bar, &DrawingBar::featherEdited, overlay, &ControlOverlay::setFeather);
    connect(bar, &DrawingBar::easingEdited, overlay,
            [overlay](const QString& easing) { overlay->setEasing(easing.toStdString()); });
    connect(bar, &DrawingBar::doneRequested, this, &DirectingPresenter::leaveTool);
    connect(overlay, &ControlOverlay::toolLeft, this, &DirectingPresenter::leaveTool);
    connect(overlay, &ControlOverlay::edited, this, &DirectingPresenter::apply);
    connect(overlay, &ControlOverlay::selectionChanged, this, &DirectingPresenter::refreshOptions);
    connect(overlay, &ControlOverlay::drawingChanged, this, &DirectingPresenter::refreshPreview);
    connect(overlay, &ControlOverlay::changing, this,
            [this](const StageControls& regions) { m_view->controlPreview()->setRegions(regions.moved); });
    on(ActionId::brushSmaller, bar, &DrawingBar::makeBrushSmaller);
    on(ActionId::brushLarger, bar, &DrawingBar::makeBrushLarger);
    on(ActionId::clearControls, this, &DirectingPresenter::clear);
    on(ActionId::previewMovement, this, &DirectingPresenter::refreshPreview);
    // While the photo is on the stage there is no clip, so that the key that plays one plays the movement.
    on(ActionId::playPause, this, [this] {
        if (m_photoShown) m_actions->action(ActionId::previewMovement)->trigger();
    });
}

const Photo* DirectingPresenter::photo() const {
    return m_session->project() ? m_session->project()->photo(m_session->currentPhoto()) : nullptr;
}

void DirectingPresenter::setTool(DrawingTool tool) {
    const bool drew = m_tool != DrawingTool::none;
    const bool filmed = m_tool == DrawingTool::camera;
    m_tool = photo() ? tool : DrawingTool::none;
    const bool draws = m_tool != DrawingTool::none;
    const bool films = m_tool == DrawingTool::camera;
    for (const auto& [id, each] : tools) m_actions->action(id)->setChecked(each == m_tool);
    m_view->controlOverlay()->setTool(m_tool);
    m_view->setDirecting(draws);
    m_view->setDrawing(draws && !films);
    // The overlay is hidden where nothing is drawn; its keys go back to the canvas.
    if (drew && (!draws || films)) m_view->canvas()->setFocus(Qt::OtherFocusReason);
    refreshOptions();
    refreshNote();
    if (draws != drew) Q_EMIT drawingChanged(draws);
    if (films != filmed) Q_EMIT cameraToolChanged(films);
    refreshPreview();
}

void DirectingPresenter::leaveTool() {
    if (m_tool != DrawingTool::none) setTool(DrawingTool::none);
}

void DirectingPresenter::setPhotoShown(bool shown) {
    m_photoShown = shown;
    refreshPreview();
}

void DirectingPresenter::refresh() {
    const auto* shown = photo();
    for (const auto& [id, tool] : tools) m_actions->action(id)->setEnabled(shown != nullptr);
    m_actions->action(ActionId::previewMovement)->setEnabled(shown != nullptr);
    const StageControls regions = shown ? m_masks.read(m_session->controls()) : StageControls();
    m_actions->action(ActionId::clearControls)->setEnabled(!regions.isEmpty());
    auto* overlay = m_view->controlOverlay();
    // A setting may change while a stroke is drawn, such as by a finished seed. The stroke goes on.
    if (!overlay->isDrawing()) overlay->setControls(regions);
    m_view->controlPreview()->setRegions(regions.moved);
    refreshClip();
    refreshOptions();
    refreshNote();
    showCount();
    if (!shown) leaveTool();
    if (m_view->controlPreview()->isPlaying()) m_settle.start();
}

void DirectingPresenter::refreshClip() {
    const auto* shown = photo();
    if (!shown) return;
    const auto settings = m_session->resolvedSettings(shown->id);
    auto* overlay = m_view->controlOverlay();
    auto* preview = m_view->controlPreview();
    overlay->setPhoto(shown->size);
    overlay->setClipPart(framePart(shown->size, settings));
    m_view->drawingBar()->setPhoto(shown->size);
    preview->setPhoto(m_session->pictures()->stagePicture(shown->path));
    preview->setClipPart(framePart(shown->size, settings));
    preview->setSeconds(static_cast<double>(settings.num_frames - 1) / static_cast<double>(settings.fps));
}

void DirectingPresenter::refreshOptions() {
    auto* overlay = m_view->controlOverlay();
    auto* bar = m_view->drawingBar();
    bar->setBrushShown(paints(m_tool));
    bar->setEasingShown(overlay->selection().kind == ControlSelection::Kind::moved);
    bar->setFeather(overlay->feather());
    bar->setEasing(overlay->easing());
}

void DirectingPresenter::refreshNote() {
    auto* bar = m_view->drawingBar();
    const auto* shown = photo();
    if (!shown || m_tool == DrawingTool::none) return;
    const Controls& controls = m_session->controls();
    const auto* estimate = m_session->forecast()->estimate();
    if (const QString reason = whyNotTogether(controls); !reason.isEmpty()) {
        bar->setNote(reason, true);
    } else if (!m_refusal.isEmpty()) {
        bar->setNote(m_refusal, true);
    } else if (leftOut(m_view->controlOverlay()->controls(),
                       framePart(shown->size, m_session->resolvedSettings(shown->id)))) {
        bar->setNote(tr("A region lies outside what the clip shows: move the region or the crop."), true);
    } else if (withoutResting(controls) != controls) {
        bar->setNote(tr("A region that goes nowhere yet is left out of the clip: drag out of it to say where it goes."),
                     false);
    } else if (estimate && !controls.empty()) {
        bar->setNote(tr("With what is drawn here a clip takes about %1 and %2 of memory.")
                         .arg(durationText(estimate->seconds), bytesText(static_cast<qint64>(estimate->memory_bytes))),
                     false);
    } else {
        const auto* row = std::find_if(std::begin(tools), std::end(tools),
                                       [this](const auto& each) { return each.second == m_tool; });
        bar->setNote(actionRow(row->first).displayHelp(), false);
    }
}

// The movement rests while something is drawn, because the artist draws on the photo as it is, unless it is the
// movement itself that is drawn.
void DirectingPresenter::refreshPreview() {
    const bool wanted = m_actions->action(ActionId::previewMovement)->isChecked();
    const bool plays =
        wanted && m_photoShown && m_tool != DrawingTool::camera && !m_view->controlOverlay()->isDrawingArea();
    auto* preview = m_view->controlPreview();
    const bool began = plays && !preview->isPlaying();
    preview->setPlaying(plays);
    m_view->controlOverlay()->setPlaying(plays);
    if (began) m_settle.start();
    showCount();
}

// Without a tool nothing else tells that the photo has regions while the movement is stopped.
void DirectingPresenter::showCount() {
    if (!m_photoShown) return;
    const auto& regions = m_view->controlOverlay()->controls();
    m_view->canvas()->setBadge(m_tool != DrawingTool::none || regions.isEmpty()
                                   ? QString()
                                   : tr("%1 moving, %2 frozen").arg(regions.moved.size()).arg(regions.frozen.size()));
}

void DirectingPresenter::apply(const StageControls& regions, const QString& undoText, const QString& key) {
    Controls controls = m_session->controls();
    if (m_masks.write(regions, m_session->project()->folder() + QStringLiteral("/masks"), controls))
        return m_session->setControls(controls, undoText, key);
    m_view->messages()->show({QStringLiteral("masks"),
                              MessageBar::Kind::error,
                              tr("The region could not be written to the project's folder."),
                              tr("Is the disk full, or the folder write-protected?"),
                              {},
                              0});
    refresh();
}

void DirectingPresenter::clear() {
    Controls controls = m_session->controls();
    controls.motion_brushes.clear();
    controls.frozen.clear();
    m_session->setControls(controls, tr("Clear all regions"));
}

void DirectingPresenter::askExact() {
    if (!photo() || !m_view->controlPreview()->isVisible()) return;
    m_asked = m_masks.read(m_session->controls()).moved;
    m_session->previewControls();
}

void DirectingPresenter::showExact(PhotoId of, const QList<QImage>& frames) {
    const auto* shown = photo();
    if (!shown || of != shown->id) return;
    m_view->controlPreview()->setExactFrames(frames, m_asked,
                                             framePart(shown->size, m_session->resolvedSettings(shown->id)));
}

}  // namespace stillwave::ui
