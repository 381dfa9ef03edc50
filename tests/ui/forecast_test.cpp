// Tests of the forecast of a clip's time and memory, and of the menu that limits the memory.
#include "ui/session/forecast.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QSettings>
#include <QtTest>

#include "ui/fake_engine.h"
#include "ui/studio_rig.h"

using namespace stillwave;
using namespace stillwave::ui;
using namespace stillwave::ui::test;

class ForecastTest : public QObject {
    Q_OBJECT

    std::shared_ptr<stillwave::test::Script> m_script;
    std::unique_ptr<StudioRig> m_studio;

    void startStudio() {
        m_studio.reset();
        m_studio = std::make_unique<StudioRig>(
            [script = m_script] { return std::make_unique<stillwave::test::FakeEngine>(script); });
    }

    void addPhotos() const {
        QStringList paths;
        for (const auto* name : {"a.png", "b.png"}) {
            QFile made(m_studio->path(QLatin1String(name)));
            QVERIFY(made.open(QIODevice::WriteOnly));
            paths << made.fileName();
        }
        m_studio->session()->addFiles(paths);
        QTRY_COMPARE(m_studio->session()->project()->photos().size(), 2);
    }

    QLabel* memory() const { return m_studio->find<QLabel>("prediction_memory"); }
    QString headline() const { return m_studio->find<QLabel>("prediction_headline")->text(); }
    const Forecast* forecast() const { return m_studio->session()->forecast(); }

    QAction* choice(const QString& text) const {
        for (auto* action : m_studio->find<QMenu>("memory_menu")->actions())
            if (action->text() == text) return action;
        return nullptr;
    }

  private Q_SLOTS:
    void initTestCase() {
        isolate();
        applyTheme(*qApp, theme());
    }

    void init() {
        QSettings().clear();
        m_script = std::make_shared<stillwave::test::Script>();
        startStudio();
    }

    void cleanup() {
        m_studio.reset();
        m_script.reset();
    }

    void nothingIsAskedWithoutAPhoto() {
        QTest::qWait(600);
        QCOMPARE(m_script->estimates, 0);
        QCOMPARE(m_script->preparations, 0);
        QVERIFY(memory()->isHidden());
    }

    void timeAndMemoryAreToldAndTheModelIsMadeReadyOnce() {
        addPhotos();
        QTRY_VERIFY(forecast()->estimate());
        QCOMPARE(headline(), QStringLiteral("About 1 min 30 s"));
        QVERIFY2(memory()->text().startsWith(QStringLiteral("Takes 1.1 GB")), qPrintable(memory()->text()));
        QVERIFY(memory()->isVisible());
        m_studio->shoot(QStringLiteral("forecast"));

        const int asked = m_script->estimates;
        m_studio->session()->setValue(QStringLiteral("motion_bucket_id"), std::int64_t{90});
        QVERIFY2(!forecast()->estimate(), "what was told is not of these settings");
        QTRY_VERIFY(forecast()->estimate());
        QCOMPARE(m_script->estimates, asked + 1);
        QCOMPARE(m_script->preparations, 1);
    }

    void draggingASliderAsksOnce() {
        addPhotos();
        QTRY_VERIFY(forecast()->estimate());
        const int asked = m_script->estimates;
        for (int value = 1; value <= 20; ++value) {
            m_studio->session()->setValue(QStringLiteral("motion_bucket_id"), std::int64_t{value});
            QTest::qWait(10);
        }
        QTRY_VERIFY(forecast()->estimate());
        QTest::qWait(400);
        QCOMPARE(m_script->estimates, asked + 1);
    }

    void whatIsBeingMadeIsNotDisturbed() {
        addPhotos();
        QTRY_VERIFY(forecast()->estimate());
        m_script->step_ms = 100;
        makeSmall(m_studio->session(), 10);
        m_studio->session()->generate(1);
        QTRY_VERIFY(m_studio->session()->queue()->live());
        const int asked = m_script->estimates;
        m_studio->session()->setValue(QStringLiteral("fps"), std::int64_t{9});
        QTest::qWait(500);
        QVERIFY(m_studio->session()->queue()->live());
        QCOMPARE(m_script->estimates, asked);
        QTRY_VERIFY_WITH_TIMEOUT(!m_studio->session()->queue()->live(), 20000);
        QTRY_VERIFY(forecast()->estimate());
        // A clip was measured by now, and its time is told instead of the estimate.
        QVERIFY2(headline() != QStringLiteral("About 1 min 30 s"), qPrintable(headline()));
    }

    void theMemoryChosenIsTheClipsAndIsRemembered() {
        addPhotos();
        QTRY_VERIFY(forecast()->estimate());
        QVERIFY(forecast()->estimate()->fits);
        QVERIFY(choice(QStringLiteral("&Automatic"))->isChecked());
        auto* two = choice(QStringLiteral("At most 2 GB"));
        QVERIFY(two);
        two->trigger();
        QTRY_VERIFY(forecast()->estimate());
        QCOMPARE(forecast()->estimate()->budget_bytes, 2'000'000'000U);
        makeSmall(m_studio->session());
        m_studio->session()->generate(1);
        QTRY_COMPARE(m_script->seen().size(), 1U);
        QCOMPARE(m_script->seen().front().memory_budget_bytes, 2'000'000'000U);

        startStudio();
        QVERIFY(choice(QStringLiteral("At most 2 GB"))->isChecked());
        QCOMPARE(forecast()->memoryBudgetBytes(), 2'000'000'000U);
    }

    void whatDoesNotFitIsSaid() {
        QSettings().setValue(QStringLiteral("clips/memory_budget_bytes"), 1'000'000'000ULL);
        startStudio();
        addPhotos();
        QTRY_VERIFY(forecast()->estimate());
        QVERIFY2(memory()->text().contains(QStringLiteral("only 1.0 GB")), qPrintable(memory()->text()));
        QVERIFY2(choice(QStringLiteral("At most 1 GB")), "what was chosen is shown, whatever the machine");
        m_studio->shoot(QStringLiteral("forecast_too_much"));
    }
};

QTEST_MAIN(ForecastTest)
#include "forecast_test.moc"
