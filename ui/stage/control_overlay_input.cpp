// The part of ControlOverlay that turns the pointer's ways into strokes.
#include <QMouseEvent>
#include <QTabletEvent>
#include <algorithm>
#include <cmath>

#include "ui/stage/control_mask.h"
#include "ui/stage/control_overlay.h"

namespace stillwave::ui {
namespace {

constexpr double clickReach = 4;        // px that the pointer may go within a click
constexpr double lineTolerance = 1.2;   // px by which a drawn line may be simplified
constexpr double smallestLasso = 6;     // px, the longer side of the smallest region
constexpr double lightestStroke = 0.1;  // the part of the brush's size that the lightest pressure leaves

double length(const QPointF& way) {
    return std::hypot(way.x(), way.y());
}

}  // namespace

bool ControlOverlay::begin(const QPointF& place, Qt::KeyboardModifiers modifiers, double pressure) {
    if (m_picture.isEmpty() || m_photo.isEmpty()) return false;
    m_before = m_controls;
    m_selected = m_selection;
    m_moved = false;
    const DrawingTool tool = m_penTurned && paints(m_tool) ? DrawingTool::eraser : m_tool;
    m_freezing = tool == DrawingTool::freeze;
    const QPointF at = ofPhoto(place);
    m_line = {at};
    // The dot of a region that does not move yet starts its arrow with every tool.
    auto* selected = selectedMoved();
    if (selected && !selected->moves() && handleAt(place) >= 0) {
        m_line = {pointOf(selected->path.front().place)};
        setStroke(m_tool == DrawingTool::path ? Stroke::path : Stroke::arrow);
        return true;
    }
    const ControlSelection below = under(at);
    switch (tool) {
        case DrawingTool::select:
            return beginSelected(place, true);
        case DrawingTool::lasso:
            if (below == m_selection && selected && !selected->moves()) return beginSelected(place, false);
            setStroke(Stroke::lasso);
            return true;
        case DrawingTool::arrow:
        case DrawingTool::path:
            if (handleAt(place) >= 0) return beginSelected(place, true);
            select(below);
            if (below.kind != Kind::moved) return true;
            setStroke(m_tool == DrawingTool::arrow ? Stroke::arrow : Stroke::path);
            return true;
        case DrawingTool::freeze:
            if (!(modifiers & Qt::ShiftModifier)) {
                beginPainting(at, pressure);
                return true;
            }
            setStroke(Stroke::lasso);
            return true;
        case DrawingTool::brush:
            beginPainting(at, pressure);
            return true;
        case DrawingTool::eraser:
            m_mask = {};
            setStroke(Stroke::erase);
            if (findErased(at)) paintTo(at, pressure);
            return true;
        case DrawingTool::none:
        case DrawingTool::camera:
            break;
    }
    return false;
}

// Selects what lies there and begins to move it; a region without a movement gets its arrow instead. Returns false
// where nothing lies.
bool ControlOverlay::beginSelected(const QPointF& place, bool onHandles) {
    m_handle = onHandles ? handleAt(place) : -1;
    if (m_handle >= 0) {
        setStroke(Stroke::handle);
        return true;
    }
    select(under(ofPhoto(place)));
    if (m_selection.kind == Kind::none) return false;
    const auto* region = selectedMoved();
    setStroke(region && !region->moves() ? Stroke::arrow : Stroke::region);
    return true;
}

// A stroke that begins at the selected area goes on with it; else it is a new one.
void ControlOverlay::beginPainting(const QPointF& place, double pressure) {
    const bool fits = m_selection.kind == (m_freezing ? Kind::frozen : Kind::moved);
    const auto* area = fits ? selectedArea() : nullptr;
    const double reach = m_brushSize / 2 * std::max(m_photo.width(), m_photo.height());
    QPainterPath tip;
    tip.addEllipse(place, reach / m_photo.width(), reach / m_photo.height());
    if (area && (area->holds(place) || area->outline.intersects(tip))) {
        m_mask = area->mask.isNull() ? maskOf(area->outline, maskSizeOf(m_photo)) : area->mask;
    } else {
        m_mask = emptyMask(maskSizeOf(m_photo));
        add({}, m_freezing);
        selectedArea()->area.feather = m_feather;
    }
    setStroke(Stroke::paint);
    paintTo(place, pressure);
}

void ControlOverlay::paintTo(const QPointF& to, double pressure) {
    paintStroke(m_mask, m_line.last(), to, m_brushSize * std::clamp(pressure, lightestStroke, 1.0),
                m_stroke == Stroke::paint);
    m_line.append(to);
    auto* area = selectedArea();
    *area = maskArea(m_mask, area->area.feather);
    if (auto* region = selectedMoved(); region && !region->moves())
        region->path = restingPath(withinClip(region->area.centre()));
    update();
}

// The eraser takes away from the first area that it meets on its way to `place`.
bool ControlOverlay::findErased(const QPointF& place) {
    if (!m_mask.isNull()) return true;
    const double side = std::max(m_photo.width(), m_photo.height());
    const QPointF reach(m_brushSize / 2 * side / m_photo.width(), m_brushSize / 2 * side / m_photo.height());
    const QPointF way = place - m_line.last();
    const int stops = 1 + static_cast<int>(std::max(std::abs(way.x() / reach.x()), std::abs(way.y() / reach.y())) * 2);
    ControlSelection below;
    for (int stop = 0; stop <= stops && below.kind == Kind::none; ++stop) {
        const QPointF middle = m_line.last() + way * stop / stops;
        below = under(middle);
        for (int turn = 0; turn < 8 && below.kind == Kind::none; ++turn)
            below = under(middle + QPointF(reach.x() * std::cos(turn * M_PI_4), reach.y() * std::sin(turn * M_PI_4)));
    }
    if (below.kind == Kind::none) return false;
    select(below);
    const auto* area = selectedArea();
    m_mask = area->mask.isNull() ? maskOf(area->outline, maskSizeOf(m_photo)) : area->mask;
    return true;
}

QPointF ControlOverlay::straightened(const QPointF& from, const QPointF& to) const {
    const QPointF way((to.x() - from.x()) * m_photo.width(), (to.y() - from.y()) * m_photo.height());
    const double turn = std::round(std::atan2(way.y(), way.x()) / M_PI_4) * M_PI_4;
    const QPointF along(std::cos(turn), std::sin(turn));
    const double reach = QPointF::dotProduct(way, along);
    const QPointF straight(along.x() * reach / m_photo.width(), along.y() * reach / m_photo.height());
    // At the clip's edge the way becomes shorter, because it would leave its angle if it went on along the edge.
    const auto room = [](double start, double step, double least, double most) {
        if (std::abs(step) < 1e-9) return 1.0;
        return std::clamp(((step > 0 ? most : least) - start) / step, 0.0, 1.0);
    };
    return from + straight * std::min(room(from.x(), straight.x(), m_clipPart.left(), m_clipPart.right()),
                                      room(from.y(), straight.y(), m_clipPart.top(), m_clipPart.bottom()));
}

void ControlOverlay::proceed(const QPointF& place, Qt::KeyboardModifiers modifiers, double pressure) {
    const bool straight = modifiers & Qt::ShiftModifier;
    const QPointF at = ofPhoto(place);
    const QPointF first(m_picture.x() + m_line.first().x() * m_picture.width(),
                        m_picture.y() + m_line.first().y() * m_picture.height());
    m_moved = m_moved || length(place - first) >= clickReach;
    switch (m_stroke) {
        case Stroke::lasso:
            m_line.append(pointOf(placeOf(at)));
            break;
        case Stroke::paint:
            paintTo(at, pressure);
            break;
        case Stroke::erase:
            if (findErased(at))
                paintTo(at, pressure);
            else
                m_line = {at};
            break;
        case Stroke::arrow:
            if (m_moved) {
                const QPointF from = withinClip(m_line.first());
                selectedMoved()->path = arrowPath(from, straight ? straightened(from, at) : withinClip(at));
            }
            break;
        case Stroke::path:
            m_line.append(at);
            if (m_moved) {
                QList<QPointF> line;
                for (const QPointF& drawn : simplified(m_line, lineTolerance / m_picture.width()))
                    line.append(withinClip(drawn));
                selectedMoved()->path = evenPath(line, m_photo);
            }
            break;
        case Stroke::region:
            m_controls = m_before;
            if (m_moved) moveSelected(at - m_line.first());
            break;
        case Stroke::handle: {
            auto& path = selectedMoved()->path;
            const auto index = static_cast<std::size_t>(m_handle);
            path[index].place = placeOf(straight ? straightened(pointOf(path[index - 1].place), at) : withinClip(at));
            break;
        }
        case Stroke::none:
            return;
    }
    update();
    Q_EMIT changing(m_controls);
}

// Neither the area nor its path leaves the photo.
void ControlOverlay::moveSelected(const QPointF& by) {
    auto* area = selectedArea();
    auto* region = selectedMoved();
    QRectF reach = area->outline.boundingRect();
    QPointF way = by;
    const auto keep = [&way](const QRectF& what, const QRectF& within) {
        way.setX(std::max(std::min(0.0, within.left() - what.left()),
                          std::min(way.x(), std::max(0.0, within.right() - what.right()))));
        way.setY(std::max(std::min(0.0, within.top() - what.top()),
                          std::min(way.y(), std::max(0.0, within.bottom() - what.bottom()))));
    };
    keep(reach, {0, 0, 1, 1});
    if (region) {
        QPolygonF places;
        for (const auto& place : region->path) places.append(pointOf(place.place));
        keep(places.boundingRect(), m_clipPart);
        for (auto& place : region->path) place.place = placeOf(pointOf(place.place) + way);
    }
    *area = shifted(*area, way);
}

void ControlOverlay::finish() {
    const Stroke stroke = m_stroke;
    if (stroke == Stroke::lasso) return finishLasso();
    const bool frozen = m_selection.kind == Kind::frozen;
    QString done;
    if (stroke == Stroke::paint || stroke == Stroke::erase) {
        if (finishPainting())
            done = stroke == Stroke::erase ? tr("Erase") : frozen ? tr("Freeze an area") : tr("Paint region");
    } else if (m_moved) {
        const bool had = m_before.moved.value(m_selection.index).moves();
        done = stroke == Stroke::region ? (frozen ? tr("Move frozen area") : tr("Move region"))
               : had                    ? tr("Change movement")
                                        : tr("Draw movement");
    }
    setStroke(Stroke::none);
    describe();
    if (!done.isEmpty()) Q_EMIT edited(m_controls, done, {});
}

// Returns false where the stroke changed nothing.
bool ControlOverlay::finishPainting() {
    if (m_mask.isNull()) return false;
    if (isEmptyMask(m_mask)) remove(m_selection);
    m_mask = {};
    return true;
}

// A lasso that is hardly more than a click selects what lies there.
void ControlOverlay::finishLasso() {
    const QList<QPointF> line = simplified(m_line, lineTolerance / m_picture.width());
    const QRectF bounds = QPolygonF(m_line).boundingRect();
    const bool large =
        std::max(bounds.width() * m_picture.width(), bounds.height() * m_picture.height()) >= smallestLasso;
    const QPointF first = m_line.first();
    setStroke(Stroke::none);
    if (!large || line.size() < 3) return select(under(first));
    add(polygonArea(line, m_feather), m_freezing);
    Q_EMIT edited(m_controls, m_freezing ? tr("Freeze an area") : tr("Draw region"), {});
}

void ControlOverlay::cancelStroke() {
    m_controls = m_before;
    m_mask = {};
    setStroke(Stroke::none);
    select(m_selected);
    Q_EMIT changing(m_controls);
}

void ControlOverlay::mousePressEvent(QMouseEvent* event) {
    m_penTurned = false;
    // The canvas gets the presses that the tool does not need, and pans.
    if (event->button() != Qt::LeftButton || !begin(event->position(), event->modifiers(), 1)) event->ignore();
}

void ControlOverlay::mouseMoveEvent(QMouseEvent* event) {
    m_pointer = event->position();
    if (isDrawing()) return proceed(event->position(), event->modifiers(), 1);
    if (m_tool == DrawingTool::select)
        setCursor(handleAt(event->position()) >= 0                          ? Qt::PointingHandCursor
                  : under(ofPhoto(event->position())) != ControlSelection() ? Qt::SizeAllCursor
                                                                            : Qt::ArrowCursor);
    if (paints(m_tool)) update();
    if (event->buttons() != Qt::NoButton) event->ignore();
}

void ControlOverlay::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && isDrawing()) return finish();
    event->ignore();
}

void ControlOverlay::tabletEvent(QTabletEvent* event) {
    m_pointer = event->position();
    const double pressure = event->pressure();
    if (event->type() == QEvent::TabletPress && event->button() == Qt::LeftButton) {
        m_penTurned = event->pointerType() == QPointingDevice::PointerType::Eraser;
        event->setAccepted(begin(event->position(), event->modifiers(), pressure));
    } else if (event->type() == QEvent::TabletMove && isDrawing()) {
        proceed(event->position(), event->modifiers(), pressure);
    } else if (event->type() == QEvent::TabletRelease && isDrawing()) {
        finish();
    } else {
        event->ignore();
    }
}

bool ControlOverlay::event(QEvent* event) {
    switch (event->type()) {
        case QEvent::ShortcutOverride: {
            // Without this, Delete would remove the photo.
            const auto* key = static_cast<QKeyEvent*>(event);
            if (key->key() == Qt::Key_Delete || key->key() == Qt::Key_Backspace) {
                event->accept();
                return true;
            }
            break;
        }
        case QEvent::Leave:
            m_pointer.reset();
            update();
            break;
        case QEvent::FocusIn:
        case QEvent::FocusOut:
            update();
            break;
        default:
            break;
    }
    return QWidget::event(event);
}

}  // namespace stillwave::ui
