#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/takes/takes_model.h"

class QListView;

namespace stillwave::ui {

class TakeDelegate;

/// A photo's takes side by side. Hovering plays one, a click or Enter shows it, S stars and X rejects it.
class TakesStrip : public QWidget {
    Q_OBJECT

  public:
    explicit TakesStrip(QWidget* parent = nullptr);

    TakesModel* model() const { return m_model; }
    /// The take that has the keyboard's focus, else the one on the stage; noId: there is none.
    TakeId selectedTake() const;

    QSize sizeHint() const override;

  Q_SIGNALS:
    void takeActivated(stillwave::ui::TakeId take);
    void ratingRequested(stillwave::ui::TakeId take, stillwave::ui::Rating rating);
    void restoreRequested(stillwave::ui::TakeId take);
    void variationsRequested(stillwave::ui::TakeId take);
    void extendRequested(stillwave::ui::TakeId take);
    void extendHereRequested();  ///< extends the take on the stage from the frame at the playhead

  public Q_SLOTS:
    /// Rate the selected take; a second call takes the rating back.
    void starSelected();
    void rejectSelected();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void activate(const QModelIndex& index);
    void toggleRating(const QModelIndex& index, Rating rating);
    QModelIndex selectedIndex() const;
    void hover(const QModelIndex& index);
    void playOn();
    void showMenu(const QPoint& place);
    void fitItems();

    TakesModel* m_model;
    TakeDelegate* m_delegate;
    QListView* m_view;
    QTimer m_hoverTimer;
    QPersistentModelIndex m_hovered;
    int m_hoverFrame = 0;
};

}  // namespace stillwave::ui
