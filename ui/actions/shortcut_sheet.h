#pragma once

#include <QDialog>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

#include "ui/actions/actions.h"

namespace stillwave::ui {

/// A dialog that lists all actions by menu with their keys. The list can be searched; Enter or a click on a row records
/// a new key for its action.
class ShortcutSheet : public QDialog {
    Q_OBJECT

  public:
    explicit ShortcutSheet(Actions* actions, QWidget* parent = nullptr);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void fill();
    void filter(const QString& text);
    void record(QTreeWidgetItem* item);
    void finishRecording();
    std::optional<ActionId> currentAction() const;

    Actions* m_actions;
    QLineEdit* m_search;
    QTreeWidget* m_list;
    QLabel* m_message;
    QKeySequenceEdit* m_recorder;
    QPushButton* m_resetOne;
    std::optional<ActionId> m_recording;
};

}  // namespace stillwave::ui
