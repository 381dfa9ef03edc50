#include "ui/stage/camera_overlay.h"

#include <QKeyEvent>
#include <QLineF>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "ui/stage/camera_geometry.h"

namespace stillwave::ui {
namespace {

constexpr double grabRadius = 12;   // px round a handle in which a press takes hold of it
constexpr double handleRadius = 6;  // px
constexpr double handleReach = 30;  // px from the end frame to the handles beside it
constexpr double stageMargin = 12;  // px; handles keep inside the stage by this
constexpr double orbitSpan = 60;    // degrees of orbit for a drag as wide as the start frame
constexpr double smallAngle = 0.5;  // degrees for a press of a key
constexpr double largeAngle = 5;
constexpr double smallPush = 1.01;  // factor for a press of a key
constexpr double largePush = 1.1;
constexpr double rollStep = 15;  // degrees, with Shift

double bearing(const QPointF& centre, const QPointF& place) {
    return std::atan2(place.x() - centre.x(), centre.y() - place.y()) * 180 / std::numbers::pi;
}

double tenths(double value) {
    return std::round(value * 10) / 10;
}

Qt::CursorShape cursorOf(CameraOverlay::Handle handle) {
    switch (handle) {
        case CameraOverlay::Handle::frame:
            return Qt::SizeAllCursor;
        case CameraOverlay::Handle::corner:
            return Qt::SizeFDiagCursor;
        case CameraOverlay::Handle::roll:
            return Qt::PointingHandCursor;
        case CameraOverlay::Handle::orbit:
            return Qt::SizeHorCursor;
        case CameraOverlay::Handle::none:
            break;
    }
    return Qt::ArrowCursor;
}

}  // namespace

CameraOverlay::CameraOverlay(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setObjectName(QStringLiteral("camera_overlay"));
    setAccessibleName(tr("Camera at the end of the clip"));
    setToolTip(
        tr("Drag the frame to where the camera looks at the end, a corner to push in or out, the handle above to roll, "
           "and the handle at the side to go round. Arrow keys pan and tilt, + and − push, Ctrl with ← or → rolls, and "
           "Alt with ← or → goes round. A double-click on a handle takes its part of the move away."));
    describe();
}

void CameraOverlay::setCrop(const QRectF& crop) {
    m_crop = crop;
    update();
}

void CameraOverlay::setCamera(const CameraPath& camera) {
    m_drag.reset();
    showCamera(camera);
}

void CameraOverlay::setPictureRect(const QRectF& rect) {
    m_picture = rect;
    update();
}

void CameraOverlay::showCamera(const CameraPath& camera) {
    m_camera = camera;
    describe();
    update();
}

void CameraOverlay::describe() {
    setAccessibleDescription(tr("Pan %1°, tilt %2°, roll %3°, push %4, orbit %5°")
                                 .arg(locale().toString(m_camera.pan, 'f', 1), locale().toString(m_camera.tilt, 'f', 1),
                                      locale().toString(m_camera.roll, 'f', 1),
                                      locale().toString(m_camera.push, 'f', 2),
                                      locale().toString(m_camera.orbit, 'f', 1)));
}

QRectF CameraOverlay::startFrame() const {
    return {m_picture.x() + m_crop.x() * m_picture.width(), m_picture.y() + m_crop.y() * m_picture.height(),
            m_crop.width() * m_picture.width(), m_crop.height() * m_picture.height()};
}

QPointF CameraOverlay::toWidget(const QPointF& inFrame) const {
    return startFrame().topLeft() + inFrame;
}

QPolygonF CameraOverlay::endFrame() const {
    const QRectF start = startFrame();
    if (start.isEmpty()) return {};
    return cameraEndFrame(m_camera, start.size()).translated(start.topLeft());
}

// Moves a handle that would lie outside the stage back to the edge, where it can be reached.
QPointF CameraOverlay::onStage(const QPointF& place) const {
    return {std::clamp(place.x(), stageMargin, std::max(stageMargin, width() - stageMargin)),
            std::clamp(place.y(), stageMargin, std::max(stageMargin, height() - stageMargin))};
}

QList<QPointF> CameraOverlay::cornerPlaces() const {
    QList<QPointF> places;
    for (const QPointF& corner : endFrame()) places.append(onStage(corner));
    return places;
}

QPointF CameraOverlay::handlePlace(Handle handle) const {
    const auto corners = endFrame();
    if (corners.isEmpty()) return {};
    const auto beside = [&](int one, int other) {
        const QPointF middle = (corners.at(one) + corners.at(other)) / 2;
        QLineF outwards(toWidget(cameraEndCentre(m_camera, startFrame().size())), middle);
        outwards.setLength(outwards.length() + handleReach);
        return onStage(outwards.p2());
    };
    switch (handle) {
        case Handle::corner:
            return onStage(corners.at(2));
        case Handle::roll:
            return beside(0, 1);
        case Handle::orbit:
            return beside(1, 2);
        default:
            return onStage(toWidget(cameraEndCentre(m_camera, startFrame().size())));
    }
}

CameraOverlay::Handle CameraOverlay::handleAt(const QPointF& place) const {
    if (m_picture.isEmpty()) return Handle::none;
    const auto near = [&](const QPointF& handle) { return QLineF(handle, place).length() <= grabRadius; };
    for (const auto handle : {Handle::roll, Handle::orbit})
        if (near(handlePlace(handle))) return handle;
    const auto corners = cornerPlaces();
    if (std::any_of(corners.begin(), corners.end(), near)) return Handle::corner;
    return endFrame().containsPoint(place, Qt::OddEvenFill) ? Handle::frame : Handle::none;
}

CameraPath CameraOverlay::dragged(const QPointF& place, Qt::KeyboardModifiers modifiers) const {
    auto camera = m_drag->before;
    const QRectF start = startFrame();
    QPointF way = place - m_drag->from;
    switch (m_drag->handle) {
        case Handle::frame:
            // With Shift the frame moves along one axis.
            if (modifiers & Qt::ShiftModifier) (std::abs(way.x()) > std::abs(way.y()) ? way.ry() : way.rx()) = 0;
            lookAt(camera, start.size(), m_drag->centre + way - start.topLeft());
            camera.pan = tenths(camera.pan);
            camera.tilt = tenths(camera.tilt);
            break;
        case Handle::corner: {
            const double before = std::max(1.0, QLineF(m_drag->centre, m_drag->from).length());
            const double now = std::max(1.0, QLineF(m_drag->centre, place).length());
            camera.push = std::round(camera.push * before / now * 100) / 100;
            break;
        }
        case Handle::roll:
            camera.roll += std::remainder(bearing(m_drag->centre, place) - bearing(m_drag->centre, m_drag->from), 360);
            camera.roll =
                modifiers & Qt::ShiftModifier ? std::round(camera.roll / rollStep) * rollStep : tenths(camera.roll);
            break;
        case Handle::orbit:
            camera.orbit = tenths(camera.orbit + way.x() / start.width() * orbitSpan);
            break;
        case Handle::none:
            break;
    }
    boundCamera(camera);
    return camera;
}

void CameraOverlay::mousePressEvent(QMouseEvent* event) {
    const auto handle = handleAt(event->position());
    if (event->button() != Qt::LeftButton || handle == Handle::none) return event->ignore();
    m_drag = Drag{handle, event->position(), m_camera, toWidget(cameraEndCentre(m_camera, startFrame().size()))};
    update();
}

void CameraOverlay::mouseMoveEvent(QMouseEvent* event) {
    if (!m_drag) return setHovered(handleAt(event->position()));
    const auto camera = dragged(event->position(), event->modifiers());
    if (camera == m_camera) return;
    showCamera(camera);
    Q_EMIT cameraChanged(m_camera);
}

void CameraOverlay::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !m_drag) return;
    const bool moved = m_camera != m_drag->before;
    m_drag.reset();
    setHovered(handleAt(event->position()));
    update();
    if (moved) Q_EMIT cameraEdited(m_camera, {});
}

void CameraOverlay::mouseDoubleClickEvent(QMouseEvent* event) {
    auto camera = m_camera;
    const CameraPath still;
    switch (handleAt(event->position())) {
        case Handle::frame:
            camera.pan = still.pan;
            camera.tilt = still.tilt;
            break;
        case Handle::corner:
            camera.push = still.push;
            break;
        case Handle::roll:
            camera.roll = still.roll;
            break;
        case Handle::orbit:
            camera.orbit = still.orbit;
            break;
        case Handle::none:
            return;
    }
    if (camera == m_camera) return;
    showCamera(camera);
    Q_EMIT cameraEdited(m_camera, {});
}

void CameraOverlay::cancelDrag() {
    const auto before = m_drag->before;
    m_drag.reset();
    showCamera(before);
    Q_EMIT cameraChanged(m_camera);
}

void CameraOverlay::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        if (m_drag) return cancelDrag();
        Q_EMIT left();
        return;
    }
    const bool large = event->modifiers() & Qt::ShiftModifier;
    const double angle = large ? largeAngle : smallAngle;
    auto camera = m_camera;
    QString key;
    switch (event->key()) {
        case Qt::Key_Left:
        case Qt::Key_Right: {
            const double way = event->key() == Qt::Key_Right ? angle : -angle;
            const bool rolls = event->modifiers() & Qt::ControlModifier;
            const bool orbits = event->modifiers() & Qt::AltModifier;
            (rolls ? camera.roll : orbits ? camera.orbit : camera.pan) += way;
            key = rolls ? QStringLiteral("roll") : orbits ? QStringLiteral("orbit") : QStringLiteral("pan");
            break;
        }
        case Qt::Key_Up:
        case Qt::Key_Down:
            camera.tilt += event->key() == Qt::Key_Up ? angle : -angle;
            key = QStringLiteral("tilt");
            break;
        case Qt::Key_Plus:
        case Qt::Key_Equal:
        case Qt::Key_PageUp:
            camera.push *= large && event->key() != Qt::Key_Plus ? largePush : smallPush;
            key = QStringLiteral("push");
            break;
        case Qt::Key_Minus:
        case Qt::Key_PageDown:
            camera.push /= large ? largePush : smallPush;
            key = QStringLiteral("push");
            break;
        default:
            return QWidget::keyPressEvent(event);
    }
    boundCamera(camera);
    if (camera == m_camera || m_picture.isEmpty()) return;
    showCamera(camera);
    Q_EMIT cameraEdited(m_camera, key);
}

void CameraOverlay::setHovered(Handle handle) {
    setCursor(cursorOf(handle));
    if (handle == m_hovered) return;
    m_hovered = handle;
    update();
}

void CameraOverlay::leaveEvent(QEvent*) {
    setHovered(Handle::none);
}

void CameraOverlay::paintFrames(QPainter& painter) const {
    const QRectF start = startFrame();
    const QPolygonF end = endFrame();
    QPainterPath outside;
    outside.addRect(start);
    QPainterPath inside;
    inside.addPolygon(end);
    inside.closeSubpath();
    painter.fillPath(outside.subtracted(inside), QColor(0, 0, 0, 70));

    // The lines are light with a dark edge, so that they are seen on any photo.
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 120), 3));
    painter.drawRect(start);
    painter.setPen(QPen(QColor(255, 255, 255, 200), 1, Qt::DashLine));
    painter.drawRect(start);
    if (m_camera.moves()) {
        const QList<QPointF> from{start.topLeft(), start.topRight(), start.bottomRight(), start.bottomLeft()};
        painter.setPen(QPen(QColor(255, 255, 255, 110), 1));
        for (int i = 0; i < from.size(); ++i) painter.drawLine(from.at(i), end.at(i));
    }
    const QColor line = hasFocus() ? palette().color(QPalette::Highlight) : QColor(Qt::white);
    painter.setPen(QPen(QColor(0, 0, 0, 150), 4.5));
    painter.drawPolygon(end);
    painter.setPen(QPen(line, 2));
    painter.drawPolygon(end);
}

void CameraOverlay::paintHandles(QPainter& painter) const {
    const auto held = m_drag ? m_drag->handle : m_hovered;
    const QColor accent = palette().color(QPalette::Highlight);
    const auto knob = [&](const QPointF& place, Handle handle) {
        painter.setPen(QPen(QColor(0, 0, 0, 170), 1.5));
        painter.setBrush(held == handle ? accent : QColor(Qt::white));
        painter.drawEllipse(place, handleRadius, handleRadius);
    };
    const auto stem = [&](Handle handle, int one, int other) {
        const auto corners = endFrame();
        const QLineF line((corners.at(one) + corners.at(other)) / 2, handlePlace(handle));
        painter.setPen(QPen(QColor(0, 0, 0, 150), 3));
        painter.drawLine(line);
        painter.setPen(QPen(QColor(255, 255, 255, 220), 1.2));
        painter.drawLine(line);
    };
    stem(Handle::roll, 0, 1);
    stem(Handle::orbit, 1, 2);
    for (const QPointF& corner : cornerPlaces()) knob(corner, Handle::corner);
    // An arc over the roll handle and an arrow through the orbit handle say which way they go.
    const QPointF roll = handlePlace(Handle::roll);
    const QPointF orbit = handlePlace(Handle::orbit);
    painter.setBrush(Qt::NoBrush);
    for (const auto& pen : {QPen(QColor(0, 0, 0, 150), 3.5), QPen(QColor(255, 255, 255, 230), 1.5)}) {
        painter.setPen(pen);
        painter.drawArc(QRectF(roll.x() - 11, roll.y() - 11, 22, 22), 30 * 16, 120 * 16);
        painter.drawLine(orbit - QPointF(14, 0), orbit + QPointF(14, 0));
        for (const double side : {-1.0, 1.0}) {
            const QPointF tip = orbit + QPointF(14 * side, 0);
            painter.drawLine(tip, tip - QPointF(4 * side, 4));
            painter.drawLine(tip, tip - QPointF(4 * side, -4));
        }
    }
    knob(roll, Handle::roll);
    knob(orbit, Handle::orbit);
    const QPointF centre = handlePlace(Handle::frame);
    for (const auto& pen : {QPen(QColor(0, 0, 0, 150), 3), QPen(held == Handle::frame ? accent : Qt::white, 1.2)}) {
        painter.setPen(pen);
        painter.drawLine(centre - QPointF(7, 0), centre + QPointF(7, 0));
        painter.drawLine(centre - QPointF(0, 7), centre + QPointF(0, 7));
    }
}

void CameraOverlay::paintEvent(QPaintEvent*) {
    if (m_picture.isEmpty()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintFrames(painter);
    paintHandles(painter);
}

bool CameraOverlay::event(QEvent* event) {
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
    return QWidget::event(event);
}

}  // namespace stillwave::ui
