#pragma once

#include <QImage>
#include <QList>
#include <QPixmap>
#include <QWidget>

namespace stillwave::ui {

/// A clip's frames side by side with the playhead and the in and out points. Cells fill one by one while a clip is
/// being made. Frames are counted from 0 here and shown from 1.
class Timeline : public QWidget {
    Q_OBJECT

  public:
    explicit Timeline(QWidget* parent = nullptr);

    /// Empties all cells; 0: there is no clip.
    void setFrameCount(int count);
    /// The aspect of the clip's frames, so that cells have their width before the first one comes.
    void setClipSize(const QSize& size);
    void setThumbnail(int frame, const QImage& thumbnail);
    void setThumbnails(const QList<QImage>& thumbnails);
    /// The previews of the frames that sampling gives; each is drawn dimmed until its frame has a thumbnail.
    void setPreviewThumbnails(const QList<QImage>& previews);

    int frameCount() const { return static_cast<int>(m_thumbnails.size()); }
    int position() const { return m_position; }
    QRectF cellRect(int frame) const;

    /// The window's actions that the context menu holds.
    void setMenuActions(const QList<QAction*>& actions) { m_menuActions = actions; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  public Q_SLOTS:
    void setFps(double fps);
    void setPosition(int frame);
    void setRange(int first, int last);

  Q_SIGNALS:
    void scrubStarted();
    void scrubbed(int frame);
    void scrubEnded();
    void rangeEdited(int first, int last);
    void spanChanged(double left, double right);  ///< the frames lie between these, in px of this widget

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

  private:
    enum class Drag { none, playhead, in, out };

    QRectF stripRect() const;
    double cellStride() const;
    int frameAt(double x) const;
    Drag handleAt(const QPointF& place) const;
    void scrubTo(int frame);
    void editRange(int first, int last);
    const QPixmap& scaledCell(int frame);
    void describe();
    void tellSpan();
    void drawHeader(QPainter& painter) const;
    void drawCells(QPainter& painter);
    void drawRange(QPainter& painter) const;
    void drawNumbers(QPainter& painter) const;
    void drawPlayhead(QPainter& painter) const;

    QList<QImage> m_thumbnails;
    QList<QImage> m_previews;
    QList<QPixmap> m_scaled;  // the frames' thumbnails at the cells' size
    QSize m_scaledSize;
    QSize m_clipSize{16, 9};
    double m_fps = 7;
    int m_position = 0;
    int m_first = 0;
    int m_last = -1;
    Drag m_drag = Drag::none;
    QPointF m_span;
    QList<QAction*> m_menuActions;
};

}  // namespace stillwave::ui
