#include "ui/docks/panel_rows.h"

#include <QApplication>
#include <QToolButton>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace stillwave::ui {

QFrame* panelLine() {
    auto* line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    return line;
}

QLabel* panelHeading(const QString& text) {
    auto* heading = new QLabel(text);
    setLook(heading, Look::heading);
    return heading;
}

int panelLabelWidth() {
    return QFontMetrics(QApplication::font()).averageCharWidth() * 16;
}

QLabel* panelLabel(const QString& text, QWidget* buddy) {
    auto* label = new QLabel(text);
    label->setBuddy(buddy);
    label->setFixedWidth(panelLabelWidth());
    return label;
}

QLabel* panelCaption(const char* name) {
    auto* caption = new QLabel;
    caption->setObjectName(QString::fromLatin1(name));
    caption->setWordWrap(true);
    caption->setTextFormat(Qt::PlainText);
    setLook(caption, Look::caption);
    return caption;
}

QScrollArea* panelScroll(QWidget* content, const QString& name, const QString& accessible) {
    auto* scroll = new QScrollArea;
    scroll->setObjectName(name);
    scroll->setAccessibleName(accessible);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    return scroll;
}

FoldedRows::FoldedRows(const QString& title, const QString& toggleName, const QString& tip, QWidget* parent)
    : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto* toggle = new QToolButton;
    toggle->setObjectName(toggleName);
    toggle->setAccessibleName(title);
    toggle->setToolTip(tip);
    toggle->setText(title);
    toggle->setCheckable(true);
    toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    toggle->setIcon(themeIcon(QStringLiteral("chevron-right")));
    auto* rest = new QWidget;
    m_rows = new QVBoxLayout(rest);
    m_rows->setContentsMargins(0, 0, 0, 0);
    rest->hide();
    column->addWidget(toggle, 0, Qt::AlignLeft);
    column->addWidget(rest);
    connect(toggle, &QToolButton::toggled, this, [toggle, rest](bool open) {
        rest->setVisible(open);
        toggle->setIcon(themeIcon(open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
    });
}

}  // namespace stillwave::ui
