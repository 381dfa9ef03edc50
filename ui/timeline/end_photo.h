#pragma once

#include <QImage>
#include <QWidget>

class QMenu;
class QToolButton;

namespace stillwave::ui {

/// The photo that the clip ends with, at the timeline's end: a place to drop one on, and a menu to choose one, to end
/// with the clip's own photo, or to pass several.
class EndPhoto : public QWidget {
    Q_OBJECT

  public:
    explicit EndPhoto(QWidget* parent = nullptr);

    struct State {
        QString name;        ///< the end photo's file name; empty: the clip ends freely
        QImage thumbnail;    ///< null until the photo was read
        int count = 0;       ///< how many photos the clip passes after the first
        bool loops = false;  ///< the end photo is the clip's own
        QString fitted;      ///< how a photo of another proportion is fitted; empty: it has the clip's
    };
    void setState(const State& state);
    QMenu* menu() const { return m_menu; }

    QSize sizeHint() const override;

  Q_SIGNALS:
    void photosDropped(const QStringList& paths);
    void chooseRequested();
    void loopRequested();
    void severalRequested();
    void clearRequested();

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    QString caption() const;
    QRectF pictureRect() const;
    void openMenu();
    void setExpecting(bool expecting);

    State m_state;
    bool m_expecting = false;  // photos hover that a drop would set
    QMenu* m_menu;
    QAction* m_loop;
    QAction* m_clearAction;
    QToolButton* m_clear;
};

}  // namespace stillwave::ui
