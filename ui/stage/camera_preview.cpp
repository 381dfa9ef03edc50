#include "ui/stage/camera_preview.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/stage/camera_geometry.h"
#include "ui/stage/picture_scaling.h"

namespace stillwave::ui {
namespace {

constexpr int interval_ms = 40;
constexpr double rest_seconds = 0.6;  // the move stands at its end before it plays again

}  // namespace

CameraPreview::CameraPreview(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("camera_preview"));
    setAccessibleName(tr("Preview of the camera's move"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    m_timer.setInterval(interval_ms);
    connect(&m_timer, &QTimer::timeout, this, &CameraPreview::playOn);
}

void CameraPreview::setPhoto(const QImage& crop) {
    m_photo = crop;
    m_frames.clear();
    update();
}

void CameraPreview::setCamera(const CameraPath& camera, bool dragging) {
    if (camera != m_camera) m_frames.clear();
    if (camera != m_camera || dragging != m_dragging) m_tick = 0;
    m_camera = camera;
    m_dragging = dragging;
    update();
}

void CameraPreview::setFrames(const QList<QImage>& frames, double fps) {
    m_frames = frames;
    if (fps > 0 && frames.size() > 1) m_seconds = static_cast<double>(frames.size() - 1) / fps;
    update();
}

void CameraPreview::setSeconds(double seconds) {
    m_seconds = std::max(0.2, seconds);
}

QSize CameraPreview::sizeWithin(const QSize& room) const {
    return m_photo.isNull() ? QSize() : m_photo.size().scaled(room, Qt::KeepAspectRatio);
}

void CameraPreview::playOn() {
    if (m_dragging || !m_camera.moves()) return;
    ++m_tick;
    update();
}

double CameraPreview::shownTime() const {
    if (m_dragging) return 1;
    const double time = std::fmod(m_tick * interval_ms / 1000.0, m_seconds + rest_seconds);
    return std::min(1.0, time / m_seconds);
}

QImage CameraPreview::pictureAt(double done, const QSize& size) const {
    if (isExact()) {
        const auto last = static_cast<double>(m_frames.size() - 1);
        return smoothlyScaled(m_frames.at(static_cast<qsizetype>(std::lround(done * last))), size);
    }
    QImage picture(size, QImage::Format_RGB32);
    picture.fill(Qt::black);
    if (m_photo.isNull()) return picture;
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    // The photo as it is stands where the camera looks beyond it, because black edges would look like a fault.
    painter.drawImage(QRectF(QPointF(), size), m_photo);
    painter.setTransform(cameraView(m_camera, size, easedShare(m_camera.easing, done)));
    painter.drawImage(QRectF(QPointF(), size), m_photo);
    return picture;
}

void CameraPreview::paintEvent(QPaintEvent*) {
    if (m_photo.isNull()) return;
    const double ratio = devicePixelRatioF();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
    painter.setClipPath(shape);
    painter.drawImage(QRectF(rect()), pictureAt(shownTime(), (QSizeF(size()) * ratio).toSize()));
    painter.setClipping(false);
    painter.setPen(QPen(QColor(0, 0, 0, 160), 3));
    painter.drawPath(shape);
    painter.setPen(QPen(QColor(255, 255, 255, 220), 1.2));
    painter.drawPath(shape);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    painter.setFont(small);
    drawPill(painter, QRectF(rect()).adjusted(6, 6, -6, -6), isExact() ? tr("Exact") : tr("Without parallax"),
             Qt::AlignLeft | Qt::AlignBottom);
}

void CameraPreview::showEvent(QShowEvent*) {
    m_tick = 0;
    m_timer.start();
}

void CameraPreview::hideEvent(QHideEvent*) {
    m_timer.stop();
}

}  // namespace stillwave::ui
