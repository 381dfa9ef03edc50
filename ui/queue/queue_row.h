#pragma once

#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <QWidget>
#include <memory>

#include "ui/project/types.h"

class QMimeData;

namespace stillwave::ui {

/// What the queue shows of a job, or of a file that was written.
struct QueueItem {
    JobId id = noId;
    QString title;   ///< "coffee.png · seed 12", "coffee-1.mp4"
    QString status;  ///< "Step 3 of 25", "Waiting", why it failed, "1.2 MB"
    JobState state = JobState::waiting;
    double fraction = 0;  ///< of a running one, 0..1
    QString file;         ///< that was written; empty: it is a job

    bool isFile() const { return !file.isEmpty(); }
};

/// One job with its progress and what can be done about it; or a written file, which can be dragged out.
class QueueRow : public QWidget {
    Q_OBJECT

  public:
    explicit QueueRow(const QueueItem& item, QWidget* parent = nullptr);
    void setItem(const QueueItem& item);
    const QueueItem& item() const { return m_item; }
    /// What a drag of the file carries; nullptr for a job.
    std::unique_ptr<QMimeData> dragged() const;

  Q_SIGNALS:
    void cancelRequested(qint64 job);
    void retryRequested(qint64 job);
    void revealRequested(const QString& file);
    void copyRequested(const QString& file);
    void forgetRequested(qint64 job);  ///< the file stays

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
