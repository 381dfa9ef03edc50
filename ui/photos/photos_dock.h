#pragma once

#include <QWidget>

#include "ui/photos/photos_model.h"

class QListView;
class QMenu;

namespace stillwave::ui {

/// The project's photos: one is current, several can be selected. Thumbnails are asked for as rows come into sight.
class PhotosDock : public QWidget {
    Q_OBJECT

  public:
    explicit PhotosDock(QWidget* parent = nullptr);

    PhotosModel* model() const { return m_model; }
    void setSelection(const QList<PhotoId>& photos, PhotoId current);
    /// What the context menu holds: actions of the window.
    void setMenuActions(const QList<QAction*>& actions);

  Q_SIGNALS:
    void selectionEdited(const QList<stillwave::ui::PhotoId>& photos, stillwave::ui::PhotoId current);
    void openRequested();
    void thumbnailWanted(stillwave::ui::PhotoId photo);
    void showInFolderRequested(stillwave::ui::PhotoId photo);

  protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void tellSelection();
    void askForThumbnails();
    void showMenu(const QPoint& place);

    PhotosModel* m_model;
    QListView* m_view;
    QList<QAction*> m_menuActions;
    bool m_setting = false;  // the selection comes from outside
    bool m_asking = false;
};

}  // namespace stillwave::ui
