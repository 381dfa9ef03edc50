#pragma once

#include <QImage>
#include <QList>
#include <QTimer>
#include <QWidget>

#include "types/controls.h"

namespace stillwave::ui {

/// A small picture in the stage's corner that plays the camera's move: at once without parallax, and exactly as soon as
/// the engine's frames of it have come. While the camera is dragged it stands at the move's end.
class CameraPreview : public QWidget {
    Q_OBJECT

  public:
    explicit CameraPreview(QWidget* parent = nullptr);

    void setPhoto(const QImage& crop);  ///< the part of the photo with which the clip starts
    /// Shows another move, which makes the engine's frames of the last one void. `dragging`: it stands at its end.
    void setCamera(const CameraPath& camera, bool dragging);
    void setFrames(const QList<QImage>& frames, double fps);  ///< the engine's frames of this move
    void setSeconds(double seconds);                          ///< how long the move takes in the clip

    bool isExact() const { return !m_frames.isEmpty(); }
    /// The picture that the camera shows after the share `done` of the clip's time, `size` px large.
    QImage pictureAt(double done, const QSize& size) const;
    /// The largest size with the clip's aspect within `room`.
    QSize sizeWithin(const QSize& room) const;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void playOn();
    double shownTime() const;

    QImage m_photo;
    CameraPath m_camera;
    QList<QImage> m_frames;
    double m_seconds = 2;
    bool m_dragging = false;
    int m_tick = 0;
    QTimer m_timer;
};

}  // namespace stillwave::ui
