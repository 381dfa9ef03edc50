#include "ui/stage/control_preview.h"

#include <QPainter>
#include <QtConcurrent>
#include <algorithm>
#include <cmath>

#include "ui/stage/picture_scaling.h"

namespace stillwave::ui {
namespace {

constexpr int frameMs = 16;
constexpr double restSeconds = 0.6;

}  // namespace

ControlPreview::ControlPreview(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("control_preview"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    // The canvas below need not be painted again for each frame.
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(frameMs);
    connect(&m_timer, &QTimer::timeout, this, &ControlPreview::tick);
    connect(&m_preparing, &QFutureWatcher<ControlMovement>::finished, this, [this] {
        // A movement that changed meanwhile is prepared anew.
        if (!m_changed) m_movement = m_preparing.result();
        follow();
    });
    hide();
}

void ControlPreview::setPhoto(const QImage& photo) {
    if (photo.cacheKey() == m_photoKey) return;
    m_photoKey = photo.cacheKey();
    m_changed = true;
    m_movement.setPhoto(photo);
    m_painted = {};
    follow();
}

void ControlPreview::setRegions(const QList<MovedRegion>& regions) {
    m_changed = true;
    m_movement.setRegions(regions);
    follow();
}

void ControlPreview::setClipPart(const QRectF& part) {
    m_clipPart = part.intersected({0, 0, 1, 1});
    update();
}

void ControlPreview::setSeconds(double seconds) {
    m_seconds = std::max(0.1, seconds);
}

void ControlPreview::setExactFrames(const QList<QImage>& frames, const QList<MovedRegion>& regions,
                                    const QRectF& part) {
    m_changed = true;
    m_movement.setExactFrames(frames, regions, part);
    follow();
}

void ControlPreview::setPlaying(bool playing) {
    m_playing = playing;
    follow();
}

void ControlPreview::setPictureRect(const QRectF& rect) {
    m_picture = rect;
    follow();
}

void ControlPreview::follow() {
    const bool wanted = m_playing && m_movement.moves() && !m_picture.isEmpty();
    if (wanted) {
        const QSize size = (m_picture.size() * devicePixelRatioF()).toSize();
        m_changed = m_changed || size != m_size;
        m_size = size;
        m_movement.setSize(size);
        const QRect room = parentWidget() ? parentWidget()->rect() : m_picture.toAlignedRect();
        setGeometry(m_picture.toAlignedRect().intersected(room));
        prepare();
    }
    const bool shown = wanted && m_painted.isReady();
    if (shown && !m_timer.isActive()) {
        m_time = 0;
        m_clock.start();
        m_timer.start();
    } else if (!shown) {
        m_timer.stop();
    }
    setVisible(shown);
    update();
}

void ControlPreview::prepare() {
    if (m_movement.isReady()) {
        m_painted = m_movement;
    } else if (!m_preparing.isRunning()) {
        m_changed = false;
        m_preparing.setFuture(QtConcurrent::run([movement = m_movement.unshared()]() mutable {
            movement.prepare();
            return movement;
        }));
    }
}

void ControlPreview::tick() {
    const double seconds = static_cast<double>(m_clock.nsecsElapsed()) / 1e9;
    setTime(std::min(1.0, std::fmod(seconds, m_seconds + restSeconds) / m_seconds));
}

void ControlPreview::setTime(double time) {
    m_time = time;
    update();
}

void ControlPreview::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QRectF target = m_picture.translated(-geometry().topLeft());
    // A picture that ends within a pixel of the screen leaves the rest of that pixel to the stage.
    if (!target.contains(rect())) painter.fillRect(rect(), palette().color(QPalette::Shadow));
    m_painted.paint(painter, target, m_time);
    // The words keep to what the clip shows, because the rest is darkened while the artist draws.
    const QRectF clip(target.x() + m_clipPart.x() * target.width(), target.y() + m_clipPart.y() * target.height(),
                      m_clipPart.width() * target.width(), m_clipPart.height() * target.height());
    drawPill(painter, clip.intersected(rect()).adjusted(12, 12, -12, -12), tr("Crude preview"), Qt::AlignLeft);
}

}  // namespace stillwave::ui
