#include "ui/stage/clip_player.h"

#include <QVideoFrameFormat>
#include <QVideoSink>
#include <algorithm>
#include <cmath>
#include <cstring>

namespace stillwave::ui {
namespace {

constexpr qint64 cacheBytes = qint64{256} << 20;
constexpr double nanosecondsPerSecond = 1e9;

}  // namespace

ClipPlayer::ClipPlayer(QObject* parent) : QObject(parent) {
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ClipPlayer::tick);
}

void ClipPlayer::setVideoSink(QVideoSink* sink) {
    m_sink = sink;
    present();
}

void ClipPlayer::setFrames(const QList<QImage>& frames) {
    m_frames = frames;
    m_videoFrames.clear();
    m_cachedBytes = 0;
    const FrameRange before = m_range;
    const int last = frameCount() - 1;
    if (m_range.last > last) m_range = {};
    const int position = std::clamp(m_head.frame, 0, std::max(last, 0));
    const bool moved = position != m_head.frame;
    m_head.frame = position;
    if (m_frames.isEmpty()) pause();
    Q_EMIT framesChanged(frameCount());
    if (m_range != before || m_range.last < 0) Q_EMIT rangeChanged(range().first, range().last);
    if (moved) Q_EMIT positionChanged(position);
    present();
}

void ClipPlayer::appendFrame(const QImage& frame) {
    m_frames.append(frame);
    Q_EMIT framesChanged(frameCount());
    if (m_range.last < 0) Q_EMIT rangeChanged(range().first, range().last);
    if (frameCount() == 1) present();
}

FrameRange ClipPlayer::range() const {
    return m_range.last < 0 ? FrameRange{0, frameCount() - 1} : m_range;
}

void ClipPlayer::setFps(double fps) {
    if (fps <= 0 || fps == m_fps) return;
    m_fps = fps;
    restartClock();
    Q_EMIT fpsChanged(fps);
}

void ClipPlayer::setMode(PlayMode mode) {
    if (mode == m_mode) return;
    m_mode = mode;
    m_head.direction = m_speed < 0 ? -1 : 1;
    restartClock();
    Q_EMIT modeChanged(mode);
}

void ClipPlayer::cycleMode() {
    setMode(m_mode == PlayMode::once ? PlayMode::loop : m_mode == PlayMode::loop ? PlayMode::pingPong : PlayMode::once);
}

void ClipPlayer::setSpeed(double speed) {
    const double bounded = std::copysign(std::clamp(std::abs(speed), slowest, fastest), speed);
    if (bounded == m_speed) return;
    if ((bounded < 0) != (m_speed < 0)) m_head.direction = bounded < 0 ? -1 : 1;
    m_speed = bounded;
    restartClock();
    Q_EMIT speedChanged(bounded);
}

void ClipPlayer::setPosition(int frame) {
    moveTo(frame);
    restartClock();
}

void ClipPlayer::stepBy(int frames) {
    pause();
    moveTo(m_head.frame + frames);
}

void ClipPlayer::goToStart() {
    setPosition(range().first);
}

void ClipPlayer::goToEnd() {
    setPosition(range().last);
}

void ClipPlayer::play() {
    if (m_playing || m_frames.isEmpty()) return;
    const FrameRange played = range();
    const int end = m_speed < 0 ? played.first : played.last;
    if (m_mode == PlayMode::once && m_head.frame == end) moveTo(m_speed < 0 ? played.last : played.first);
    m_playing = true;
    restartClock();
    Q_EMIT playingChanged(true);
}

void ClipPlayer::pause() {
    if (!m_playing) return;
    m_playing = false;
    m_timer.stop();
    Q_EMIT playingChanged(false);
}

void ClipPlayer::togglePlaying() {
    m_playing ? pause() : play();
}

void ClipPlayer::setRange(int first, int last) {
    if (m_frames.isEmpty()) return;
    const int end = frameCount() - 1;
    const int from = std::clamp(std::min(first, last), 0, end);
    const int to = std::clamp(std::max(first, last), 0, end);
    const FrameRange before = range();
    m_range = from == 0 && to == end ? FrameRange{} : FrameRange{from, to};
    if (range() == before) return;
    restartClock();
    Q_EMIT rangeChanged(from, to);
}

void ClipPlayer::setRangeIn() {
    setRange(m_head.frame, std::max(m_head.frame, range().last));
}

void ClipPlayer::setRangeOut() {
    setRange(std::min(m_head.frame, range().first), m_head.frame);
}

void ClipPlayer::clearRange() {
    setRange(0, frameCount() - 1);
}

void ClipPlayer::shuttleForward() {
    shuttle(1);
}

void ClipPlayer::shuttleBackward() {
    shuttle(-1);
}

void ClipPlayer::shuttleStop() {
    pause();
    setSpeed(1);
}

void ClipPlayer::shuttle(int direction) {
    const bool onTheWay = m_playing && (m_speed < 0) == (direction < 0);
    setSpeed(onTheWay ? m_speed * 2 : direction);
    play();
}

void ClipPlayer::restartClock() {
    if (!m_playing) return;
    m_clock.start();
    m_stepsDone = 0;
    scheduleNext();
}

void ClipPlayer::scheduleNext() {
    const double stepNs = nanosecondsPerSecond / (m_fps * std::abs(m_speed));
    const double waitNs = static_cast<double>(m_stepsDone + 1) * stepNs - static_cast<double>(m_clock.nsecsElapsed());
    // The wait is rounded up, because a timer that fires early would only have to wait again.
    m_timer.start(std::max(0, static_cast<int>(std::ceil(waitNs / 1e6))));
}

void ClipPlayer::tick() {
    const double seconds = static_cast<double>(m_clock.nsecsElapsed()) / nanosecondsPerSecond;
    const auto due = static_cast<qint64>(seconds * m_fps * std::abs(m_speed));
    const auto steps = static_cast<int>(due - m_stepsDone);
    if (steps > 0) {
        m_stepsDone = due;
        const Playhead next = advanced(m_head, steps, range(), m_mode);
        m_head.direction = next.direction;
        moveTo(next.frame);
        if (next.ended) {
            pause();
            return;
        }
    }
    if (m_playing) scheduleNext();
}

void ClipPlayer::moveTo(int frame) {
    const int target = std::clamp(frame, 0, std::max(0, frameCount() - 1));
    if (target == m_head.frame) return;
    m_head.frame = target;
    present();
    Q_EMIT positionChanged(target);
}

void ClipPlayer::present() {
    if (m_sink) m_sink->setVideoFrame(m_frames.isEmpty() ? QVideoFrame() : videoFrame(m_head.frame));
}

QVideoFrame ClipPlayer::videoFrame(int frame) {
    const auto cached = m_videoFrames.constFind(frame);
    if (cached != m_videoFrames.constEnd()) return *cached;
    const QImage& image = m_frames.at(frame);
    QVideoFrame made(QVideoFrameFormat(image.size(), QVideoFrameFormat::Format_BGRX8888));
    if (!made.map(QVideoFrame::WriteOnly)) return {};
    const auto rowBytes = static_cast<std::size_t>(image.width()) * 4;
    for (int row = 0; row < image.height(); ++row)
        std::memcpy(made.bits(0) + qsizetype{row} * made.bytesPerLine(0), image.constScanLine(row), rowBytes);
    made.unmap();
    // The cache is filled once and drops nothing: with frames dropped by age, a loop longer than the cache would never
    // hit it.
    if (m_cachedBytes + image.sizeInBytes() <= cacheBytes) {
        m_videoFrames.insert(frame, made);
        m_cachedBytes += image.sizeInBytes();
    }
    return made;
}

}  // namespace stillwave::ui
