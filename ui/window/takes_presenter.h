#pragma once

#include <QObject>

#include "ui/session/session.h"
#include "ui/takes/takes_model.h"
#include "ui/window/take_thumbnails.h"

namespace stillwave::ui {

class TakesStrip;

/// Connects the session with the strip of takes.
class TakesPresenter : public QObject {
    Q_OBJECT

  public:
    TakesPresenter(Session* session, TakesStrip* strip, QObject* parent);

  Q_SIGNALS:
    void runningActivated();  ///< the generation that is running was clicked

  private:
    void refresh();
    void refreshRunning();
    TakeItem itemOf(const Take& take, int number);

    Session* m_session;
    TakesStrip* m_strip;
    TakeThumbnails m_thumbnails;
};

}  // namespace stillwave::ui
