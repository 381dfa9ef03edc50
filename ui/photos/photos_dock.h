#pragma once

#include <QWidget>

#include "ui/photos/photos_model.h"

class QListView;
class QMenu;

namespace stillwave::ui {

/// The list of the project's photos. One is current, several can be selected. The dock asks for thumbnails as rows come
/// into sight.
class PhotosDock : public QWidget {
    Q_OBJECT

  public:
    explicit PhotosDock(QWidget* parent = nullptr);

    PhotosModel* model() const { return m_model; }
    void setSelection(const QList<PhotoId>& photos, PhotoId current);
    /// The window's actions that the context menu holds.
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
    bool m_setting = false;  // setSelection() is at work: the view's changes are not edits
    bool m_asking = false;   // askForThumbnails() has a call on its way
};

}  // namespace stillwave::ui
