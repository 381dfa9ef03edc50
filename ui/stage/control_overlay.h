#pragma once

#include <QRectF>
#include <QSize>
#include <QWidget>
#include <optional>

#include "ui/stage/control_painting.h"
#include "ui/stage/control_regions.h"
#include "ui/stage/drawing_tool.h"

namespace stillwave::ui {

/// Lies over a Canvas that shows the whole photo. The artist draws and edits the regions that move and those that stay.
/// Each finished stroke is told once; the overlay keeps showing what was drawn until setControls().
class ControlOverlay : public QWidget {
    Q_OBJECT

  public:
    explicit ControlOverlay(QWidget* parent = nullptr);

    void setPhoto(const QSize& size);  ///< the photo's size in px
    /// The regions; the one that is selected stays so where it is still there. A stroke that is on its way is dropped.
    void setControls(const StageControls& controls);
    const StageControls& controls() const { return m_controls; }
    void setTool(DrawingTool tool);
    DrawingTool tool() const { return m_tool; }
    /// The part of the photo that the clip shows, 0..1. Paths stay in it.
    void setClipPart(const QRectF& part);
    /// Whether the movement plays below. The areas are then only outlined, so that it can be seen.
    void setPlaying(bool playing);

    /// The brush's diameter in parts of the photo's longer side.
    void setBrushSize(double size);
    /// The soft edge and the easing of the selected region, and of regions to come.
    void setFeather(double feather);
    void setEasing(const std::string& easing);
    double feather() const;
    std::string easing() const;

    ControlSelection selection() const { return m_selection; }
    bool isDrawing() const { return m_stroke != Stroke::none; }
    /// Whether the stroke that is on its way changes an area and no movement.
    bool isDrawingArea() const {
        return m_stroke == Stroke::lasso || m_stroke == Stroke::paint || m_stroke == Stroke::erase;
    }
    /// Drops the stroke that is on its way, and selects nothing.
    void reset();

  public Q_SLOTS:
    /// The photo's place in this widget.
    void setPictureRect(const QRectF& rect);
    void removeSelected();

  Q_SIGNALS:
    /// A stroke or another edit is done. Successive edits with the same key that is not empty are one.
    void edited(const stillwave::ui::StageControls& controls, const QString& undoText, const QString& key);
    /// The paths and areas while a stroke is on its way.
    void changing(const stillwave::ui::StageControls& controls);
    void drawingChanged(bool drawing);
    void selectionChanged();
    void toolLeft();

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void tabletEvent(QTabletEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;

  private:
    using Kind = ControlSelection::Kind;
    enum class Stroke { none, lasso, paint, erase, arrow, path, region, handle };

    bool begin(const QPointF& place, Qt::KeyboardModifiers modifiers, double pressure);
    bool beginSelected(const QPointF& place, bool onHandles);
    void beginPainting(const QPointF& place, double pressure);
    void proceed(const QPointF& place, Qt::KeyboardModifiers modifiers, double pressure);
    void paintTo(const QPointF& to, double pressure);
    bool findErased(const QPointF& place);
    void moveSelected(const QPointF& by);
    void finish();
    void finishLasso();
    bool finishPainting();
    void cancelStroke();
    void addInTheMiddle();
    void selectNext(int step);
    void nudge(const QPointF& by, bool head);

    QString editKey(const char* what) const;
    StageArea* selectedArea();
    const StageArea* selectedArea() const;
    MovedRegion* selectedMoved();
    void select(const ControlSelection& selection);
    void add(const StageArea& area, bool frozen);
    void remove(const ControlSelection& which);
    ControlSelection under(const QPointF& place) const;
    qsizetype handleAt(const QPointF& place) const;  ///< index in the selected path; -1: none is there
    QPointF ofPhoto(const QPointF& place) const;     ///< the place in parts of the photo
    QPointF withinClip(const QPointF& place) const;
    QPointF straightened(const QPointF& from, const QPointF& to) const;  ///< at the nearest multiple of 45 degrees
    double brushPixels() const;
    void setStroke(Stroke stroke);
    void showCursor();
    QString hint() const;
    void describe();

    QSize m_photo;
    QRectF m_picture;
    QRectF m_clipPart{0, 0, 1, 1};
    StageControls m_controls;
    ControlSelection m_selection;
    DrawingTool m_tool = DrawingTool::none;
    double m_brushSize = 0.08;
    double m_feather = PhotoArea().feather;
    std::string m_easing = "ease_in_out";
    bool m_playing = false;

    Stroke m_stroke = Stroke::none;
    StageControls m_before;       // the regions before the stroke
    ControlSelection m_selected;  // the selection before the stroke
    QList<QPointF> m_line;        // the stroke's places in parts of the photo
    QImage m_mask;                // the mask that is painted
    qsizetype m_handle = -1;
    bool m_freezing = false;   // the stroke is of a frozen area
    bool m_penTurned = false;  // the pen's eraser end touches
    bool m_moved = false;      // the stroke is more than a click
    std::optional<QPointF> m_pointer;
};

}  // namespace stillwave::ui
