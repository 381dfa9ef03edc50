#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include "svd/guidance.h"
#include "ui/docks/guidance_curve.h"
#include "ui/docks/settings_panel.h"

using namespace stillwave;
using namespace stillwave::ui;

namespace {

struct Rig {
    Rig() {
        curve.resize(216, 116);  // 200 x 100 px between the margins
        curve.setText(QStringLiteral("0:0 0.5:1 1:0.5"));
        curve.show();
    }
    QString last() const { return edited.last().at(0).toString(); }

    GuidanceCurve curve;
    QSignalSpy edited{&curve, &GuidanceCurve::edited};
};

QPoint spot(double time, double share) {
    return QPointF(8 + time * 200, 108 - share * 100).toPoint();
}

}  // namespace

class GuidanceCurveTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void itsTextIsTheEngines() {
        Rig rig;
        QTest::mouseClick(&rig.curve, Qt::LeftButton, {}, spot(0.25, 0.8));
        QCOMPARE(rig.last(), QStringLiteral("0:0 0.25:0.8 0.5:1 1:0.5"));
        const auto points = svd::parse_guidance_curve(rig.last().toStdString());
        QCOMPARE(points.size(), 4U);
        QCOMPARE(points.at(1).time, 0.25);
        QCOMPARE(points.at(1).share, 0.8);
        rig.curve.setText(QStringLiteral("1:0 0:1"));
        QCOMPARE(rig.curve.text(), QString());
        rig.curve.setText(QStringLiteral("0:0 nonsense"));
        QCOMPARE(rig.curve.text(), QString());
    }

    void pointsAreDraggedBetweenTheirNeighbours() {
        Rig rig;
        QTest::mousePress(&rig.curve, Qt::LeftButton, {}, spot(0.5, 1));
        QTest::mouseMove(&rig.curve, spot(0.7, 0.2));
        QCOMPARE(rig.last(), QStringLiteral("0:0 0.7:0.2 1:0.5"));
        QTest::mouseMove(&rig.curve, spot(1.4, -3));
        QTest::mouseRelease(&rig.curve, Qt::LeftButton, {}, spot(1.4, -3));
        QCOMPARE(rig.last(), QStringLiteral("0:0 0.99:0 1:0.5"));
    }

    void doubleClickAndDeleteRemove() {
        Rig rig;
        QTest::mouseDClick(&rig.curve, Qt::LeftButton, {}, spot(0.5, 1));
        QCOMPARE(rig.last(), QStringLiteral("0:0 1:0.5"));
        QTest::keyClick(&rig.curve, Qt::Key_PageDown);
        QTest::keyClick(&rig.curve, Qt::Key_Delete);
        QCOMPARE(rig.last(), QStringLiteral("0:0"));
        const auto count = rig.edited.count();
        QTest::keyClick(&rig.curve, Qt::Key_Delete);
        QCOMPARE(rig.edited.count(), count);
    }

    void keysAddAndMove() {
        Rig rig;
        rig.curve.setText(QStringLiteral("0:0 1:1"));
        QTest::keyClick(&rig.curve, Qt::Key_Plus);
        QCOMPARE(rig.last(), QStringLiteral("0:0 0.5:0.5 1:1"));
        QTest::keyClick(&rig.curve, Qt::Key_Up, Qt::ShiftModifier);
        QTest::keyClick(&rig.curve, Qt::Key_Left);
        QCOMPARE(rig.last(), QStringLiteral("0:0 0.49:0.6 1:1"));
        QVERIFY(rig.curve.accessibleDescription().contains(QStringLiteral("Point 2 of 3")));
        rig.curve.setScales(1, 3);
        QVERIFY(rig.curve.accessibleDescription().contains(QStringLiteral("guidance 2.2 at 49 %")));
    }

    void thePanelShowsItForFreePointsAlone() {
        SettingsPanel panel;
        panel.resize(336, 900);
        panel.show();
        auto* curve = panel.findChild<GuidanceCurve*>();
        auto* exact = panel.findChild<QLineEdit*>(QStringLiteral("guidance_curve_text"));
        QVERIFY(!curve->isVisible() && !exact->isVisible());
        SettingsPanel::Values values;
        const AnimationSettings defaults;
        for (const SettingsField& field : settings_fields())
            values.insert(QString::fromStdString(std::string(field.key)), get_setting(defaults, field));
        values[QStringLiteral("guidance_shape")] = std::string("points");
        values[QStringLiteral("guidance_curve")] = std::string("0:0 1:1");
        panel.setValues(values);
        QVERIFY(curve->isVisible() && exact->isVisible());
        QSignalSpy edited(&panel, &SettingsPanel::valueEdited);
        QTest::keyClick(curve, Qt::Key_Plus);
        QCOMPARE(edited.last().at(0).toString(), QStringLiteral("guidance_curve"));
        QCOMPARE(exact->text(), QStringLiteral("0:0 0.5:0.5 1:1"));
        exact->setFocus();
        exact->selectAll();
        QTest::keyClicks(exact, QStringLiteral("0:1 1:0"));
        QCOMPARE(curve->text(), QStringLiteral("0:1 1:0"));
    }
};

QTEST_MAIN(GuidanceCurveTest)
#include "guidance_curve_test.moc"
