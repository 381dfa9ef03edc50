#include "ui/window/failure_card.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "types/build_info.h"
#include "types/names.h"
#include "types/settings_json.h"
#include "ui/error_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace stillwave::ui {
namespace {

constexpr int widest = 460;  // px

QString reportOf(const Job& job, const QString& photoName) {
    const auto code = error_code_name(job.failure->code);
    return QStringLiteral("Stillwave %1\n%2: %3\n%4\n%5\n%6")
        .arg(QString::fromStdString(current_build().version), QString::fromUtf8(code.data(), code.size()), photoName,
             job.failure->message, job.failure->detail, QString::fromStdString(settings_to_json(job.settings.values)));
}

}  // namespace

FailureCard::FailureCard(QWidget* parent)
    : QFrame(parent),
      m_photo(new QLabel(this)),
      m_headline(new QLabel(this)),
      m_message(new QLabel(this)),
      m_remedy(new QPushButton(this)),
      m_more(new QToolButton(this)),
      m_others(new QMenu(this)) {
    setObjectName(QStringLiteral("failure_card"));
    setAccessibleName(tr("Why the clip failed"));
    setLook(this, Look::card);
    setMaximumWidth(widest);
    setLook(m_photo, Look::danger);
    setLook(m_headline, Look::headline);
    for (auto* label : {m_photo, m_headline, m_message}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_message->setAccessibleName(tr("Cause"));
    m_remedy->setObjectName(QStringLiteral("failure_remedy"));
    m_remedy->setAccessibleName(tr("Remedy"));
    m_remedy->setToolTip(tr("What most likely helps"));
    setLook(m_remedy, Look::primary);
    m_more->setObjectName(QStringLiteral("failure_more"));
    m_more->setIcon(themeIcon(QStringLiteral("chevron-down")));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(m_others);
    m_more->setAccessibleName(tr("Other remedies"));
    m_more->setToolTip(tr("Other remedies"));

    auto* copy = new QPushButton(tr("Copy details"), this);
    copy->setObjectName(QStringLiteral("failure_copy"));
    copy->setAccessibleName(copy->text());
    copy->setToolTip(tr("Copies the cause with all details, for a report"));
    connect(copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_report); });
    auto* dismiss = new QPushButton(tr("Dismiss"), this);
    dismiss->setObjectName(QStringLiteral("failure_dismiss"));
    dismiss->setAccessibleName(dismiss->text());
    dismiss->setToolTip(tr("Takes the failed clip out of the queue"));
    connect(dismiss, &QPushButton::clicked, this, [this] { Q_EMIT dismissed(m_job); });

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_remedy);
    buttons->addWidget(m_more);
    buttons->addStretch(1);
    buttons->addWidget(copy);
    buttons->addWidget(dismiss);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(8);
    column->addWidget(m_photo);
    column->addWidget(m_headline);
    column->addWidget(m_message);
    column->addSpacing(4);
    column->addLayout(buttons);
}

void FailureCard::setFailure(const Job& job, const QString& photoName, const QList<Session::Remedy>& remedies) {
    if (!job.failure || remedies.isEmpty()) return;
    m_job = job.id;
    m_report = reportOf(job, photoName);
    m_photo->setText(photoName);
    m_headline->setText(errorHeadline(job.failure->code));
    m_message->setText(job.failure->message);
    m_remedy->disconnect(this);
    m_remedy->setText(remedyText(remedies.first()));
    m_remedy->setAccessibleName(m_remedy->text());
    m_remedy->setToolTip(m_remedy->text());
    connect(m_remedy, &QPushButton::clicked, this,
            [this, remedy = remedies.first()] { Q_EMIT remedyChosen(m_job, remedy); });
    m_others->clear();
    for (const auto remedy : remedies.mid(1))
        m_others->addAction(remedyText(remedy), this, [this, remedy] { Q_EMIT remedyChosen(m_job, remedy); });
    m_more->setVisible(remedies.size() > 1);
}

}  // namespace stillwave::ui
