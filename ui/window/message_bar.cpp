#include "ui/window/message_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace stillwave::ui {
namespace {

constexpr int mostMessages = 4;
constexpr int iconSide = 16;  // px

QIcon iconOf(MessageBar::Kind kind) {
    switch (kind) {
        case MessageBar::Kind::info:
            return themeIcon(QStringLiteral("info"), ThemeColor::accent);
        case MessageBar::Kind::warning:
            return themeIcon(QStringLiteral("triangle-alert"), ThemeColor::warning);
        case MessageBar::Kind::error:
            return themeIcon(QStringLiteral("circle-alert"), ThemeColor::danger);
    }
    return {};
}

}  // namespace

MessageBar::MessageBar(QWidget* parent) : QWidget(parent), m_rows(new QVBoxLayout(this)) {
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(4);
    setObjectName(QStringLiteral("message_bar"));
    setAccessibleName(tr("Notices"));
    setVisible(false);
}

void MessageBar::show(const Message& message) {
    if (!message.key.isEmpty()) dismiss(message.key);
    auto* row = new QFrame(this);
    row->setObjectName(message.key);
    row->setAccessibleName(message.text);
    setLook(row, Look::card);
    auto* column = new QVBoxLayout(row);
    column->setContentsMargins(10, 4, 4, 4);
    column->setSpacing(2);
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    column->addLayout(line);

    auto* icon = new QLabel(row);
    icon->setPixmap(iconOf(message.kind).pixmap(QSize(iconSide, iconSide), devicePixelRatioF()));
    line->addWidget(icon);
    auto* text = new QLabel(message.text, row);
    text->setWordWrap(true);
    text->setTextFormat(Qt::PlainText);
    line->addWidget(text, 1);
    const auto close = [this, row] {
        row->hide();
        row->setObjectName({});
        row->deleteLater();
        m_rows->removeWidget(row);
        setVisible(m_rows->count() > 0);
    };
    const auto addButton = [&](const QString& label, auto clicked) {
        auto* button = new QPushButton(label, row);
        button->setObjectName(QStringLiteral("message_action"));
        button->setAccessibleName(label);
        button->setToolTip(label);
        setLook(button, Look::link);
        connect(button, &QPushButton::clicked, row, clicked);
        line->addWidget(button);
    };
    if (!message.details.isEmpty()) {
        auto* details = new QLabel(message.details, row);
        details->setWordWrap(true);
        details->setTextFormat(Qt::PlainText);
        details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        details->setAccessibleName(tr("Details"));
        setLook(details, Look::caption);
        details->hide();
        column->addWidget(details);
        addButton(tr("Details"), [details] { details->setVisible(!details->isVisible()); });
    }
    for (const auto& [label, action] : message.actions)
        addButton(label, [close, action = action] {
            close();
            action();
        });
    auto* dismissButton = new QToolButton(row);
    dismissButton->setObjectName(QStringLiteral("message_dismiss"));
    dismissButton->setIcon(themeIcon(QStringLiteral("x")));
    dismissButton->setAccessibleName(tr("Dismiss this notice"));
    dismissButton->setToolTip(tr("Dismiss this notice"));
    connect(dismissButton, &QToolButton::clicked, row, close);
    line->addWidget(dismissButton);

    if (message.secondsShown > 0) QTimer::singleShot(message.secondsShown * 1000, row, close);
    m_rows->addWidget(row);
    while (m_rows->count() > mostMessages) {
        const std::unique_ptr<QLayoutItem> oldest(m_rows->takeAt(0));
        oldest->widget()->deleteLater();
    }
    setVisible(true);
}

void MessageBar::dismiss(const QString& key) {
    auto* row = findChild<QFrame*>(key, Qt::FindDirectChildrenOnly);
    if (!row) return;
    m_rows->removeWidget(row);
    row->setObjectName({});
    row->hide();
    row->deleteLater();
    setVisible(m_rows->count() > 0);
}

int MessageBar::count() const {
    return m_rows->count();
}

}  // namespace stillwave::ui
