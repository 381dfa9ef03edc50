#pragma once

#include <QListWidget>
#include <QWidget>

#include "ui/queue/queue_row.h"

class QLabel;
class QPushButton;

namespace stillwave::ui {

/// A list whose rows can be dragged to another place. The list moves none itself; its owner does when it hears `moved`.
class QueueList : public QListWidget {
    Q_OBJECT

  public:
    using QListWidget::QListWidget;

  Q_SIGNALS:
    void moved(int from, int to);

  protected:
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

/// The Queue panel: the jobs in their order, each with its buttons, and below them the files that were written last.
class QueuePanel : public QWidget {
    Q_OBJECT

  public:
    explicit QueuePanel(QWidget* parent = nullptr);

    void setItems(const QList<QueueItem>& items);
    void updateItem(const QueueItem& item);
    void setSummary(const QString& text);
    void setPaused(bool paused);

  Q_SIGNALS:
    void moveRequested(qint64 job, int index);
    void cancelRequested(qint64 job);
    void retryRequested(qint64 job);
    void revealRequested(const QString& file);
    void copyRequested(const QString& file);
    void forgetRequested(qint64 job);
    void pauseToggled(bool paused);

  private:
    QueueRow* rowAt(int row) const;
    QueueRow* makeRow(const QueueItem& item);

    QLabel* m_summary;
    QPushButton* m_pause;
    QueueList* m_list;
    QList<QueueItem> m_items;
    bool m_paused = false;
};

}  // namespace stillwave::ui
