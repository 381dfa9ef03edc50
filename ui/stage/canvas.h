#pragma once

#include <QImage>
#include <QList>
#include <QVideoFrame>
#include <QWidget>

class QVideoSink;

namespace stillwave::ui {

/// Shows one picture: the frame that its video sink got last, a still, or the small preview of a clip in the making.
/// The canvas zooms and pans it; the caller decides everything else about it.
class Canvas : public QWidget {
    Q_OBJECT

  public:
    explicit Canvas(QWidget* parent = nullptr);

    QVideoSink* videoSink() const { return m_sink; }

    /// Shows `still` in place of the clip until the next frame comes; null: nothing is shown.
    void setStill(const QImage& still);
    /// Sets the photo that the clip was made from, which is shown in the clip's place while showOriginal is set.
    void setOriginal(const QImage& original);
    /// Shows a clip in the making over the clip and the still, until clearPreview(). `preview` may be tiny, and is null
    /// before the first one came; `clipSize` is the clip's in px; `fraction` is the part of the work that is done,
    /// 0..1.
    void setPreview(const QImage& preview, const QSize& clipSize, double fraction);
    void clearPreview();

    /// The texts over the picture's top left corner (caption) and top right corner (badge); empty: none.
    void setCaption(const QString& caption);
    void setBadge(const QString& badge);
    /// Lays `tint` over the clip's frame, smoothly enlarged to its size. `legend` says at the bottom what it means.
    /// Null: no tint.
    void setTint(const QImage& tint, const QString& legend);

    QSize pictureSize() const;   ///< px of the picture that is shown
    QRectF pictureRect() const;  ///< the picture's place in this widget
    double zoom() const;         ///< screen pixels for each pixel of the picture
    bool isFit() const { return m_fit; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  public Q_SLOTS:
    void setShowOriginal(bool show);
    void setFit();
    void setActualSize();
    void toggleFit();
    void setZoom(double zoom);
    void zoomIn();
    void zoomOut();

  Q_SIGNALS:
    void zoomChanged(double zoom, bool fit);
    void pictureRectChanged(const QRectF& rect);

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    struct ScaledFrame {
        QVideoFrame frame;
        QImage picture;
    };

    void receiveFrame(const QVideoFrame& frame);
    void zoomAt(const QPointF& place, double zoom);
    void panBy(const QPointF& pixels);
    bool canPan() const;
    double fitZoom() const;
    void viewChanged();
    void drawPicture(QPainter& painter);
    void drawZoomed(QPainter& painter, const QImage& picture, const QRectF& target, bool smooth);
    QImage scaledFrame(const QImage& picture, const QSize& size);
    void drawOverPicture(QPainter& painter);

    QVideoSink* m_sink;
    QVideoFrame m_frame;
    QImage m_still;
    QImage m_original;
    QImage m_preview;
    QSize m_clipSize;  // the preview's clip; empty: no preview is shown
    double m_fraction = 0;
    bool m_showOriginal = false;
    QString m_caption;
    QString m_badge;
    QImage m_tint;
    QString m_legend;

    bool m_fit = true;
    double m_zoom = 1;           // used where m_fit is false
    QPointF m_centre{0.5, 0.5};  // the view's centre in the picture, 0..1
    QPointF m_dragFrom;
    bool m_dragging = false;
    QRectF m_reportedRect;
    double m_reportedZoom = 0;

    // Frames and the still scaled to the size in which they are shown, so that a loop scales each frame once.
    QList<ScaledFrame> m_scaledFrames;
    qint64 m_scaledBytes = 0;
    qint64 m_scaledStillKey = 0;
    QImage m_scaledStill;
};

}  // namespace stillwave::ui
