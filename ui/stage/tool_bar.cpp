#include "ui/stage/tool_bar.h"

#include <QAction>
#include <QToolButton>
#include <QVBoxLayout>

namespace stillwave::ui {
namespace {

constexpr int iconSide = 20;  // px

}  // namespace

ToolBar::ToolBar(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("tool_bar"));
    setAccessibleName(tr("Drawing tools"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 8, 2, 8);
    column->setSpacing(2);
    column->addStretch();
}

void ToolBar::setTools(const QList<QAction*>& tools) {
    auto* column = static_cast<QVBoxLayout*>(layout());
    for (auto* action : tools) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setObjectName(QStringLiteral("tool_") + action->objectName());
        button->setAccessibleName(action->text().remove(u'&'));
        button->setIconSize({iconSide, iconSide});
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        column->insertWidget(column->count() - 1, button);
    }
}

}  // namespace stillwave::ui
