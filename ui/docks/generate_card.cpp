#include "ui/docks/generate_card.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace stillwave::ui {

GenerateCard::GenerateCard(QWidget* parent)
    : QFrame(parent),
      m_headline(new QLabel),
      m_detail(new QLabel),
      m_memory(new QLabel),
      m_reason(new QLabel),
      m_generate(new QPushButton),
      m_four(new QPushButton(tr("4 seeds"))) {
    setLook(this, Look::card);
    auto* heading = new QLabel(tr("Before you start"));
    setLook(heading, Look::heading);
    setLook(m_headline, Look::headline);
    setLook(m_detail, Look::caption);
    setLook(m_reason, Look::caption);
    m_headline->setObjectName(QStringLiteral("prediction_headline"));
    m_detail->setObjectName(QStringLiteral("prediction_detail"));
    m_detail->setWordWrap(true);
    setLook(m_memory, Look::caption);
    m_memory->setObjectName(QStringLiteral("prediction_memory"));
    m_memory->setWordWrap(true);
    m_memory->hide();
    m_reason->setObjectName(QStringLiteral("generate_blocked_reason"));
    m_reason->setWordWrap(true);
    m_generate->setObjectName(QStringLiteral("generate_button"));
    m_generate->setIcon(themeIcon(QStringLiteral("sparkles"), ThemeColor::onAccent));
    m_generate->setIconSize(besideText());
    setLook(m_generate, Look::primary);
    m_four->setObjectName(QStringLiteral("generate_four_button"));
    m_four->setAccessibleName(tr("Generate four seeds"));
    m_four->setToolTip(tr("Makes four clips, each with its own seed."));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_generate, 1);
    buttons->addWidget(m_four);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->setSpacing(3);
    layout->addWidget(heading);
    layout->addWidget(m_headline);
    layout->addWidget(m_detail);
    layout->addWidget(m_memory);
    layout->addSpacing(5);
    layout->addLayout(buttons);
    layout->addWidget(m_reason);
    connect(m_generate, &QPushButton::clicked, this, [this] { Q_EMIT generateRequested(1); });
    connect(m_four, &QPushButton::clicked, this, [this] { Q_EMIT generateRequested(4); });
    setPrediction({}, {});
    setBlocked({});
    showButton();
}

void GenerateCard::setPrediction(const QString& headline, const QString& detail) {
    m_headline->setText(headline.isEmpty() ? tr("Not measured yet") : headline);
    m_detail->setText(headline.isEmpty() ? tr("The first clip on this machine tells how long it takes.") : detail);
}

void GenerateCard::setMemory(const QString& text, bool tooMuch) {
    m_memory->setText(text);
    m_memory->setVisible(!text.isEmpty());
    setLook(m_memory, tooMuch ? Look::danger : Look::caption);
}

void GenerateCard::setBlocked(const QString& reason) {
    m_generate->setEnabled(reason.isEmpty());
    m_four->setEnabled(reason.isEmpty());
    m_reason->setText(reason);
    m_reason->setVisible(!reason.isEmpty());
}

void GenerateCard::setGenerating(bool generating) {
    m_generating = generating;
    showButton();
}

void GenerateCard::setShortcutText(const QString& keys) {
    m_keys = keys;
    showButton();
}

void GenerateCard::showButton() {
    const QString text = m_generating ? tr("Add to queue") : tr("Generate");
    m_generate->setText(m_keys.isEmpty() ? text : tr("%1   %2", "a button and its key").arg(text, m_keys));
    m_generate->setAccessibleName(text);
    m_generate->setToolTip(m_generating ? tr("Makes another clip when the queue comes to it.")
                                        : tr("Makes a clip of each selected photo."));
}

}  // namespace stillwave::ui
