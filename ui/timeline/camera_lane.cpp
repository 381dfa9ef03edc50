#include "ui/timeline/camera_lane.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include "ui/stage/camera_geometry.h"

namespace stillwave::ui {
namespace {

constexpr double diamond = 5;  // px from the middle to a tip
constexpr int curveSteps = 32;

}  // namespace

CameraLane::CameraLane(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("camera_lane"));
    setAccessibleName(tr("Camera"));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

void CameraLane::setCamera(const CameraPath& camera) {
    m_camera = camera;
    describe();
    update();
}

void CameraLane::setDriven(bool driven) {
    m_driven = driven;
    describe();
    update();
}

void CameraLane::setChosen(bool chosen) {
    m_chosen = chosen;
    update();
}

void CameraLane::setSpan(double left, double right) {
    m_left = left;
    m_right = right;
    update();
}

QString CameraLane::summary() const {
    QStringList parts;
    const auto angle = [&](const QString& text, double value) {
        if (value != 0) parts.append(text.arg(locale().toString(value, 'f', 1)));
    };
    angle(tr("pan %1°"), m_camera.pan);
    angle(tr("tilt %1°"), m_camera.tilt);
    angle(tr("roll %1°"), m_camera.roll);
    if (m_camera.push != 1) parts.append(tr("push %1").arg(locale().toString(m_camera.push, 'f', 2)));
    angle(tr("orbit %1°"), m_camera.orbit);
    if (m_driven && parts.isEmpty()) return tr("Moves as a take does, without the model");
    return parts.isEmpty() ? tr("The camera stands still") : tr("Camera: %1").arg(parts.join(QStringLiteral(", ")));
}

void CameraLane::describe() {
    setAccessibleDescription(summary());
    setToolTip(tr("%1. A click shows the camera's handles on the stage.").arg(summary()));
}

QPointF CameraLane::startPlace() const {
    return {m_left + diamond, height() - diamond - 3};
}

QPointF CameraLane::endPlace() const {
    return {m_right - diamond, diamond + 3.0};
}

void CameraLane::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint())) Q_EMIT chosen();
}

void CameraLane::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        Q_EMIT chosen();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void CameraLane::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF lane(m_left, 1, m_right - m_left, height() - 2.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(lane, 4, 4);
    const bool moves = m_camera.moves();
    const QColor accent = palette().color(QPalette::Highlight);
    const QColor line = moves ? accent : palette().color(QPalette::Mid);
    const QPointF start = startPlace();
    const QPointF end = moves ? endPlace() : QPointF(endPlace().x(), start.y());
    QPainterPath curve(start);
    for (int i = 1; i <= curveSteps; ++i) {
        const double time = static_cast<double>(i) / curveSteps;
        curve.lineTo(start.x() + time * (end.x() - start.x()),
                     start.y() + easedShare(m_camera.easing, time) * (end.y() - start.y()));
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(line, 1.5));
    painter.drawPath(curve);
    painter.setPen(Qt::NoPen);
    painter.setBrush(line);
    for (const QPointF& place : {start, end})
        painter.drawPolygon(QPolygonF({place - QPointF(0, diamond), place + QPointF(diamond, 0),
                                       place + QPointF(0, diamond), place - QPointF(diamond, 0)}));
    // The text lies on a ground of its own, because the line would run through it.
    QRectF ground(0, lane.top(), fontMetrics().horizontalAdvance(summary()) + 3 * diamond, lane.height());
    ground.moveCenter(lane.center());
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRect(ground.intersected(lane.adjusted(4 * diamond, 0, -4 * diamond, 0)));
    painter.setPen(palette().color(moves ? QPalette::WindowText : QPalette::PlaceholderText));
    painter.drawText(lane.adjusted(4 * diamond, 0, -4 * diamond, 0), Qt::AlignCenter, summary());
    if (!m_chosen && !hasFocus()) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(accent, 1));
    painter.drawRoundedRect(lane.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

bool CameraLane::event(QEvent* event) {
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
    return QWidget::event(event);
}

QSize CameraLane::sizeHint() const {
    return {400, fontMetrics().height() + 8};
}

}  // namespace stillwave::ui
