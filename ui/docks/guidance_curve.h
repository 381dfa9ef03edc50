#pragma once

#include <QList>
#include <QPointF>
#include <QWidget>

namespace stillwave::ui {

/// Draws how guidance goes over a clip's frames, as a setting of the kind "0:0 0.4:1 1:0.5": times and shares, both
/// from 0 to 1. A click adds a point, dragging moves it, a double-click or Delete removes it.
class GuidanceCurve : public QWidget {
    Q_OBJECT

  public:
    explicit GuidanceCurve(QWidget* parent = nullptr);

    /// Text that cannot be read leaves the curve empty.
    void setText(const QString& text);
    QString text() const;
    /// The guidance at share 0 and at share 1.
    void setScales(double first, double last);

    int selected() const { return m_selected; }  ///< the point that keys move; -1: none
    QPointF placeOf(int point) const;            ///< in this widget

    QSize sizeHint() const override;

  Q_SIGNALS:
    void edited(const QString& text);  ///< also while a point is dragged

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    QRectF plotRect() const;
    QPointF placeOf(const QPointF& point) const;
    QPointF pointAt(const QPointF& place) const;
    int indexAt(const QPointF& place) const;
    double shareAt(double time) const;
    bool add(const QPointF& point);
    void addInWidestGap();
    void moveSelected(const QPointF& point);
    void removePoint(int index);
    void tell();
    void describe();

    QList<QPointF> m_points;  // x: time, y: share
    double m_first = 1;
    double m_last = 3;
    int m_selected = -1;
    bool m_dragging = false;
};

}  // namespace stillwave::ui
