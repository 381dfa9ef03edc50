#pragma once

#include <QPointF>
#include <QRectF>
#include <QSize>
#include <QString>
#include <QWidget>

namespace stillwave::ui {

/// Lies over a Canvas that shows the whole photo. It frames the crop (the part that the model gets), which can be
/// moved, and dims the rest.
class CropOverlay : public QWidget {
    Q_OBJECT

  public:
    explicit CropOverlay(QWidget* parent = nullptr);

    void setPhoto(const QSize& size);  ///< the photo's size in px
    /// The clip's size in px; only its aspect matters here.
    void setTarget(const QSize& size);
    /// The point that the crop keeps in its middle, 0..1 of the photo. (setFocus is QWidget's.)
    void setFocusPoint(const QPointF& focus);
    /// "crop" or "letterbox".
    void setFit(const QString& fit);
    QPointF focusPoint() const { return m_focus; }

    /// The crop's place in this widget.
    QRectF frameRect() const;

  public Q_SLOTS:
    /// The photo's place in this widget.
    void setPictureRect(const QRectF& rect);
    void centre();

  Q_SIGNALS:
    void focusChanged(const QPointF& focus);
    void focusCommitted(const QPointF& focus);

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    bool canMove() const;
    void moveTo(const QPointF& focus);
    void describe();

    QSize m_photo;
    QSize m_target;
    QPointF m_focus{0.5, 0.5};
    QString m_fit = QStringLiteral("crop");
    QRectF m_picture;
    QPointF m_grabbedAt;
    QPointF m_grabbedFocus;
    bool m_dragging = false;
};

}  // namespace stillwave::ui
