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
    /// nullptr: in the application's own settings.
    explicit Actions(QWidget* window, QSettings* settings = nullptr);
    ~Actions() override;

    QAction* action(ActionId id) const;

    /// Makes the player's keys work while `widget` or a child of it has the focus.
    void addPlayerWidget(QWidget* widget);

    QList<QKeySequence> shortcuts(ActionId id) const;

    /// Another action whose keys would clash: the same keys, where both could be meant.
    std::optional<ActionId> conflict(ActionId id, const QKeySequence& keys) const;

    /// False, and nothing changes, where there is a conflict. Empty keys: none.
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
};

}  // namespace stillwave::ui
