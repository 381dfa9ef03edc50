#pragma once

#include <QObject>
#include <QSet>

#include "ui/actions/actions.h"
#include "ui/session/session.h"

class QMenu;

namespace stillwave::ui {

class MessageBar;

/// The actions of the File menu: they let the artist choose projects, photos and models, and give them to the session.
class ProjectActions : public QObject {
    Q_OBJECT

  public:
    ProjectActions(Session* session, Actions* actions, MessageBar* messages, QWidget* window);

    void fillRecentMenu(QMenu* menu);
    void openProject(const QString& folder);
    void openPhotos();
    void openFolder();
    void addModel();
    void addModels(const QStringList& paths);
    void pastePhotos();
    /// Asks for the place where the photo is now, and retries its failed jobs.
    void findPhoto(PhotoId photo);
    /// Adds an image that has no file as a photo; it is saved in the project's folder.
    void addPhotoWithoutFile(const QImage& image);

  private:
    void newProject();
    void chooseProject();
    void renameProject();
    void tellReport();
    /// Asks once for each model of which nothing tells whether it is SVD or SVD-XT.
    void askForVariants();

    Session* m_session;
    MessageBar* m_messages;
    QWidget* m_window;
    QSet<QString> m_askedVariants;  ///< the models that were asked for
};

}  // namespace stillwave::ui
