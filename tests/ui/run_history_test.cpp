#include "ui/session/run_history.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace stillwave;
using stillwave::ui::RunHistory;

namespace {

AnimationReport report(int steps, double step_seconds, double decode_seconds) {
    AnimationReport made;
    made.stage_seconds = {{"load", 1000}, {"image_encoder", 1}, {"vae_encode", 1}, {"decode", decode_seconds}};
    made.step_seconds.assign(static_cast<std::size_t>(steps), step_seconds);
    return made;
}

RunHistory::Work work() {
    return {QStringLiteral("starter"), QStringLiteral("cpu"), QStringLiteral("float32"), 256, 144, 14, true, false, {}};
}

}  // namespace

class RunHistoryTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

    QString file(const char* name) const { return m_dir.filePath(QLatin1String(name)); }

  private Q_SLOTS:
    void whatWasNotMeasuredIsNotPredicted() {
        RunHistory history(file("none/new/h.sqlite"));
        QVERIFY(!history.predict(work(), 4));
        history.add(work(), report(4, 2, 3));
        QVERIFY(history.predict(work(), 4));
        auto other = work();
        other.width = 512;
        QVERIFY(!history.predict(other, 4));
        other = work();
        other.guided = false;
        QVERIFY(!history.predict(other, 4));
        other = work();
        other.device = QStringLiteral("cuda:0");
        QVERIFY(!history.predict(other, 4));
    }

    void medianAndSpreadWithoutLoading() {
        RunHistory history(file("spread.sqlite"));
        history.add(work(), report(4, 2, 2));   // 12
        history.add(work(), report(4, 2, 10));  // 20
        history.add(work(), report(4, 2, 3));   // 13
        const auto prediction = history.predict(work(), 4);
        QCOMPARE(prediction->seconds, 13.0);
        QCOMPARE(prediction->least, 12.0);
        QCOMPARE(prediction->most, 20.0);
        QCOMPARE(prediction->clips, 3);
        QCOMPARE(prediction->secondsPerStep, 2.0);
        QCOMPARE(prediction->secondsAfterSampling, 3.0);
        // 2 s before sampling, 25 steps of 2 s, and the decoding.
        QCOMPARE(history.predict(work(), 25)->seconds, 55.0);
    }

    void theNewestRunsCount() {
        RunHistory history(file("newest.sqlite"));
        history.add(work(), report(4, 100, 2));
        for (int i = 0; i < 50; ++i) history.add(work(), report(4, 2, 2));
        const auto prediction = history.predict(work(), 4);
        QCOMPARE(prediction->clips, 50);
        QCOMPARE(prediction->most, 12.0);
    }

    void decodingAloneSaysNothing() {
        RunHistory history(file("decoded.sqlite"));
        history.add(work(), report(0, 0, 3));
        QVERIFY(!history.predict(work(), 4));
    }

    void itIsKept() {
        RunHistory(file("kept.sqlite")).add(work(), report(4, 2, 2));
        QVERIFY(RunHistory(file("kept.sqlite")).predict(work(), 4));
    }

    void anUnusableFileIsNoHistory() {
        QFile garbage(file("garbage.sqlite"));
        QVERIFY(garbage.open(QIODevice::WriteOnly));
        garbage.write(QByteArray(9000, 'x'));
        garbage.close();
        RunHistory history(garbage.fileName());
        history.add(work(), report(4, 2, 2));
        QVERIFY(!history.predict(work(), 4));
    }

    void settingsMakeTheWork() {
        AnimationSettings settings;
        settings.width = 256;
        settings.height = 144;
        settings.max_guidance_scale = 1;
        settings.detail = "photo";
        const auto made =
            RunHistory::workOf(settings, {}, QStringLiteral("m"), QStringLiteral("cpu"), QStringLiteral("f"));
        QCOMPARE(made.frames, 14);
        QVERIFY(!made.guided);
        QVERIFY(made.photoDetail);
        QVERIFY(made.directed.isEmpty());
        Controls controls;
        controls.keyframes = {"b.png", "c.png"};
        const auto directed =
            RunHistory::workOf(settings, controls, QStringLiteral("m"), QStringLiteral("cpu"), QStringLiteral("f"));
        RunHistory history(file("directed.sqlite"));
        history.add(made, report(4, 2, 2));
        QVERIFY(!history.predict(directed, 4));
    }
};

QTEST_GUILESS_MAIN(RunHistoryTest)

#include "run_history_test.moc"
