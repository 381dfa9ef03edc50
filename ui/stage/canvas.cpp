#include "ui/stage/canvas.h"

#include <QGestureEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QPinchGesture>
#include <QVideoSink>
#include <algorithm>
#include <cmath>

#include "ui/stage/picture_scaling.h"

namespace stillwave::ui {
namespace {

constexpr double smallestZoom = 0.02;
constexpr double largestZoom = 32;
constexpr double zoomStep = 1.25;
constexpr double nearestFrom = 2;  // from this zoom on pixels are not smoothed, because the artist wants to see them
constexpr qint64 scaledBytesLimit = qint64{256} << 20;
constexpr int margin = 16;
constexpr int progressHeight = 3;

}  // namespace

Canvas::Canvas(QWidget* parent) : QWidget(parent), m_sink(new QVideoSink(this)) {
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Stage"));
    grabGesture(Qt::PinchGesture);
    connect(m_sink, &QVideoSink::videoFrameChanged, this, &Canvas::receiveFrame);
}

void Canvas::receiveFrame(const QVideoFrame& frame) {
    const QSize before = pictureSize();
    m_frame = frame;
    m_still = {};
    if (pictureSize() != before) viewChanged();
    update();
}

void Canvas::setStill(const QImage& still) {
    m_still = still;
    m_frame = {};
    m_scaledFrames.clear();
    m_scaledBytes = 0;
    viewChanged();
}

void Canvas::setOriginal(const QImage& original) {
    m_original = original;
    if (m_showOriginal) update();
}

void Canvas::setShowOriginal(bool show) {
    if (show == m_showOriginal) return;
    m_showOriginal = show;
    update();
}

void Canvas::setPreview(const QImage& preview, const QSize& clipSize, double fraction) {
    m_preview = preview;
    m_clipSize = clipSize;
    m_fraction = std::clamp(fraction, 0.0, 1.0);
    viewChanged();
}

void Canvas::clearPreview() {
    m_preview = {};
    m_clipSize = {};
    viewChanged();
}

void Canvas::setCaption(const QString& caption) {
    m_caption = caption;
    setAccessibleDescription(caption);
    update();
}

void Canvas::setBadge(const QString& badge) {
    m_badge = badge;
    update();
}

void Canvas::setTint(const QImage& tint, const QString& legend) {
    m_tint = tint;
    m_legend = legend;
    update();
}

QSize Canvas::pictureSize() const {
    if (!m_clipSize.isEmpty()) return m_clipSize;
    if (!m_still.isNull()) return m_still.size();
    return m_frame.isValid() ? m_frame.size() : QSize();
}

double Canvas::fitZoom() const {
    const QSizeF picture = pictureSize();
    const double width = std::max(1, this->width() - 2 * margin) * devicePixelRatioF();
    const double height = std::max(1, this->height() - 2 * margin) * devicePixelRatioF();
    return std::min(width / picture.width(), height / picture.height());
}

double Canvas::zoom() const {
    if (pictureSize().isEmpty()) return 1;
    return m_fit ? fitZoom() : m_zoom;
}

QRectF Canvas::pictureRect() const {
    const QSizeF picture = pictureSize();
    if (picture.isEmpty()) return {};
    const double ratio = devicePixelRatioF();
    const QSizeF size = picture * zoom() / ratio;
    const QPointF centre = m_fit ? QPointF(0.5, 0.5) : m_centre;
    const double left = width() / 2.0 - centre.x() * size.width();
    const double top = height() / 2.0 - centre.y() * size.height();
    const auto onPixel = [ratio](double value) { return std::round(value * ratio) / ratio; };
    return {onPixel(left), onPixel(top), onPixel(size.width()), onPixel(size.height())};
}

void Canvas::setFit() {
    m_fit = true;
    viewChanged();
}

void Canvas::setActualSize() {
    setZoom(1);
}

void Canvas::toggleFit() {
    m_fit ? setActualSize() : setFit();
}

void Canvas::setZoom(double zoom) {
    zoomAt(rect().toRectF().center(), zoom);
}

void Canvas::zoomIn() {
    setZoom(zoom() * zoomStep);
}

void Canvas::zoomOut() {
    setZoom(zoom() / zoomStep);
}

void Canvas::zoomAt(const QPointF& place, double zoom) {
    const QRectF before = pictureRect();
    if (before.isEmpty()) return;
    const QPointF held((place.x() - before.x()) / before.width(), (place.y() - before.y()) / before.height());
    m_zoom = std::clamp(zoom, smallestZoom, largestZoom);
    m_fit = false;
    const QSizeF size = QSizeF(pictureSize()) * m_zoom / devicePixelRatioF();
    m_centre = {held.x() - (place.x() - width() / 2.0) / size.width(),
                held.y() - (place.y() - height() / 2.0) / size.height()};
    viewChanged();
}

bool Canvas::canPan() const {
    const QRectF shown = pictureRect();
    return shown.width() > width() || shown.height() > height();
}

void Canvas::panBy(const QPointF& pixels) {
    const QRectF shown = pictureRect();
    if (m_fit || shown.isEmpty()) return;
    m_centre -= QPointF(pixels.x() / shown.width(), pixels.y() / shown.height());
    viewChanged();
}

void Canvas::viewChanged() {
    if (!m_fit && !pictureSize().isEmpty()) {
        // A picture that fits is kept in the middle; a larger one never leaves a gap at an edge.
        const QSizeF size = QSizeF(pictureSize()) * m_zoom / devicePixelRatioF();
        const auto bounded = [](double centre, double view, double length) {
            const double half = std::min(0.5, view / 2 / length);
            return std::clamp(centre, half, 1 - half);
        };
        m_centre = {bounded(m_centre.x(), width(), size.width()), bounded(m_centre.y(), height(), size.height())};
    }
    if (pictureRect() != m_reportedRect) {
        m_reportedRect = pictureRect();
        Q_EMIT pictureRectChanged(m_reportedRect);
    }
    if (zoom() != m_reportedZoom || m_fit) {
        m_reportedZoom = zoom();
        Q_EMIT zoomChanged(m_reportedZoom, m_fit);
    }
    if (!m_dragging) canPan() ? setCursor(Qt::OpenHandCursor) : unsetCursor();
    update();
}

QImage Canvas::scaledFrame(const QImage& picture, const QSize& size) {
    if (!m_scaledFrames.isEmpty() && m_scaledFrames.constFirst().picture.size() != size) {
        m_scaledFrames.clear();
        m_scaledBytes = 0;
    }
    for (const ScaledFrame& scaled : m_scaledFrames)
        if (scaled.frame == m_frame) return scaled.picture;
    const QImage made = smoothlyScaled(picture, size);
    while (!m_scaledFrames.isEmpty() && m_scaledBytes + made.sizeInBytes() > scaledBytesLimit) {
        m_scaledBytes -= m_scaledFrames.constFirst().picture.sizeInBytes();
        m_scaledFrames.removeFirst();
    }
    // A picture that was not scaled is copied, because the video frame's memory stays mapped only for this call.
    m_scaledFrames.append({m_frame, picture.size() == size ? picture.copy() : made});
    m_scaledBytes += made.sizeInBytes();
    return m_scaledFrames.constLast().picture;
}

void Canvas::drawZoomed(QPainter& painter, const QImage& picture, const QRectF& target, bool smooth) {
    const QRectF visible = target.intersected(rect());
    const double across = picture.width() / target.width();
    const double down = picture.height() / target.height();
    const QRectF source((visible.x() - target.x()) * across, (visible.y() - target.y()) * down,
                        visible.width() * across, visible.height() * down);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, smooth);
    painter.drawImage(visible, picture, source);
}

void Canvas::drawPicture(QPainter& painter) {
    const QRectF target = pictureRect();
    const double ratio = devicePixelRatioF();
    const QSize devicePixels = (target.size() * ratio).toSize();
    const bool nearest = !m_fit && m_zoom >= nearestFrom;
    const bool wholeIsScaled =
        !nearest && target.width() * target.height() <= 1.5 * static_cast<double>(width()) * height();

    const auto drawStill = [&](const QImage& picture, const QRectF& place) {
        const QSize size = (place.size() * ratio).toSize();
        if (!wholeIsScaled) return drawZoomed(painter, picture, place, !nearest);
        if (m_scaledStillKey != picture.cacheKey() || m_scaledStill.size() != size) {
            m_scaledStill = smoothlyScaled(picture, size);
            m_scaledStillKey = picture.cacheKey();
        }
        painter.drawImage(place, m_scaledStill);
    };

    if (m_showOriginal && !m_original.isNull()) {
        painter.fillRect(target, palette().color(QPalette::Base));
        drawStill(m_original, fitted(m_original.size(), target));
    } else if (!m_clipSize.isEmpty()) {
        if (m_preview.isNull())
            painter.fillRect(target, palette().color(QPalette::Base));
        else if (wholeIsScaled)
            drawStill(m_preview, target);
        else
            drawZoomed(painter, m_preview, target, true);
    } else if (!m_still.isNull()) {
        drawStill(m_still, target);
    } else if (m_frame.isValid() && m_frame.map(QVideoFrame::ReadOnly)) {
        const QImage picture(m_frame.bits(0), m_frame.width(), m_frame.height(), m_frame.bytesPerLine(0),
                             QImage::Format_RGB32);
        if (wholeIsScaled)
            painter.drawImage(target, scaledFrame(picture, devicePixels));
        else
            drawZoomed(painter, picture, target, !nearest);
        if (!m_tint.isNull()) drawZoomed(painter, m_tint, target, true);
        m_frame.unmap();
    }
}

void Canvas::drawOverPicture(QPainter& painter) {
    const QRectF visible = pictureRect().intersected(rect());
    const QRectF inside = visible.adjusted(12, 12, -12, -12);
    const QRectF left = m_badge.isEmpty() ? inside : inside.adjusted(0, 0, -inside.width() / 3, 0);
    drawPill(painter, left, m_showOriginal && !m_original.isNull() ? tr("The photo") : m_caption, Qt::AlignLeft);
    drawPill(painter, inside.adjusted(inside.width() * 2 / 3 + 8, 0, 0, 0), m_badge, Qt::AlignRight);
    if (!m_tint.isNull() && !m_showOriginal) drawPill(painter, inside, m_legend, Qt::AlignLeft | Qt::AlignBottom);
    if (m_clipSize.isEmpty()) return;
    QRectF line(visible.left(), visible.bottom() - progressHeight, visible.width(), progressHeight);
    painter.fillRect(line, QColor(0, 0, 0, 120));
    line.setWidth(line.width() * m_fraction);
    painter.fillRect(line, palette().color(QPalette::Highlight));
}

void Canvas::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Shadow));
    if (!pictureSize().isEmpty()) {
        drawPicture(painter);
        drawOverPicture(painter);
    }
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void Canvas::resizeEvent(QResizeEvent*) {
    viewChanged();
}

void Canvas::wheelEvent(QWheelEvent* event) {
    const double notches = event->angleDelta().y() / 120.0;
    if (notches != 0) zoomAt(event->position(), zoom() * std::pow(zoomStep, notches));
    event->accept();
}

void Canvas::mousePressEvent(QMouseEvent* event) {
    if ((event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) || !canPan()) return;
    m_dragging = true;
    m_dragFrom = event->position();
    setCursor(Qt::ClosedHandCursor);
}

void Canvas::mouseMoveEvent(QMouseEvent* event) {
    if (!m_dragging) return;
    panBy(event->position() - m_dragFrom);
    m_dragFrom = event->position();
}

void Canvas::mouseReleaseEvent(QMouseEvent*) {
    m_dragging = false;
    canPan() ? setCursor(Qt::OpenHandCursor) : unsetCursor();
}

void Canvas::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    m_fit ? zoomAt(event->position(), 1) : setFit();
}

void Canvas::keyPressEvent(QKeyEvent* event) {
    constexpr double step = 40;
    switch (canPan() ? event->key() : Qt::Key_unknown) {
        case Qt::Key_Left:
            return panBy({step, 0});
        case Qt::Key_Right:
            return panBy({-step, 0});
        case Qt::Key_Up:
            return panBy({0, step});
        case Qt::Key_Down:
            return panBy({0, -step});
        default:
            QWidget::keyPressEvent(event);
    }
}

bool Canvas::event(QEvent* event) {
    if (event->type() == QEvent::NativeGesture) {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            zoomAt(gesture->position(), zoom() * (1 + gesture->value()));
            return true;
        }
    }
    if (event->type() == QEvent::Gesture) {
        if (const QGesture* gesture = static_cast<QGestureEvent*>(event)->gesture(Qt::PinchGesture)) {
            const auto* pinch = static_cast<const QPinchGesture*>(gesture);
            zoomAt(mapFromGlobal(pinch->centerPoint()), zoom() * pinch->scaleFactor());
            return true;
        }
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
    return QWidget::event(event);
}

QSize Canvas::sizeHint() const {
    return {960, 540};
}

QSize Canvas::minimumSizeHint() const {
    return {320, 180};
}

}  // namespace stillwave::ui
