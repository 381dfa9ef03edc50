#pragma once

#include <QWidget>

#include "types/controls.h"

namespace stillwave::ui {

/// The camera's move as a thin lane under the frames: a diamond where it starts and one where it ends, and between them
/// the easing. A click chooses the camera tool.
class CameraLane : public QWidget {
    Q_OBJECT

  public:
    explicit CameraLane(QWidget* parent = nullptr);

    void setCamera(const CameraPath& camera);
    /// Whether the photo moves as a take does, so that no camera moves it.
    void setDriven(bool driven);
    void setChosen(bool chosen);  ///< the camera tool is the chosen one

    QSize sizeHint() const override;
    QPointF startPlace() const;  ///< of the diamonds, in this widget
    QPointF endPlace() const;

  public Q_SLOTS:
    void setSpan(double left, double right);  ///< the clip's frames lie between these, in px

  Q_SIGNALS:
    void chosen();

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void describe();
    QString summary() const;

    CameraPath m_camera;
    bool m_driven = false;
    bool m_chosen = false;
    double m_left = 0;
    double m_right = 0;
};

}  // namespace stillwave::ui
