#include "ui/stage/crop_overlay.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/stage/crop_geometry.h"

namespace stillwave::ui {
namespace {

constexpr double smallStep = 0.01;
constexpr double largeStep = 0.10;

}  // namespace

CropOverlay::CropOverlay(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setObjectName(QStringLiteral("cropOverlay"));
    setAccessibleName(tr("Crop frame"));
    setToolTip(tr("Drag the frame or press the arrow keys to choose the part of the photo. Double-click centres it."));
    describe();
}

void CropOverlay::setPhoto(const QSize& size) {
    m_photo = size;
    update();
}

void CropOverlay::setTarget(const QSize& size) {
    m_target = size;
    update();
}

void CropOverlay::setFocusPoint(const QPointF& focus) {
    m_focus = {std::clamp(focus.x(), 0.0, 1.0), std::clamp(focus.y(), 0.0, 1.0)};
    describe();
    update();
}

void CropOverlay::setFit(const QString& fit) {
    m_fit = fit;
    update();
}

void CropOverlay::setPictureRect(const QRectF& rect) {
    m_picture = rect;
    update();
}

void CropOverlay::centre() {
    if (!canMove()) return;
    moveTo({0.5, 0.5});
    Q_EMIT focusCommitted(m_focus);
}

bool CropOverlay::canMove() const {
    return m_fit == QLatin1String("crop") && !m_photo.isEmpty() && !m_target.isEmpty() && !m_picture.isEmpty();
}

QRectF CropOverlay::frameRect() const {
    if (m_photo.isEmpty() || m_target.isEmpty() || m_picture.isEmpty()) return {};
    if (!canMove()) {
        // Letterbox: the frame is the smallest one of the clip's aspect that holds the whole photo.
        QRectF frame(QPointF(), QSizeF(m_target).scaled(m_picture.size(), Qt::KeepAspectRatioByExpanding));
        frame.moveCenter(m_picture.center());
        return frame;
    }
    const QRectF crop = cropOf(m_photo, m_target, m_focus);
    const double across = m_picture.width() / m_photo.width();
    const double down = m_picture.height() / m_photo.height();
    return {m_picture.x() + crop.x() * across, m_picture.y() + crop.y() * down, crop.width() * across,
            crop.height() * down};
}

void CropOverlay::moveTo(const QPointF& focus) {
    const QPointF reached = reachableFocus(m_photo, m_target, focus);
    if (reached == m_focus) return;
    setFocusPoint(reached);
    Q_EMIT focusChanged(m_focus);
}

void CropOverlay::describe() {
    setAccessibleDescription(tr("Centre %1 % from the left, %2 % from the top")
                                 .arg(qRound(m_focus.x() * 100))
                                 .arg(qRound(m_focus.y() * 100)));
}

void CropOverlay::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !canMove() || !frameRect().contains(event->position())) {
        event->ignore();
        return;
    }
    m_dragging = true;
    m_grabbedAt = event->position();
    m_grabbedFocus = reachableFocus(m_photo, m_target, m_focus);
    setCursor(Qt::ClosedHandCursor);
}

void CropOverlay::mouseMoveEvent(QMouseEvent* event) {
    if (!m_dragging) {
        canMove() && frameRect().contains(event->position()) ? setCursor(Qt::OpenHandCursor) : unsetCursor();
        return;
    }
    const QPointF way = event->position() - m_grabbedAt;
    moveTo(m_grabbedFocus + QPointF(way.x() / m_picture.width(), way.y() / m_picture.height()));
}

void CropOverlay::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !m_dragging) return;
    m_dragging = false;
    setCursor(Qt::OpenHandCursor);
    if (m_focus != m_grabbedFocus) Q_EMIT focusCommitted(m_focus);
}

void CropOverlay::mouseDoubleClickEvent(QMouseEvent*) {
    centre();
}

void CropOverlay::keyPressEvent(QKeyEvent* event) {
    const double step = event->modifiers() & Qt::ShiftModifier ? largeStep : smallStep;
    QPointF way;
    switch (event->key()) {
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
    if (!canMove()) return;
    const QPointF before = m_focus;
    moveTo(reachableFocus(m_photo, m_target, m_focus) + way);
    if (m_focus != before) Q_EMIT focusCommitted(m_focus);
}

void CropOverlay::paintEvent(QPaintEvent*) {
    const QRectF frame = frameRect();
    if (frame.isEmpty()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outside;
    outside.addRect(m_picture.united(frame));
    QPainterPath inside;
    inside.addRect(canMove() ? frame : m_picture);
    painter.fillPath(outside.subtracted(inside), QColor(0, 0, 0, 150));

    if (canMove()) {
        painter.setPen(QPen(QColor(255, 255, 255, 90), 1));
        for (const double third : {1.0 / 3, 2.0 / 3}) {
            const double x = frame.left() + frame.width() * third;
            const double y = frame.top() + frame.height() * third;
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()));
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y));
        }
    }
    // A white frame with a dark edge is seen on any photo; the accent colour shows that the arrow keys move it.
    const QRectF edge = frame.intersected(rect()).adjusted(1, 1, -1, -1);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 120), 4));
    painter.drawRect(edge);
    painter.setPen(QPen(hasFocus() ? palette().color(QPalette::Highlight) : QColor(Qt::white), 2));
    painter.drawRect(edge);
}

bool CropOverlay::event(QEvent* event) {
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
    return QWidget::event(event);
}

}  // namespace stillwave::ui
