#pragma once

#include <QPolygonF>
#include <QSize>
#include <QWidget>
#include <optional>

#include "types/controls.h"

namespace stillwave::ui {

/// Lies over a Canvas that shows the whole photo, and shows the camera's move on it: the frame with which the clip
/// starts, and the frame at which the camera looks at the end. Dragging the end frame pans and tilts the camera, a
/// corner pushes it in or out, the handle above rolls it, and the handle at the side takes it round its subject.
class CameraOverlay : public QWidget {
    Q_OBJECT

  public:
    explicit CameraOverlay(QWidget* parent = nullptr);

    /// The parts of the photo (0..1) that the clip starts with. Between bars the frame reaches beyond the photo.
    void setCrop(const QRectF& crop);
    void setCamera(const CameraPath& camera);
    const CameraPath& camera() const { return m_camera; }
    bool isDragging() const { return m_drag.has_value(); }

    enum class Handle { none, frame, corner, roll, orbit };
    QRectF startFrame() const;          ///< in this widget
    QPolygonF endFrame() const;         ///< in this widget
    QPointF handlePlace(Handle) const;  ///< in this widget; for corner the lower right one
    Handle handleAt(const QPointF&) const;

  public Q_SLOTS:
    /// The photo's place in this widget.
    void setPictureRect(const QRectF& rect);

  Q_SIGNALS:
    void left();                                              ///< Escape was pressed while nothing is dragged
    void cameraChanged(const stillwave::CameraPath& camera);  ///< while it is dragged
    /// The camera was edited. Successive edits by the same keys share `key`, the name of what they change; a drag has
    /// an empty one.
    void cameraEdited(const stillwave::CameraPath& camera, const QString& key);

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    struct Drag {
        Handle handle;
        QPointF from;       // the pointer's place when the drag began
        CameraPath before;  // the camera then
        QPointF centre;     // the middle of the end frame then
    };

    QPointF toWidget(const QPointF& inFrame) const;
    QPointF onStage(const QPointF& place) const;
    QList<QPointF> cornerPlaces() const;
    CameraPath dragged(const QPointF& place, Qt::KeyboardModifiers modifiers) const;
    void showCamera(const CameraPath& camera);
    void cancelDrag();
    void setHovered(Handle handle);
    void describe();
    void paintFrames(QPainter& painter) const;
    void paintHandles(QPainter& painter) const;

    QRectF m_crop{0, 0, 1, 1};
    QRectF m_picture;
    CameraPath m_camera;
    Handle m_hovered = Handle::none;
    std::optional<Drag> m_drag;
};

}  // namespace stillwave::ui
