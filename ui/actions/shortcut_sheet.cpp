#include "ui/actions/shortcut_sheet.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace stillwave::ui {
namespace {

constexpr int idRole = Qt::UserRole;

QString plain(QString text) {
    return text.remove(QLatin1Char('&')).remove(QStringLiteral("…"));
}

template <class W>
W* named(W* widget, const char* name, const QString& accessible, const QString& tip) {
    widget->setObjectName(QString::fromLatin1(name));
    widget->setAccessibleName(accessible);
    widget->setToolTip(tip);
    return widget;
}

}  // namespace

ShortcutSheet::ShortcutSheet(Actions* actions, QWidget* parent)
    : QDialog(parent),
      m_actions(actions),
      m_search(named(new QLineEdit, "shortcut_search", tr("Search"), tr("Finds actions by name or key."))),
      m_list(named(new QTreeWidget, "shortcut_list", tr("Keyboard shortcuts"),
                   tr("Press Enter or double-click to record another key."))),
      m_message(new QLabel),
      m_recorder(named(new QKeySequenceEdit, "shortcut_recorder", tr("New key"), tr("Press the new key."))),
      m_resetOne(named(new QPushButton(tr("Reset this one")), "shortcut_reset", tr("Reset this one"),
                       tr("Gives the chosen action its own key back."))) {
    setObjectName(QStringLiteral("shortcut_sheet"));
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(620, 620);
    m_search->setPlaceholderText(tr("Search for an action or a key"));
    m_search->setClearButtonEnabled(true);
    m_list->setColumnCount(2);
    m_list->setHeaderLabels({tr("Action"), tr("Keys")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_message->setObjectName(QStringLiteral("shortcut_message"));
    m_message->setWordWrap(true);
    setLook(m_message, Look::caption);
    m_recorder->hide();
    m_recorder->installEventFilter(this);
    m_list->installEventFilter(this);
    auto* resetAll = named(new QPushButton(tr("Reset all")), "shortcut_reset_all", tr("Reset all"),
                           tr("Gives every action its own key back."));
    auto* close = named(new QPushButton(tr("Close")), "shortcut_close", tr("Close"), tr("Closes this list."));
    for (QPushButton* button : {m_resetOne, resetAll, close}) button->setAutoDefault(false);

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_resetOne);
    buttons->addWidget(resetAll);
    buttons->addStretch();
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(m_list);
    layout->addWidget(m_message);
    layout->addWidget(m_recorder);
    layout->addLayout(buttons);

    connect(m_search, &QLineEdit::textChanged, this, &ShortcutSheet::filter);
    connect(m_list, &QTreeWidget::itemDoubleClicked, this, &ShortcutSheet::record);
    connect(m_list, &QTreeWidget::currentItemChanged, this,
            [this] { m_resetOne->setEnabled(currentAction().has_value()); });
    connect(m_recorder, &QKeySequenceEdit::editingFinished, this, &ShortcutSheet::finishRecording);
    connect(m_resetOne, &QPushButton::clicked, this, [this] {
        if (const auto id = currentAction()) m_actions->reset(*id);
    });
    connect(resetAll, &QPushButton::clicked, m_actions, &Actions::resetAll);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_actions, &Actions::shortcutsChanged, this, &ShortcutSheet::fill);
    fill();
}

void ShortcutSheet::fill() {
    const auto chosen = currentAction();
    m_list->clear();
    QHash<ActionMenu, QTreeWidgetItem*> groups;
    for (const ActionRow& row : actionTable()) {
        QTreeWidgetItem*& group = groups[row.menu];
        if (!group) {
            group = new QTreeWidgetItem(m_list, {plain(actionMenuTitle(row.menu))});
            group->setFlags(Qt::ItemIsEnabled);
            group->setForeground(0, themeColor(ThemeColor::subtleText));
            group->setExpanded(true);
        }
        auto* item = new QTreeWidgetItem(
            group, {plain(row.displayText()),
                    QKeySequence::listToString(m_actions->shortcuts(row.id), QKeySequence::NativeText)});
        item->setData(0, idRole, static_cast<int>(row.id));
        item->setToolTip(0, row.displayHelp());
        if (m_actions->isRebound(row.id)) item->setForeground(1, themeColor(ThemeColor::accent));
        if (chosen == row.id) m_list->setCurrentItem(item);
    }
    m_message->setText(tr("Choose an action and press Enter to give it another key."));
    m_resetOne->setEnabled(currentAction().has_value());
    filter(m_search->text());
}

void ShortcutSheet::filter(const QString& text) {
    for (int g = 0; g < m_list->topLevelItemCount(); ++g) {
        QTreeWidgetItem* group = m_list->topLevelItem(g);
        bool any = false;
        for (int i = 0; i < group->childCount(); ++i) {
            QTreeWidgetItem* item = group->child(i);
            const bool found =
                item->text(0).contains(text, Qt::CaseInsensitive) || item->text(1).contains(text, Qt::CaseInsensitive);
            item->setHidden(!found);
            any = any || found;
        }
        group->setHidden(!any);
    }
}

std::optional<ActionId> ShortcutSheet::currentAction() const {
    const QTreeWidgetItem* item = m_list->currentItem();
    if (!item || !item->data(0, idRole).isValid()) return {};
    return static_cast<ActionId>(item->data(0, idRole).toInt());
}

void ShortcutSheet::record(QTreeWidgetItem* item) {
    if (!item || !item->data(0, idRole).isValid()) return;
    m_recording = static_cast<ActionId>(item->data(0, idRole).toInt());
    m_message->setText(tr("Press the new key for “%1”. Esc leaves it as it is.").arg(item->text(0)));
    m_recorder->clear();
    m_recorder->show();
    m_recorder->setFocus();
}

void ShortcutSheet::finishRecording() {
    if (!m_recording) return;
    const ActionId id = *m_recording;
    const QKeySequence all = m_recorder->keySequence();
    m_recording.reset();
    m_recorder->hide();
    m_list->setFocus();
    if (all.isEmpty()) return;
    const QKeySequence keys(all[0]);
    if (const auto rival = m_actions->conflict(id, keys)) {
        m_message->setText(tr("%1 already belongs to “%2”. Nothing was changed.")
                               .arg(keys.toString(QKeySequence::NativeText), plain(actionRow(*rival).displayText())));
        return;
    }
    m_actions->rebind(id, keys);
}

bool ShortcutSheet::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (watched == m_list && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
            record(m_list->currentItem());
            return true;
        }
        if (watched == m_recorder && key == Qt::Key_Escape &&
            static_cast<QKeyEvent*>(event)->modifiers() == Qt::NoModifier) {
            m_recorder->clear();
            finishRecording();
            fill();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

}  // namespace stillwave::ui
