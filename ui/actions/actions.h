#pragma once

#include <QAction>
#include <QHash>
#include <QObject>
#include <QSettings>
#include <optional>

#include "ui/actions/action_table.h"

namespace stillwave::ui {

/// The QActions of the table, with the keys that the user chose. The window adds them to its menus; the actions of the
/// player's scope work in the widgets that were given for it.
class Actions : public QObject {
    Q_OBJECT

  public:
    /// `window` gets the actions of the window's scope. Rebindings are kept in `settings` under "shortcuts/KEY";
    /// nullptr stands for the application's own settings.
    explicit Actions(QWidget* window, QSettings* settings = nullptr);
    ~Actions() override;

    QAction* action(ActionId id) const;

    /// Makes the player's keys work while `widget` or a child of it has the focus.
    void addPlayerWidget(QWidget* widget);

    /// Disables an action and says why in its tip; an empty reason enables it again.
    void setBlocked(ActionId id, const QString& reason);
    /// Says in the action's tip what it costs now; empty: nothing is said.
    void setCost(ActionId id, const QString& cost);

    QList<QKeySequence> shortcuts(ActionId id) const;

    /// The other action that already has `keys`; empty: none has. Scopes make no difference, because the window's keys
    /// work inside the player too.
    std::optional<ActionId> conflict(ActionId id, const QKeySequence& keys) const;

    /// Gives the action `keys` in place of all its own; empty `keys` leave it without any. Returns false and changes
    /// nothing where another action has them.
    bool rebind(ActionId id, const QKeySequence& keys);
    void reset(ActionId id);
    void resetAll();
    bool isRebound(ActionId id) const;

  Q_SIGNALS:
    void shortcutsChanged();

  private:
    QString settingsKey(ActionId id) const;
    void readShortcuts(ActionId id);
    void describe(ActionId id);

    QSettings* m_settings;
    QHash<ActionId, QAction*> m_actions;
    QHash<ActionId, QString> m_blocked;
    QHash<ActionId, QString> m_costs;
};

}  // namespace stillwave::ui
