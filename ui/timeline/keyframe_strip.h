#pragma once

#include <QImage>
#include <QList>
#include <QPixmap>
#include <QWidget>

class QToolButton;

namespace stillwave::ui {

/// The photos that a clip passes, in order. The first one is the clip's own and stays; the others are added by a drop
/// or the "+", moved by dragging or with Ctrl and the arrow keys, and removed with Delete.
class KeyframeStrip : public QWidget {
    Q_OBJECT

  public:
    explicit KeyframeStrip(QWidget* parent = nullptr);

    struct Keyframe {
        QString path;
        QString name;
        QImage thumbnail;     ///< null until the photo was read
        bool fitted = false;  ///< the photo has another proportion than the clip

        bool operator==(const Keyframe&) const = default;
    };
    void setPhotos(const Keyframe& first, const QList<Keyframe>& others);
    void setCost(const QString& cost);  ///< how long the clips would take; empty: not known

    /// "4 photos make 3 joined clips", and what they cost where that is known.
    QString summary() const;
    int selected() const { return m_selected; }  ///< an index into the others; -1: the clip's own photo
    QRectF cellRect(int index) const;            ///< of one of the others; -1: of the clip's own photo

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    /// The artist wants these photos after the first one; `undoText` says which edit it was.
    void photosEdited(const QStringList& paths, const QString& undoText);
    void addRequested();
    void closeRequested();

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    int indexAt(const QPointF& place) const;
    int gapAt(double x) const;  ///< before which of the others a photo would come
    void select(int index);
    void moveTo(int from, int to);
    void removeSelected();
    void tell(const QString& undoText);
    void describe();
    void paintCell(QPainter& painter, int index, const QRectF& cell, const Keyframe& keyframe) const;

    Keyframe m_first;
    QList<Keyframe> m_others;
    QString m_cost;
    int m_selected = -1;
    int m_grabbed = -1;  // the photo that is dragged; -1: none
    int m_gap = -1;      // where it, or a file that hovers, would come; -1: nowhere
    QPointF m_pressedAt;
    QToolButton* m_add;
    QToolButton* m_close;
};

}  // namespace stillwave::ui
