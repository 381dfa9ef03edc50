#pragma once

#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <QWidget>
#include <memory>

#include "ui/project/types.h"

class QMimeData;

namespace stillwave::ui {

/// The texts and state of one row of the queue: a job, or a file that an export wrote.
struct QueueItem {
    JobId id = noId;
    QString title;   ///< "coffee.png · seed 12", "coffee-1.mp4"
    QString status;  ///< "Step 3 of 25", "Waiting", why it failed, "1.2 MB"
    JobState state = JobState::waiting;
    double fraction = 0;  ///< how far a running job is, 0..1
    QString file;         ///< the file that was written; empty: the row is a job

    bool isFile() const { return !file.isEmpty(); }
};

/// The widget of one QueueItem: a job with its progress and buttons, or a written file, which can be dragged out of the
/// window.
class QueueRow : public QWidget {
    Q_OBJECT

  public:
    explicit QueueRow(const QueueItem& item, QWidget* parent = nullptr);
    void setItem(const QueueItem& item);
    const QueueItem& item() const { return m_item; }
    /// The data that a drag of the written file carries; nullptr for a job.
    std::unique_ptr<QMimeData> dragged() const;

  Q_SIGNALS:
    void cancelRequested(qint64 job);
    void retryRequested(qint64 job);
    void revealRequested(const QString& file);
    void copyRequested(const QString& file);
    void forgetRequested(qint64 job);  ///< take the file off the list; the file itself stays

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

  private:
    QToolButton* addButton(const QString& name, const QString& icon, const QString& text);
    void showTexts();

    QueueItem m_item;
    QLabel* m_title;
    QLabel* m_status;
    QProgressBar* m_bar;
    QToolButton* m_retry;
    QToolButton* m_cancel;
    QToolButton* m_reveal;
    QToolButton* m_copy;
    QToolButton* m_forget;
    QPoint m_pressed;
};

}  // namespace stillwave::ui
