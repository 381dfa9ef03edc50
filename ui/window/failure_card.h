#pragma once

#include <QFrame>
#include <QList>

#include "ui/session/session.h"

class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace stillwave::ui {

/// The card on the stage that tells why a photo's clip failed and offers remedies, the first of them by one click.
class FailureCard : public QFrame {
    Q_OBJECT

  public:
    explicit FailureCard(QWidget* parent = nullptr);

    /// `remedies`: the first is the button, the others are in its menu.
    void setFailure(const Job& job, const QString& photoName, const QList<Session::Remedy>& remedies);
    JobId job() const { return m_job; }

  Q_SIGNALS:
    void remedyChosen(qint64 job, stillwave::ui::Session::Remedy remedy);
    void dismissed(qint64 job);

  private:
    JobId m_job = noId;
    QString m_report;  // the text that is copied to the clipboard
    QLabel* m_photo;
    QLabel* m_headline;
    QLabel* m_message;
    QPushButton* m_remedy;
    QToolButton* m_more;
    QMenu* m_others;
};

}  // namespace stillwave::ui
