#include "ui/actions/actions.h"

#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QtTest>

#include "ui/actions/shortcut_sheet.h"

namespace stillwave::ui {

class ActionsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        m_window = std::make_unique<QWidget>();
    }

    void theTableIsSound() {
        QSet<QString> keys;
        QSet<QString> shortcuts;
        for (const ActionRow& row : actionTable()) {
            const QString key = QString::fromLatin1(row.key);
            QVERIFY2(!keys.contains(key), row.key);
            keys.insert(key);
            QVERIFY2(!row.displayHelp().isEmpty(), row.key);
            if (*row.icon)
                QVERIFY2(QFile::exists(QStringLiteral(":/icons/%1.svg").arg(QLatin1String(row.icon))), row.icon);
            for (const QKeySequence& sequence : row.defaultShortcuts()) {
                const QString text = sequence.toString();
                QVERIFY2(!text.isEmpty(), row.key);
                QVERIFY2(!shortcuts.contains(text), qPrintable(text));
                shortcuts.insert(text);
                if (text.size() == 1 && text[0].isLetter()) QCOMPARE(row.scope, ActionScope::player);
            }
            QCOMPARE(actionRow(row.id).key, row.key);
        }
    }

    void singleLettersWorkInsideThePlayerAlone() {
        Actions actions(m_window.get(), m_settings.get());
        QWidget player(m_window.get());
        actions.addPlayerWidget(&player);
        QAction* star = actions.action(ActionId::starTake);
        QCOMPARE(star->shortcutContext(), Qt::WidgetWithChildrenShortcut);
        QVERIFY(player.actions().contains(star));
        QVERIFY(!m_window->actions().contains(star));
        QVERIFY(m_window->actions().contains(actions.action(ActionId::generate)));
        QCOMPARE(star->objectName(), QStringLiteral("star_take"));
    }

    void aRebindingIsKept() {
        const QKeySequence keys(QStringLiteral("Ctrl+G"));
        {
            Actions actions(m_window.get(), m_settings.get());
            QSignalSpy changed(&actions, &Actions::shortcutsChanged);
            QVERIFY(actions.rebind(ActionId::generate, keys));
            QCOMPARE(changed.count(), 1);
        }
        Actions again(m_window.get(), m_settings.get());
        QCOMPARE(again.shortcuts(ActionId::generate), QList<QKeySequence>{keys});
        QVERIFY(again.isRebound(ActionId::generate));
        again.resetAll();
        QCOMPARE(again.shortcuts(ActionId::generate), actionRow(ActionId::generate).defaultShortcuts());
        QVERIFY(!again.isRebound(ActionId::generate));
    }

    void aConflictChangesNothing() {
        Actions actions(m_window.get(), m_settings.get());
        const QKeySequence taken(QStringLiteral("Ctrl+O"));
        QCOMPARE(actions.conflict(ActionId::generate, taken), std::optional(ActionId::openFiles));
        QVERIFY(!actions.rebind(ActionId::generate, taken));
        QCOMPARE(actions.shortcuts(ActionId::generate), actionRow(ActionId::generate).defaultShortcuts());
    }

    void aBlockedActionSaysWhy() {
        Actions actions(m_window.get(), m_settings.get());
        auto* extend = actions.action(ActionId::extendTake);
        const QString help = extend->toolTip();
        actions.setBlocked(ActionId::extendTake, QStringLiteral("There is no take."));
        QVERIFY(!extend->isEnabled());
        QVERIFY(extend->toolTip().startsWith(QStringLiteral("There is no take.")));
        QVERIFY(actions.rebind(ActionId::extendTake, QKeySequence(QStringLiteral("T"))));
        QVERIFY(extend->toolTip().startsWith(QStringLiteral("There is no take.")));
        actions.reset(ActionId::extendTake);
        actions.setBlocked(ActionId::extendTake, {});
        QVERIFY(extend->isEnabled());
        QCOMPARE(extend->toolTip(), help);
        actions.setCost(ActionId::extendTake, QStringLiteral("Takes a while."));
        QVERIFY(extend->toolTip().contains(QStringLiteral("Takes a while.")));
        actions.setCost(ActionId::extendTake, {});
        QCOMPARE(extend->toolTip(), help);
    }

    void resettingTakesTheKeyBack() {
        Actions actions(m_window.get(), m_settings.get());
        QVERIFY(actions.rebind(ActionId::starTake, QKeySequence(QStringLiteral("T"))));
        QVERIFY(actions.rebind(ActionId::rejectTake, QKeySequence(QStringLiteral("S"))));
        actions.reset(ActionId::starTake);
        QCOMPARE(actions.shortcuts(ActionId::starTake).first(), QKeySequence(QStringLiteral("S")));
        QCOMPARE(actions.shortcuts(ActionId::rejectTake).first(), QKeySequence(QStringLiteral("X")));
    }

    void theSheetRecordsByKeyboard() {
        Actions actions(m_window.get(), m_settings.get());
        ShortcutSheet sheet(&actions);
        sheet.show();
        auto* list = sheet.findChild<QTreeWidget*>(QStringLiteral("shortcut_list"));
        auto* recorder = sheet.findChild<QKeySequenceEdit*>(QStringLiteral("shortcut_recorder"));
        const auto find = [list](const QString& name) {
            return list->findItems(name, Qt::MatchExactly | Qt::MatchRecursive).value(0);
        };
        QVERIFY(find(QStringLiteral("Generate")));
        list->setCurrentItem(find(QStringLiteral("Generate")));
        QTest::keyClick(list, Qt::Key_Return);
        QVERIFY(recorder->isVisible());
        recorder->setKeySequence(QKeySequence(QStringLiteral("Ctrl+O")));
        Q_EMIT recorder->editingFinished();
        QVERIFY(!actions.isRebound(ActionId::generate));
        QVERIFY(sheet.findChild<QLabel*>(QStringLiteral("shortcut_message"))
                    ->text()
                    .contains(QStringLiteral("Open photos")));
        QTest::keyClick(list, Qt::Key_Return);
        recorder->setKeySequence(QKeySequence(QStringLiteral("Ctrl+G")));
        Q_EMIT recorder->editingFinished();
        QCOMPARE(actions.shortcuts(ActionId::generate).first(), QKeySequence(QStringLiteral("Ctrl+G")));

        sheet.findChild<QLineEdit*>(QStringLiteral("shortcut_search"))->setText(QStringLiteral("seeds"));
        QVERIFY(find(QStringLiteral("Generate"))->isHidden());
        QVERIFY(!find(QStringLiteral("Generate four seeds"))->isHidden());
    }

  private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<QWidget> m_window;
};

}  // namespace stillwave::ui

QTEST_MAIN(stillwave::ui::ActionsTest)
#include "actions_test.moc"
