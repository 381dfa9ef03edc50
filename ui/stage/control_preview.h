#pragma once

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QTimer>
#include <QWidget>

#include "ui/stage/control_movement.h"

namespace stillwave::ui {

/// Lies over a Canvas that shows the photo, and plays the crude movement of the photo's regions again and again, with a
/// short rest at the end. Cut-outs are made on another thread; until they are ready the movement before is painted.
class ControlPreview : public QWidget {
    Q_OBJECT

  public:
    explicit ControlPreview(QWidget* parent = nullptr);

    void setPhoto(const QImage& photo);
    void setRegions(const QList<MovedRegion>& regions);
    void setClipPart(const QRectF& part);  ///< the part of the photo that the clip shows, 0..1
    void setSeconds(double seconds);       ///< the clip's duration
    /// See ControlMovement.
    void setExactFrames(const QList<QImage>& frames, const QList<MovedRegion>& regions, const QRectF& part);
    /// Whether it may play; it shows itself only then, and only where a region moves.
    void setPlaying(bool playing);
    bool isPlaying() const { return m_playing; }
    /// Shows this moment, 0..1 of the clip.
    void setTime(double time);
    double time() const { return m_time; }

  public Q_SLOTS:
    /// The photo's place in the parent.
    void setPictureRect(const QRectF& rect);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void tick();
    void follow();
    void prepare();

    ControlMovement m_movement;  // as it is to be
    ControlMovement m_painted;   // as it was when its cut-outs were last ready
    QFutureWatcher<ControlMovement> m_preparing;
    bool m_changed = false;  // m_movement, since the preparing began
    qint64 m_photoKey = 0;
    QSize m_size;
    QRectF m_picture;
    QRectF m_clipPart{0, 0, 1, 1};
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_seconds = 2;
    double m_time = 0;
    bool m_playing = false;
};

}  // namespace stillwave::ui
