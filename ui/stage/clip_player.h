#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QImage>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QVideoFrame>

#include "ui/stage/playback.h"

class QVideoSink;

namespace stillwave::ui {

/// Plays a clip's frames into a QVideoSink. The player counts time from where playing began, so that no drift adds up;
/// a late timer skips frames. Frames may be replaced or appended while it plays.
class ClipPlayer : public QObject {
    Q_OBJECT

  public:
    explicit ClipPlayer(QObject* parent = nullptr);

    void setVideoSink(QVideoSink* sink);

    /// The frames must be of one size and Format_RGB32. The position and the in/out range stay where the new clip has
    /// these frames.
    void setFrames(const QList<QImage>& frames);
    void appendFrame(const QImage& frame);
    int frameCount() const { return static_cast<int>(m_frames.size()); }
    QImage currentFrame() const { return m_frames.value(m_head.frame); }

    double fps() const { return m_fps; }
    PlayMode mode() const { return m_mode; }
    double speed() const { return m_speed; }  ///< negative: backward
    int position() const { return m_head.frame; }
    bool isPlaying() const { return m_playing; }
    FrameRange range() const;

    static constexpr double slowest = 0.25;
    static constexpr double fastest = 4;

  public Q_SLOTS:
    void setFps(double fps);
    void setMode(PlayMode mode);
    void cycleMode();
    /// 0.25 … 4 plays forward, -0.25 … -4 backward.
    void setSpeed(double speed);
    void setPosition(int frame);
    void stepBy(int frames);
    void goToStart();  ///< goes to the first frame of the range
    void goToEnd();
    void play();
    void pause();
    void togglePlaying();
    void setRange(int first, int last);
    void setRangeIn();  ///< puts the in point at the position
    void setRangeOut();
    void clearRange();
    void shuttleForward();   ///< L: plays forward, then twice as fast each time
    void shuttleBackward();  ///< J: plays backward, then twice as fast each time
    void shuttleStop();      ///< K: stops

  Q_SIGNALS:
    void positionChanged(int frame);
    void playingChanged(bool playing);
    void modeChanged(stillwave::ui::PlayMode mode);
    void speedChanged(double speed);
    void rangeChanged(int first, int last);
    void framesChanged(int count);
    void fpsChanged(double fps);

  private:
    void tick();
    void restartClock();
    void scheduleNext();
    void moveTo(int frame);
    void present();
    void shuttle(int direction);
    QVideoFrame videoFrame(int frame);

    QPointer<QVideoSink> m_sink;
    QList<QImage> m_frames;
    QHash<int, QVideoFrame> m_videoFrames;
    qint64 m_cachedBytes = 0;
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_stepsDone = 0;  // steps of the playhead since m_clock started
    Playhead m_head;
    FrameRange m_range;  // last < 0: the whole clip, also while it grows
    PlayMode m_mode = PlayMode::loop;
    double m_fps = 7;
    double m_speed = 1;
    bool m_playing = false;
};

}  // namespace stillwave::ui
