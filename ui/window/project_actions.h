#pragma once

#include <QObject>

#include "ui/actions/actions.h"
#include "ui/session/session.h"

class QMenu;

namespace stillwave::ui {

class MessageBar;

/// What File does: projects, photos and models are chosen here and given to the session.
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
    /// Asks where the photo is now, and makes its failed clips again.
    void findPhoto(PhotoId photo);
    /// Pixels without a file: kept in the project's folder.
    void addPicture(const QImage& picture);

  private:
    void newProject();
    void chooseProject();
    void renameProject();
    void tellReport();

    Session* m_session;
    MessageBar* m_messages;
    QWidget* m_window;
};

}  // namespace stillwave::ui
