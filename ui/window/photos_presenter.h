#pragma once

#include <QObject>

#include "ui/photos/photos_model.h"
#include "ui/session/session.h"

namespace stillwave::ui {

class PhotosDock;

/// Connects the session's photos with their dock.
class PhotosPresenter : public QObject {
    Q_OBJECT

  public:
    PhotosPresenter(Session* session, PhotosDock* dock, QObject* parent);

  private:
    void watchProject();
    void refresh();
    void refreshPhoto(PhotoId photo);
    void refreshPhotos();
    void refreshLive();
    void showSelection();
    PhotoItem itemOf(const Photo& photo) const;

    Session* m_session;
    PhotosDock* m_dock;
};

}  // namespace stillwave::ui
