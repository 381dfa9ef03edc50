#include "ui/window/log_panel.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTime>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace stillwave::ui {
namespace {

constexpr int mostLines = 5000;

}  // namespace

LogPanel::LogPanel(QWidget* parent) : QWidget(parent), m_lines(new QPlainTextEdit(this)) {
    m_lines->setObjectName(QStringLiteral("log_lines"));
    m_lines->setReadOnly(true);
    m_lines->setMaximumBlockCount(mostLines);
    m_lines->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_lines->setAccessibleName(tr("Log"));
    m_lines->setToolTip(tr("What the worker says of its work"));
    m_lines->setPlaceholderText(tr("What the worker says of its work appears here."));
    const auto button = [this](const QString& text, const QString& name, const QString& tip) {
        auto* made = new QPushButton(text, this);
        made->setObjectName(name);
        made->setAccessibleName(text);
        made->setToolTip(tip);
        setLook(made, Look::link);
        return made;
    };
    auto* copy = button(tr("Copy all"), QStringLiteral("log_copy"), tr("Copies the whole log"));
    auto* clear = button(tr("Clear"), QStringLiteral("log_clear"), tr("Empties the log"));
    connect(copy, &QPushButton::clicked, this, [this] {
        m_lines->selectAll();
        m_lines->copy();
    });
    connect(clear, &QPushButton::clicked, m_lines, &QPlainTextEdit::clear);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(copy);
    buttons->addWidget(clear);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 4, 8, 8);
    column->addLayout(buttons);
    column->addWidget(m_lines);
}

void LogPanel::append(const QString& line) {
    m_lines->appendPlainText(QTime::currentTime().toString(QStringLiteral("HH:mm:ss  ")) + line);
}

}  // namespace stillwave::ui
