#include "ui/timeline/timeline_panel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/timeline/camera_lane.h"
#include "ui/timeline/drift_curve.h"
#include "ui/timeline/end_photo.h"
#include "ui/timeline/keyframe_strip.h"
#include "ui/timeline/timeline.h"

namespace stillwave::ui {

TimelinePanel::TimelinePanel(QWidget* parent)
    : QWidget(parent),
      m_keyframes(new KeyframeStrip),
      m_timeline(new Timeline),
      m_endPhoto(new EndPhoto),
      m_camera(new CameraLane),
      m_drift(new DriftCurve) {
    setObjectName(QStringLiteral("timeline_area"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 4);
    column->setSpacing(2);
    column->addWidget(m_keyframes);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_timeline, 1);
    row->addWidget(m_endPhoto);
    column->addLayout(row, 1);
    column->addWidget(m_camera);
    column->addWidget(m_drift);
    m_keyframes->hide();
    m_drift->hide();
    connect(m_timeline, &Timeline::spanChanged, m_camera, &CameraLane::setSpan);
    connect(m_timeline, &Timeline::spanChanged, m_drift, &DriftCurve::setSpan);
    setHasPhoto(false);
}

void TimelinePanel::setHasPhoto(bool hasPhoto) {
    m_endPhoto->setVisible(hasPhoto);
    m_camera->setVisible(hasPhoto);
}

}  // namespace stillwave::ui
