#include "ui/actions/actions.h"

#include <QWidget>

#include "ui/theme/icons.h"

namespace stillwave::ui {

Actions::Actions(QWidget* window, QSettings* settings)
    : QObject(window), m_settings(settings ? settings : new QSettings(this)) {
    for (const ActionRow& row : actionTable()) {
        auto* action = new QAction(row.displayText(), this);
        action->setObjectName(QString::fromLatin1(row.key));
        action->setCheckable(row.checkable);
        if (*row.icon) action->setIcon(themeIcon(QString::fromLatin1(row.icon)));
        action->setShortcutContext(row.scope == ActionScope::window ? Qt::WindowShortcut
                                                                    : Qt::WidgetWithChildrenShortcut);
        m_actions.insert(row.id, action);
        if (row.scope == ActionScope::window) window->addAction(action);
        readShortcuts(row.id);
    }
}

Actions::~Actions() = default;

QAction* Actions::action(ActionId id) const {
    return m_actions.value(id);
}

void Actions::addPlayerWidget(QWidget* widget) {
    for (const ActionRow& row : actionTable())
        if (row.scope == ActionScope::player) widget->addAction(m_actions.value(row.id));
}

void Actions::setBlocked(ActionId id, const QString& reason) {
    m_blocked[id] = reason;
    m_actions.value(id)->setEnabled(reason.isEmpty());
    describe(id);
}

void Actions::setCost(ActionId id, const QString& cost) {
    m_costs[id] = cost;
    describe(id);
}

QList<QKeySequence> Actions::shortcuts(ActionId id) const {
    return m_actions.value(id)->shortcuts();
}

std::optional<ActionId> Actions::conflict(ActionId id, const QKeySequence& keys) const {
    if (keys.isEmpty()) return {};
    // The window's keys work inside the player too, so every action counts, whatever its scope.
    for (const ActionRow& row : actionTable())
        if (row.id != id && m_actions.value(row.id)->shortcuts().contains(keys)) return row.id;
    return {};
}

bool Actions::rebind(ActionId id, const QKeySequence& keys) {
    if (conflict(id, keys)) return false;
    m_settings->setValue(settingsKey(id), keys.toString(QKeySequence::PortableText));
    readShortcuts(id);
    Q_EMIT shortcutsChanged();
    return true;
}

void Actions::reset(ActionId id) {
    m_settings->remove(settingsKey(id));
    // Another action that was given one of the default keys is reset too.
    for (const QKeySequence& keys : actionRow(id).defaultShortcuts())
        if (const auto rival = conflict(id, keys)) {
            m_settings->remove(settingsKey(*rival));
            readShortcuts(*rival);
        }
    readShortcuts(id);
    Q_EMIT shortcutsChanged();
}

void Actions::resetAll() {
    m_settings->remove(QStringLiteral("shortcuts"));
    for (const ActionRow& row : actionTable()) readShortcuts(row.id);
    Q_EMIT shortcutsChanged();
}

bool Actions::isRebound(ActionId id) const {
    return m_settings->contains(settingsKey(id));
}

QString Actions::settingsKey(ActionId id) const {
    return QStringLiteral("shortcuts/") + QString::fromLatin1(actionRow(id).key);
}

void Actions::readShortcuts(ActionId id) {
    QList<QKeySequence> keys = actionRow(id).defaultShortcuts();
    if (isRebound(id)) {
        const QKeySequence chosen(m_settings->value(settingsKey(id)).toString(), QKeySequence::PortableText);
        keys = chosen.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{chosen};
    }
    m_actions.value(id)->setShortcuts(keys);
    describe(id);
}

void Actions::describe(ActionId id) {
    QAction* action = m_actions.value(id);
    const QString& blocked = m_blocked[id];
    const QString cost = m_costs.value(id);
    const QString usual = actionRow(id).displayHelp();
    const QString help = !blocked.isEmpty() ? blocked : cost.isEmpty() ? usual : usual + QLatin1Char(' ') + cost;
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    action->setStatusTip(help);
    action->setToolTip(keys.isEmpty() ? help : tr("%1 (%2)", "what it does (its key)").arg(help, keys));
}

}  // namespace stillwave::ui
