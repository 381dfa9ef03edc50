#include "ui/stage/control_overlay.h"

#include <QKeyEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/stage/control_mask.h"

namespace stillwave::ui {
namespace {

constexpr double smallStep = 0.005;
constexpr double largeStep = 0.05;

}  // namespace

ControlOverlay::ControlOverlay(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setObjectName(QStringLiteral("control_overlay"));
    setAccessibleName(tr("Regions of the photo"));
    describe();
}

void ControlOverlay::setPhoto(const QSize& size) {
    m_photo = size;
    update();
}

void ControlOverlay::setControls(const StageControls& controls) {
    setStroke(Stroke::none);
    m_controls = controls;
    const auto count = m_selection.kind == Kind::moved ? controls.moved.size() : controls.frozen.size();
    if (m_selection.kind != Kind::none && m_selection.index >= count) select({});
    describe();
    update();
}

void ControlOverlay::setTool(DrawingTool tool) {
    if (isDrawing()) cancelStroke();
    m_tool = tool;
    showCursor();
    update();
}

void ControlOverlay::reset() {
    if (isDrawing()) cancelStroke();
    select({});
}

void ControlOverlay::setClipPart(const QRectF& part) {
    m_clipPart = part.intersected({0, 0, 1, 1});
    update();
}

void ControlOverlay::setPlaying(bool playing) {
    m_playing = playing;
    update();
}

void ControlOverlay::setPictureRect(const QRectF& rect) {
    m_picture = rect;
    update();
}

void ControlOverlay::setBrushSize(double size) {
    m_brushSize = size;
    update();
}

void ControlOverlay::setFeather(double feather) {
    m_feather = feather;
    auto* area = selectedArea();
    if (!area || area->area.feather == feather) return;
    area->area.feather = feather;
    Q_EMIT edited(m_controls, tr("Change soft edge"), editKey("feather"));
}

void ControlOverlay::setEasing(const std::string& easing) {
    m_easing = easing;
    auto* region = selectedMoved();
    if (!region || region->easing == easing) return;
    region->easing = easing;
    Q_EMIT edited(m_controls, tr("Change pace"), {});
}

double ControlOverlay::feather() const {
    const auto* area = selectedArea();
    return area ? area->area.feather : m_feather;
}

std::string ControlOverlay::easing() const {
    return m_selection.kind == Kind::moved ? m_controls.moved[m_selection.index].easing : m_easing;
}

StageArea* ControlOverlay::selectedArea() {
    if (m_selection.kind == Kind::moved) return &m_controls.moved[m_selection.index].area;
    return m_selection.kind == Kind::frozen ? &m_controls.frozen[m_selection.index] : nullptr;
}

const StageArea* ControlOverlay::selectedArea() const {
    if (m_selection.kind == Kind::moved) return &m_controls.moved[m_selection.index].area;
    return m_selection.kind == Kind::frozen ? &m_controls.frozen[m_selection.index] : nullptr;
}

MovedRegion* ControlOverlay::selectedMoved() {
    return m_selection.kind == Kind::moved ? &m_controls.moved[m_selection.index] : nullptr;
}

// Edits of one thing merge, but not those of another region.
QString ControlOverlay::editKey(const char* what) const {
    return QStringLiteral("control/%1/%2/%3")
        .arg(QLatin1String(what))
        .arg(static_cast<int>(m_selection.kind))
        .arg(m_selection.index);
}

void ControlOverlay::select(const ControlSelection& selection) {
    if (selection == m_selection) return;
    m_selection = selection;
    describe();
    update();
    Q_EMIT selectionChanged();
}

void ControlOverlay::add(const StageArea& area, bool frozen) {
    if (frozen) {
        m_controls.frozen.append(area);
        return select({Kind::frozen, m_controls.frozen.size() - 1});
    }
    m_controls.moved.append({area, restingPath(withinClip(area.centre())), m_easing});
    select({Kind::moved, m_controls.moved.size() - 1});
}

void ControlOverlay::remove(const ControlSelection& which) {
    if (which.kind == Kind::moved) m_controls.moved.removeAt(which.index);
    if (which.kind == Kind::frozen) m_controls.frozen.removeAt(which.index);
    select({});
}

void ControlOverlay::removeSelected() {
    if (m_selection.kind == Kind::none || isDrawing()) return;
    const bool frozen = m_selection.kind == Kind::frozen;
    remove(m_selection);
    Q_EMIT edited(m_controls, frozen ? tr("Remove frozen area") : tr("Remove region"), {});
}

ControlSelection ControlOverlay::under(const QPointF& place) const {
    for (qsizetype i = m_controls.moved.size() - 1; i >= 0; --i)
        if (m_controls.moved[i].area.holds(place)) return {Kind::moved, i};
    for (qsizetype i = m_controls.frozen.size() - 1; i >= 0; --i)
        if (m_controls.frozen[i].holds(place)) return {Kind::frozen, i};
    return {};
}

qsizetype ControlOverlay::handleAt(const QPointF& place) const {
    if (m_selection.kind != Kind::moved) return -1;
    const auto& region = m_controls.moved[m_selection.index];
    const auto places = pathOnStage(region, m_picture);
    const auto near = [&](const QPointF& handle) {
        return std::hypot(place.x() - handle.x(), place.y() - handle.y()) <= handleRadius + 3;
    };
    // The arrow's head comes first, because it may lie on another place of the path.
    for (qsizetype i = places.size() - 1; i >= 1; --i)
        if (near(places[i])) return i;
    return -1;
}

QPointF ControlOverlay::ofPhoto(const QPointF& place) const {
    return {(place.x() - m_picture.x()) / m_picture.width(), (place.y() - m_picture.y()) / m_picture.height()};
}

QPointF ControlOverlay::withinClip(const QPointF& place) const {
    return {std::clamp(place.x(), m_clipPart.left(), m_clipPart.right()),
            std::clamp(place.y(), m_clipPart.top(), m_clipPart.bottom())};
}

double ControlOverlay::brushPixels() const {
    return m_brushSize * std::max(m_picture.width(), m_picture.height());
}

void ControlOverlay::setStroke(Stroke stroke) {
    const bool was = isDrawing();
    m_stroke = stroke;
    if (stroke == Stroke::none) m_line.clear();
    if (isDrawing() != was) Q_EMIT drawingChanged(isDrawing());
    update();
}

void ControlOverlay::showCursor() {
    if (paints(m_tool))
        setCursor(Qt::BlankCursor);
    else if (m_tool == DrawingTool::select)
        setCursor(Qt::ArrowCursor);
    else
        setCursor(Qt::CrossCursor);
}

QString ControlOverlay::hint() const {
    switch (m_tool) {
        case DrawingTool::lasso:
        case DrawingTool::select:
        case DrawingTool::arrow:
        case DrawingTool::path:
            return tr("Draw round something with the lasso, then drag out of it to say where it goes.");
        case DrawingTool::brush:
        case DrawingTool::eraser:
            return tr("Paint over something with the brush, then drag its dot to say where it goes.");
        case DrawingTool::freeze:
            return tr("Paint over what stays still, or hold Shift and draw round it.");
        case DrawingTool::none:
        case DrawingTool::camera:
            break;
    }
    return {};
}

void ControlOverlay::describe() {
    QString text = tr("Regions that move: %1. Areas that stay still: %2.")
                       .arg(m_controls.moved.size())
                       .arg(m_controls.frozen.size());
    if (m_selection.kind == Kind::moved) text += u' ' + tr("Region %1 is selected.").arg(m_selection.index + 1);
    if (m_selection.kind == Kind::frozen) text += u' ' + tr("Frozen area %1 is selected.").arg(m_selection.index + 1);
    setAccessibleDescription(text + u' ' +
                             tr("Return adds one in the middle, Page Up and Page Down choose one, the arrow keys move "
                                "it, and with Ctrl they move where it goes."));
}

void ControlOverlay::paintEvent(QPaintEvent*) {
    if (m_picture.isEmpty()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawOutsideClip(painter, m_picture, m_clipPart);
    const bool plays = m_playing && !isDrawingArea() &&
                       std::any_of(m_controls.moved.begin(), m_controls.moved.end(),
                                   [](const MovedRegion& region) { return region.moves(); });
    drawControls(painter, m_controls, m_selection, m_picture, !plays);
    const QRectF room = QRectF(rect()).adjusted(8, 8, -8, -8);
    if (m_stroke == Stroke::lasso) {
        QList<QPointF> line;
        for (const QPointF& place : m_line)
            line.append(
                {m_picture.x() + place.x() * m_picture.width(), m_picture.y() + place.y() * m_picture.height()});
        drawLine(painter, line);
    } else if (m_controls.isEmpty() && !isDrawing() && !hint().isEmpty()) {
        drawHintCard(painter, room, hint());
    } else if (const auto index = m_selection.index; m_selection.kind == Kind::moved && !isDrawing()) {
        const auto& region = m_controls.moved[index];
        if (!region.moves())
            drawHint(painter, pathOnStage(region, m_picture).value(0), room,
                     paints(m_tool) ? tr("Drag the dot to say where the region goes")
                                    : tr("Drag out of the region to say where it goes"));
    } else if (m_selection.kind == Kind::none && !isDrawing() &&
               (m_tool == DrawingTool::arrow || m_tool == DrawingTool::path)) {
        drawHint(painter, {room.center().x(), room.bottom()}, room, tr("Begin inside a region"));
    }
    if (paints(m_tool) && m_pointer) drawBrush(painter, *m_pointer, brushPixels(), m_tool == DrawingTool::eraser);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void ControlOverlay::selectNext(int step) {
    QList<ControlSelection> all;
    for (qsizetype i = 0; i < m_controls.moved.size(); ++i) all.append({Kind::moved, i});
    for (qsizetype i = 0; i < m_controls.frozen.size(); ++i) all.append({Kind::frozen, i});
    if (all.isEmpty()) return;
    const auto at = all.indexOf(m_selection);
    select(all[at < 0 ? 0 : (at + step + all.size()) % all.size()]);
}

// A region can be made without a pointer: an oval in the middle of what the clip shows, to be moved by keys.
void ControlOverlay::addInTheMiddle() {
    const bool frozen = m_tool == DrawingTool::freeze;
    QPainterPath oval;
    oval.addEllipse(m_clipPart.center(), m_clipPart.width() * 0.15, m_clipPart.height() * 0.15);
    QList<QPointF> places;
    for (const QPointF& place : oval.toFillPolygon(QTransform::fromScale(400, 400))) places.append(place / 400);
    places.removeLast();
    add(polygonArea(simplified(places, 0.001), m_feather), frozen);
    Q_EMIT edited(m_controls, frozen ? tr("Freeze an area") : tr("Draw region"), {});
}

void ControlOverlay::nudge(const QPointF& by, bool head) {
    auto* region = selectedMoved();
    if (head && !region) return;
    if (head)
        region->path.back().place = placeOf(withinClip(pointOf(region->path.back().place) + by));
    else
        moveSelected(by);
    update();
    Q_EMIT edited(m_controls, head ? tr("Change movement") : tr("Move region"), editKey(head ? "head" : "region"));
}

// An arrow that is being drawn follows the key at once, without another move of the pointer.
void ControlOverlay::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Shift && m_pointer && (m_stroke == Stroke::arrow || m_stroke == Stroke::handle))
        return proceed(*m_pointer, Qt::NoModifier, 1);
    QWidget::keyReleaseEvent(event);
}

void ControlOverlay::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Shift && m_pointer && (m_stroke == Stroke::arrow || m_stroke == Stroke::handle))
        return proceed(*m_pointer, Qt::ShiftModifier, 1);
    const double step = event->modifiers() & Qt::ShiftModifier ? largeStep : smallStep;
    QPointF way;
    switch (event->key()) {
        case Qt::Key_Escape:
            if (isDrawing()) return cancelStroke();
            Q_EMIT toolLeft();
            return;
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
            return removeSelected();
        case Qt::Key_PageDown:
            return selectNext(1);
        case Qt::Key_PageUp:
            return selectNext(-1);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            return event->modifiers() == Qt::NoModifier ? addInTheMiddle() : QWidget::keyPressEvent(event);
        case Qt::Key_Left:
            way = {-step, 0};
            break;
        case Qt::Key_Right:
            way = {step, 0};
            break;
        case Qt::Key_Up:
            way = {0, -step};
            break;
        case Qt::Key_Down:
            way = {0, step};
            break;
        default:
            return QWidget::keyPressEvent(event);
    }
    if (m_selection.kind == Kind::none || isDrawing()) return QWidget::keyPressEvent(event);
    nudge(way, event->modifiers() & Qt::ControlModifier);
}

}  // namespace stillwave::ui
