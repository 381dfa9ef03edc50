#include <QAction>
#include <QHelpEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolTip>

#include "ui/timeline/drift_curve.h"
#include "ui/timeline/make_again_popup.h"
#include "ui/timeline/timeline.h"

using namespace stillwave::ui;

class TimelineAgainTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void thePopupAsksForTheStrength() {
        MakeAgainPopup popup;
        QSignalSpy confirmed(&popup, &MakeAgainPopup::confirmed);
        popup.setFrames(2, 8, 14);
        popup.setCost(QStringLiteral("Takes a while."));
        popup.popup({200, 400});
        QVERIFY(popup.isVisible());
        QCOMPARE(popup.findChild<QLabel*>(QStringLiteral("make_again_cost"))->text(), QStringLiteral("Takes a while."));
        auto* warning = popup.findChild<QLabel*>(QStringLiteral("make_again_warning"));
        QVERIFY(!warning->isVisible());
        popup.setDirected(true);
        QVERIFY(warning->isVisible() && warning->text().contains(QStringLiteral("jump")));
        // Where all frames are made again there are none to jump from.
        popup.setFrames(0, 13, 14);
        popup.setDirected(true);
        QVERIFY(warning->isVisible() && !warning->text().contains(QStringLiteral("jump")));
        popup.setFrames(2, 8, 14);
        popup.setDirected(false);
        QVERIFY(!warning->isVisible());
        auto* slider = popup.findChild<QSlider*>();
        QTest::keyClick(slider, Qt::Key_Home);
        const QString gentle = popup.findChild<QLabel*>(QStringLiteral("make_again_meaning"))->text();
        QTest::keyClick(slider, Qt::Key_End);
        QVERIFY(popup.findChild<QLabel*>(QStringLiteral("make_again_meaning"))->text() != gentle);
        QTest::keyClick(slider, Qt::Key_Left);
        QTest::mouseClick(popup.findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(confirmed.count(), 1);
        QCOMPARE(confirmed.at(0), (QList<QVariant>{2, 8, 0.95}));
        QVERIFY(!popup.isVisible());
        popup.popup({200, 400});
        QTest::keyClick(&popup, Qt::Key_Escape);
        QVERIFY(!popup.isVisible());
        QCOMPARE(confirmed.count(), 1);
        popup.popup({200, 400});
        QTest::keyClick(slider, Qt::Key_Return);
        QVERIFY(!popup.isVisible());
        QCOMPARE(confirmed.count(), 2);
    }

    void theTimelineOpensTheWindowsActions() {
        Timeline timeline;
        timeline.resize(900, 130);
        timeline.show();
        QAction again(QStringLiteral("Make these frames again…"));
        timeline.setMenuActions({&again});
        QContextMenuEvent event(QContextMenuEvent::Mouse, {100, 60}, timeline.mapToGlobal(QPoint(100, 60)));
        QApplication::sendEvent(&timeline, &event);
        QVERIFY(!timeline.findChild<QMenu*>());
        timeline.setFrameCount(14);
        QApplication::sendEvent(&timeline, &event);
        auto* menu = timeline.findChild<QMenu*>();
        QVERIFY(menu && menu->isVisible());
        QSignalSpy triggered(&again, &QAction::triggered);
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        QCOMPARE(triggered.count(), 1);
    }

    void theDriftTellsEachFrame() {
        DriftCurve curve;
        curve.resize(600, 80);
        curve.setSpan(14, 586);
        QVERIFY(curve.isEmpty());
        DriftCurve::Drift drift;
        for (int i = 0; i < 20; ++i) {
            drift.colour.append(i * 0.5);
            drift.sharpness.append(1 - i * 0.02);
            drift.flow.append(3);
        }
        drift.join = 14;
        curve.setDrift(drift);
        curve.show();
        QVERIFY(!curve.isEmpty());
        curve.setPosition(10);
        QVERIFY(curve.accessibleDescription().startsWith(QStringLiteral("Frame 11")));
        QVERIFY(curve.frameText(10).contains(QStringLiteral("colour 5.0 of 255")));
        QVERIFY(curve.frameText(10).contains(QStringLiteral("0.80")));
        QVERIFY(curve.frameText(10).contains(QStringLiteral("3.0 px")));
        // The dashed line of the join is where the fifteenth frame begins.
        const QRectF plot = curve.plotRect();
        QSignalSpy chosen(&curve, &DriftCurve::frameChosen);
        const QPoint fifteenth(qRound(plot.left() + plot.width() * 14.5 / 20), qRound(plot.center().y()));
        QTest::mouseClick(&curve, Qt::LeftButton, {}, fifteenth);
        QCOMPARE(chosen.at(0).at(0).toInt(), 14);
        QHelpEvent help(QEvent::ToolTip, fifteenth, curve.mapToGlobal(fifteenth));
        QApplication::sendEvent(&curve, &help);
        QCOMPARE(QToolTip::text(), curve.frameText(14));
        // Lists of another length are left out.
        drift.flow.removeLast();
        curve.setDrift(drift);
        curve.grab();
        QVERIFY(curve.frameText(19).contains(QStringLiteral("–")));
    }
};

QTEST_MAIN(TimelineAgainTest)
#include "timeline_again_test.moc"
