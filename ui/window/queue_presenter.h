#pragma once

#include <QObject>

#include "ui/queue/queue_panel.h"
#include "ui/session/session.h"

namespace stillwave::ui {

class MessageBar;

/// Connects the session's queue with its panel and with the notices about finished batches.
class QueuePresenter : public QObject {
    Q_OBJECT

  public:
    QueuePresenter(Session* session, QueuePanel* panel, MessageBar* messages, QObject* parent);

    /// The queue in a few words: "Queue: 3 clips, 2 min 10 s left"; empty: nothing waits.
    QString summary() const;

  Q_SIGNALS:
    void summaryChanged(const QString& summary);

  private:
    void watchProject();
    void refresh();
    void refreshLive();
    void offerInterrupted();
    void announceBatch(int done, int failed);

    Session* m_session;
    QueuePanel* m_panel;
    MessageBar* m_messages;
};

}  // namespace stillwave::ui
