#pragma once

#include <QWidget>

namespace stillwave::ui {

class CameraLane;
class DriftCurve;
class EndPhoto;
class KeyframeStrip;
class Timeline;

/// The timeline's dock: the photos that the clip passes, its frames with the photo at their end, the camera's lane, and
/// an extended take's drift.
class TimelinePanel : public QWidget {
    Q_OBJECT

  public:
    explicit TimelinePanel(QWidget* parent = nullptr);

    Timeline* timeline() const { return m_timeline; }
    EndPhoto* endPhoto() const { return m_endPhoto; }
    KeyframeStrip* keyframes() const { return m_keyframes; }
    CameraLane* cameraLane() const { return m_camera; }
    DriftCurve* drift() const { return m_drift; }

    /// Without a photo there is nothing to end with, and no camera.
    void setHasPhoto(bool hasPhoto);

  private:
    KeyframeStrip* m_keyframes;
    Timeline* m_timeline;
    EndPhoto* m_endPhoto;
    CameraLane* m_camera;
    DriftCurve* m_drift;
};

}  // namespace stillwave::ui
