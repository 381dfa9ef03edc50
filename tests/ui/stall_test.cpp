// Measures how long the window keeps an artist waiting while it works: its thread is asked every two milliseconds
// during generating, decoding, adding a hundred photos of 24 megapixels, and drawing on one of them. The test fails
// only where anyone would notice.
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

#include "ui/stage/canvas.h"
#include "ui/stage/clip_player.h"
#include "ui/stage/control_overlay.h"
#include "ui/stall_meter.h"
#include "ui/studio_rig.h"

namespace stillwave::ui {

using test::sample;
using test::StallMeter;
using test::StudioRig;

namespace {

constexpr double aimMs = 50;     // the 99.9th percentile
constexpr double limitMs = 250;  // the limit, which any machine should keep
constexpr int photoCount = 100;
constexpr QSize photoSize(6000, 4000);

}  // namespace

class StallTest : public QObject {
    Q_OBJECT

    void tell(const char* phase, StallMeter& meter) {
        meter.stop();
        qInfo("%s: 99 %% %.1f ms, 99.9 %% %.1f ms (aim %.0f), longest %.1f ms, %zu answers", phase,
              meter.percentile(0.99), meter.percentile(0.999), aimMs, meter.maximum(), meter.count());
        QVERIFY2(meter.percentile(0.999) < limitMs, phase);
    }

  private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, test::theme()); }
    void generatingDecodingAndAddingPhotos();
    void drawingWhileTheMovementPlays();
};

void StallTest::generatingDecodingAndAddingPhotos() {
    StudioRig rig(test::realEngine(QStringLiteral(STILLWAVE_PROGRAM)));
    QTRY_VERIFY_WITH_TIMEOUT(rig.session()->engine(), 30000);
    rig.session()->addFiles({sample("coffee.png")});
    QTRY_VERIFY_WITH_TIMEOUT(rig.session()->whyNotGenerate().isEmpty(), 30000);

    // One photo of 24 megapixels with real texture, under a hundred names.
    const QString large = rig.path(QStringLiteral("large.jpg"));
    QVERIFY(
        QImage(sample("coffee.png")).scaled(photoSize, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).save(large));
    const QString folder = rig.path(QStringLiteral("photos"));
    QDir().mkpath(folder);
    for (int i = 0; i < photoCount; ++i) QVERIFY(QFile::link(large, QStringLiteral("%1/%2.jpg").arg(folder).arg(i)));

    QSignalSpy finished(rig.session()->queue(), &QueueRunner::finished);
    auto* player = rig.window()->findChild<ClipPlayer*>();
    {
        StallMeter meter;
        rig.session()->generate(1);
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 200000);
        QTRY_VERIFY(player->isPlaying());
        QTest::qWait(2000);
        tell("generating and playing", meter);
    }
    {
        StallMeter meter;
        QElapsedTimer clock;
        clock.start();
        rig.session()->generate(1);
        rig.session()->addFiles({folder});
        QTRY_COMPARE_WITH_TIMEOUT(rig.session()->project()->photos().size(), photoCount + 1, 60000);
        QTRY_VERIFY_WITH_TIMEOUT(!rig.session()->project()->photos().last().size.isEmpty(), 280000);
        qInfo("%d photos of 24 megapixels were read in %.1f s", photoCount,
              static_cast<double>(clock.elapsed()) / 1000);
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 2, 200000);
        tell("adding photos while generating", meter);
    }
}

// In a window of 1920x1080 on a photo of 24 megapixels: strokes of the brush, and its region dragged about, while the
// crude movement plays and the worker makes the exact one.
void StallTest::drawingWhileTheMovementPlays() {
    StudioRig rig(test::realEngine(QStringLiteral(STILLWAVE_PROGRAM)));
    QTRY_VERIFY_WITH_TIMEOUT(rig.session()->engine(), 30000);
    rig.window()->resize(1920, 1080);
    const QString large = rig.path(QStringLiteral("large.jpg"));
    QVERIFY(
        QImage(sample("rocket.jpg")).scaled(photoSize, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).save(large));
    rig.session()->addFiles({large});
    QTRY_VERIFY_WITH_TIMEOUT(rig.session()->whyNotGenerate().isEmpty(), 30000);
    auto* canvas = rig.window()->findChild<Canvas*>();
    QTRY_VERIFY_WITH_TIMEOUT(canvas->pictureSize().width() > 1000, 30000);
    auto* overlay = rig.window()->findChild<ControlOverlay*>();
    const auto choose = [&](const char* tool) { QTest::mouseClick(rig.find<QToolButton>(tool), Qt::LeftButton); };
    const auto drag = [&](QPointF from, QPointF to) {
        const auto at = [&](double part) {
            const QPointF place = from + part * (to - from);
            return QPointF(place.x() * overlay->width(), place.y() * overlay->height()).toPoint();
        };
        QTest::mousePress(overlay, Qt::LeftButton, {}, at(0));
        for (int i = 1; i <= 60; ++i) {
            QTest::mouseMove(overlay, at(i / 60.0));
            QTest::qWait(8);
        }
        QTest::mouseRelease(overlay, Qt::LeftButton, {}, at(1));
        QTest::qWait(300);
    };
    StallMeter meter;
    choose("tool_brush_tool");
    drag({0.4, 0.4}, {0.6, 0.6});
    choose("tool_arrow_tool");
    drag({0.5, 0.5}, {0.7, 0.4});
    QVERIFY(rig.session()->controls().motion_brushes.at(0).path.back().place.x > 0.5);
    for (const double x : {0.45, 0.5, 0.55}) {
        choose("tool_brush_tool");
        drag({x, 0.45}, {x, 0.65});
    }
    choose("tool_select_tool");
    drag({0.5, 0.5}, {0.4, 0.45});
    tell("drawing while the movement plays", meter);
}

}  // namespace stillwave::ui

int main(int argc, char** argv) {
    stillwave::ui::test::isolate();
    QApplication application(argc, argv);
    stillwave::ui::StallTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "stall_test.moc"
