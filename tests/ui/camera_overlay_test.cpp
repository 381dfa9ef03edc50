#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "motion/camera_rig.h"
#include "ui/drop.h"
#include "ui/stage/camera_geometry.h"
#include "ui/stage/camera_overlay.h"
#include "ui/stage/camera_panel.h"
#include "ui/stage/camera_preview.h"

using namespace stillwave;
using namespace stillwave::ui;
using Handle = CameraOverlay::Handle;

namespace {

CameraPath turned(double pan, double tilt, double roll, double push, double orbit) {
    CameraPath camera;
    camera.pan = pan;
    camera.tilt = tilt;
    camera.roll = roll;
    camera.push = push;
    camera.orbit = orbit;
    return camera;
}

// The engine's picture at the end of the move, over a depth that is everywhere the pivot's, of a black photo with a
// white square round `place`; the place of the square's middle in it.
QPointF seenByTheEngine(const CameraPath& camera, const QSize& size, const QPointF& place) {
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x)
            pixels.insert(pixels.end(), 3, qAbs(x + 0.5 - place.x()) < 5 && qAbs(y + 0.5 - place.y()) < 5 ? 255 : 0);
    motion::CameraMove move;
    move.pan_degrees = camera.pan;
    move.tilt_degrees = camera.tilt;
    move.roll_degrees = camera.roll;
    move.push = camera.push;
    move.orbit_degrees = camera.orbit;
    const auto count = static_cast<std::size_t>(size.width() * size.height());
    const motion::NearnessMap depth{size.width(), size.height(),
                                    std::vector<float>(count, static_cast<float>(move.pivot_nearness))};
    const auto reference =
        motion::camera_clip(Image(size.width(), size.height(), std::move(pixels)), depth, move, 2, 7);
    const Image& last = reference.clip.frames.back();
    QPointF sum;
    double weight = 0;
    for (int y = 0; y < last.height; ++y)
        for (int x = 0; x < last.width; ++x) {
            const double value = last.data()[3 * (y * last.width + x)];
            sum += value * QPointF(x + 0.5, y + 0.5);
            weight += value;
        }
    return sum / weight;
}

class Rig {
  public:
    Rig() {
        overlay.resize(800, 500);
        overlay.setPictureRect({100, 50, 600, 400});
        overlay.show();
    }

    void drag(const QPointF& from, const QPointF& to, Qt::KeyboardModifiers keys = {}) {
        QTest::mousePress(&overlay, Qt::LeftButton, keys, from.toPoint());
        for (const double part : {0.3, 0.7, 1.0}) {
            QMouseEvent move(QEvent::MouseMove, from + part * (to - from), overlay.mapToGlobal(to), Qt::LeftButton,
                             Qt::LeftButton, keys);
            QApplication::sendEvent(&overlay, &move);
        }
        QTest::mouseRelease(&overlay, Qt::LeftButton, keys, to.toPoint());
    }

    CameraOverlay overlay;
    QSignalSpy edited{&overlay, &CameraOverlay::cameraEdited};
    QSignalSpy changed{&overlay, &CameraOverlay::cameraChanged};
};

}  // namespace

class CameraOverlayTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theViewIsTheEnginesOverAFlatDepth() {
        const QSize size(240, 160);
        const QPointF place(140, 70);
        for (const auto& camera : {turned(4, 0, 0, 1, 0), turned(0, 5, 0, 1, 0), turned(0, 0, 12, 1, 0),
                                   turned(0, 0, 0, 1.4, 0), turned(0, 0, 0, 1, 9), turned(3, -4, -8, 1.2, -6)}) {
            const QPointF shown = cameraView(camera, size).map(place);
            const QPointF engine = seenByTheEngine(camera, size, place);
            QVERIFY2(QLineF(shown, engine).length() < 0.8, qPrintable(QStringLiteral("%1, %2 against %3, %4")
                                                                          .arg(shown.x())
                                                                          .arg(shown.y())
                                                                          .arg(engine.x())
                                                                          .arg(engine.y())));
        }
    }

    void draggingTheFramePansAndTilts() {
        Rig rig;
        const QPointF middle(400, 250);
        QCOMPARE(rig.overlay.handleAt(middle), Handle::frame);
        rig.drag(middle, middle + QPointF(60, -30));
        QCOMPARE(rig.edited.count(), 1);
        QVERIFY(rig.changed.count() >= 2);
        const auto camera = rig.edited.at(0).at(0).value<CameraPath>();
        QVERIFY(camera.pan > 2 && camera.tilt > 1);
        QCOMPARE(camera.push, 1.0);
        // The frame's middle follows the pointer.
        QVERIFY(QLineF(rig.overlay.handlePlace(Handle::frame), middle + QPointF(60, -30)).length() < 2);
        rig.drag(middle + QPointF(60, -30), middle + QPointF(20, -40), Qt::ShiftModifier);
        const auto along = rig.edited.at(1).at(0).value<CameraPath>();
        QVERIFY(along.pan < camera.pan - 1);
        QVERIFY(qAbs(along.tilt - camera.tilt) < 0.2);
    }

    void aCornerPushesTheHandleAboveRollsTheOneBesideOrbits() {
        Rig rig;
        rig.overlay.setCamera(turned(0, 0, 0, 1.5, 0));
        const QPointF corner = rig.overlay.handlePlace(Handle::corner);
        QCOMPARE(rig.overlay.handleAt(corner), Handle::corner);
        const QPointF middle(400, 250);
        rig.drag(corner, middle + (corner - middle) * 0.75);
        auto camera = rig.edited.last().at(0).value<CameraPath>();
        QVERIFY(qAbs(camera.push - 2) < 0.03);
        QCOMPARE(camera.pan, 0.0);

        const QPointF roll = rig.overlay.handlePlace(Handle::roll);
        QVERIFY(roll.y() < rig.overlay.endFrame().boundingRect().top());
        rig.drag(roll, roll + QPointF(40, 8));
        camera = rig.edited.last().at(0).value<CameraPath>();
        QVERIFY(camera.roll > 5 && camera.roll < 40);
        // The frame turns clockwise with the camera: its right edge goes down.
        QVERIFY(rig.overlay.endFrame().at(1).y() > rig.overlay.endFrame().at(0).y());

        const QPointF orbit = rig.overlay.handlePlace(Handle::orbit);
        QCOMPARE(rig.overlay.handleAt(orbit), Handle::orbit);
        rig.drag(orbit, orbit + QPointF(60, 0));
        QVERIFY(qAbs(rig.edited.last().at(0).value<CameraPath>().orbit - 6) < 0.3);
        QCOMPARE(rig.edited.count(), 3);
    }

    void doubleClickTakesAPartAway() {
        Rig rig;
        rig.overlay.setCamera(turned(4, 2, 10, 1.5, 0));
        QTest::mouseDClick(&rig.overlay, Qt::LeftButton, {}, rig.overlay.handlePlace(Handle::roll).toPoint());
        QCOMPARE(rig.edited.last().at(0).value<CameraPath>(), turned(4, 2, 0, 1.5, 0));
        QTest::mouseDClick(&rig.overlay, Qt::LeftButton, {}, rig.overlay.handlePlace(Handle::frame).toPoint());
        QCOMPARE(rig.edited.last().at(0).value<CameraPath>(), turned(0, 0, 0, 1.5, 0));
    }

    void escapeEndsADragWithoutAnEdit() {
        Rig rig;
        QTest::mousePress(&rig.overlay, Qt::LeftButton, {}, {400, 250});
        QTest::mouseMove(&rig.overlay, {450, 250});
        QVERIFY(rig.overlay.camera().pan > 0);
        QTest::keyClick(&rig.overlay, Qt::Key_Escape);
        QTest::mouseRelease(&rig.overlay, Qt::LeftButton, {}, {450, 250});
        QCOMPARE(rig.overlay.camera(), CameraPath());
        QCOMPARE(rig.edited.count(), 0);
    }

    void keysNudge() {
        Rig rig;
        QTest::keyClick(&rig.overlay, Qt::Key_Right);
        QCOMPARE(rig.edited.last().at(0).value<CameraPath>().pan, 0.5);
        QCOMPARE(rig.edited.last().at(1).toString(), QStringLiteral("pan"));
        QTest::keyClick(&rig.overlay, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(rig.edited.last().at(0).value<CameraPath>().tilt, -5.0);
        QTest::keyClick(&rig.overlay, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(rig.edited.last().at(0).value<CameraPath>().roll, 0.5);
        QTest::keyClick(&rig.overlay, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(rig.edited.last().at(0).value<CameraPath>().orbit, -0.5);
        QTest::keyClick(&rig.overlay, Qt::Key_Plus);
        QVERIFY(rig.edited.last().at(0).value<CameraPath>().push > 1);
        for (int i = 0; i < 40; ++i) QTest::keyClick(&rig.overlay, Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(rig.overlay.camera().tilt, 60.0);
        QVERIFY(rig.overlay.accessibleDescription().contains(QStringLiteral("tilt 60")));
    }

    void thePanelEditsAndResets() {
        CameraPanel panel;
        panel.resize(900, 70);
        panel.show();
        QSignalSpy edited(&panel, &CameraPanel::cameraEdited);
        panel.setCamera(turned(3, 0, 0, 1.2, 0));
        QCOMPARE(edited.count(), 0);
        auto* pan = panel.findChild<QDoubleSpinBox*>(QStringLiteral("camera_pan"));
        QCOMPARE(pan->value(), 3.0);
        pan->setFocus();
        QTest::keyClick(pan, Qt::Key_Up);
        QCOMPARE(edited.last().at(0).value<CameraPath>(), turned(3.5, 0, 0, 1.2, 0));
        QCOMPARE(edited.last().at(1).toString(), QStringLiteral("pan"));
        QTest::mouseDClick(panel.findChild<QLabel*>(QStringLiteral("camera_label_push")), Qt::LeftButton);
        QCOMPARE(edited.last().at(0).value<CameraPath>(), turned(3.5, 0, 0, 1, 0));
        auto* easing = panel.findChild<QComboBox*>(QStringLiteral("camera_easing"));
        easing->setFocus();
        QTest::keyClick(easing, Qt::Key_Home);
        QCOMPARE(edited.last().at(0).value<CameraPath>().easing, std::string("linear"));
        panel.findChild<QToolButton*>(QStringLiteral("camera_reset"))->click();
        QCOMPARE(edited.last().at(0).value<CameraPath>(), CameraPath());
        for (auto* box : panel.findChildren<QDoubleSpinBox*>()) QVERIFY(!box->accessibleName().isEmpty());
    }

    void aDepthPictureCanBeDropped() {
        CameraPanel panel;
        QSignalSpy edited(&panel, &CameraPanel::cameraEdited);
        QVERIFY(!test::dropFiles(&panel, {QStringLiteral("/a/notes.txt")}, {5, 5}));
        QVERIFY(test::dropFiles(&panel, {QStringLiteral("/a/depth.png")}, {5, 5}));
        QCOMPARE(edited.last().at(0).value<CameraPath>().depth.string(), std::string("/a/depth.png"));
        QVERIFY(panel.findChild<QToolButton*>(QStringLiteral("camera_depth"))
                    ->text()
                    .contains(QStringLiteral("depth.png")));
        panel.findChild<QToolButton*>(QStringLiteral("camera_depth_clear"))->click();
        QVERIFY(edited.last().at(0).value<CameraPath>().depth.empty());
    }

    void thePreviewShowsTheMoveAndThenTheEnginesFrames() {
        QImage photo(200, 100, QImage::Format_RGB32);
        photo.fill(Qt::red);
        for (int y = 0; y < 100; ++y)
            for (int x = 120; x < 200; ++x) photo.setPixelColor(x, y, Qt::blue);
        CameraPreview preview;
        preview.setPhoto(photo);
        QCOMPARE(preview.sizeWithin({100, 100}), QSize(100, 50));
        preview.setCamera(turned(15, 0, 0, 1, 0), true);
        // The camera turns to the right, so that the blue part comes into the middle.
        QCOMPARE(preview.pictureAt(0, {100, 50}).pixelColor(50, 25), QColor(Qt::red));
        QCOMPARE(preview.pictureAt(1, {100, 50}).pixelColor(50, 25), QColor(Qt::blue));
        QImage green(40, 20, QImage::Format_RGB32);
        green.fill(Qt::green);
        preview.setFrames({green, green}, 7);
        QVERIFY(preview.isExact());
        QCOMPARE(preview.pictureAt(1, {100, 50}).pixelColor(50, 25), QColor(Qt::green));
        preview.setCamera(turned(16, 0, 0, 1, 0), true);
        QVERIFY(!preview.isExact());
    }
};

QTEST_MAIN(CameraOverlayTest)
#include "camera_overlay_test.moc"
