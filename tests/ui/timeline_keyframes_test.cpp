#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "ui/drop.h"
#include "ui/timeline/camera_lane.h"
#include "ui/timeline/end_photo.h"
#include "ui/timeline/keyframe_strip.h"
#include "ui/timeline/timeline.h"
#include "ui/timeline/timeline_panel.h"

using namespace stillwave;
using namespace stillwave::ui;

namespace {

KeyframeStrip::Keyframe photo(const char* name) {
    return {QStringLiteral("/photos/") + QLatin1String(name), QLatin1String(name), {}, false};
}

QStringList paths(std::initializer_list<const char*> names) {
    QStringList made;
    for (const auto* name : names) made.append(QStringLiteral("/photos/") + QLatin1String(name));
    return made;
}

struct StripRig {
    StripRig() {
        strip.resize(700, 90);
        strip.setPhotos(photo("first.png"), {photo("a.png"), photo("b.png"), photo("c.png")});
        strip.show();
    }
    QStringList last() const { return edited.last().at(0).toStringList(); }
    QPoint middle(int index) const { return strip.cellRect(index).center().toPoint(); }

    KeyframeStrip strip;
    QSignalSpy edited{&strip, &KeyframeStrip::photosEdited};
};

}  // namespace

class TimelineKeyframesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aDropAtTheEndSetsTheEndPhoto() {
        EndPhoto slot;
        slot.resize(130, 120);
        QSignalSpy dropped(&slot, &EndPhoto::photosDropped);
        QVERIFY(!test::dropFiles(&slot, paths({"notes.txt"}), {60, 60}));
        QVERIFY(test::dropFiles(&slot, paths({"end.png", "notes.txt"}), {60, 60}));
        QCOMPARE(dropped.count(), 1);
        QCOMPARE(dropped.at(0).at(0).toStringList(), paths({"end.png"}));
    }

    void theEndPhotoOffersItsMenuAndIsCleared() {
        EndPhoto slot;
        slot.resize(130, 120);
        slot.show();
        QSignalSpy loop(&slot, &EndPhoto::loopRequested);
        QSignalSpy clear(&slot, &EndPhoto::clearRequested);
        auto* cross = slot.findChild<QToolButton*>(QStringLiteral("end_photo_clear"));
        QVERIFY(!cross->isVisible());
        QTest::keyClick(&slot, Qt::Key_Return);
        QVERIFY(slot.menu()->isVisible());
        const auto actions = slot.menu()->actions();
        QVERIFY(!actions.last()->isEnabled());
        QTest::keyClick(slot.menu(), Qt::Key_Down);
        QTest::keyClick(slot.menu(), Qt::Key_Down);
        QTest::keyClick(slot.menu(), Qt::Key_Return);
        QCOMPARE(loop.count(), 1);

        EndPhoto::State state;
        state.count = 1;
        state.name = QStringLiteral("end.png");
        state.fitted = QStringLiteral("It is cropped.");
        slot.setState(state);
        QVERIFY(slot.accessibleName().contains(QStringLiteral("end.png")));
        QCOMPARE(slot.accessibleDescription(), state.fitted);
        QVERIFY(cross->isVisible());
        QTest::mouseClick(cross, Qt::LeftButton);
        QCOMPARE(clear.count(), 1);
        QTest::keyClick(&slot, Qt::Key_Delete);
        QCOMPARE(clear.count(), 2);
    }

    void theEndPhotosThumbnailIsShown() {
        EndPhoto slot;
        slot.resize(130, 120);
        EndPhoto::State state;
        state.count = 1;
        state.thumbnail = QImage(160, 90, QImage::Format_RGB32);
        state.thumbnail.fill(Qt::green);
        slot.setState(state);
        QCOMPARE(slot.grab().toImage().pixelColor((QPointF(60, 58) * slot.devicePixelRatioF()).toPoint()),
                 QColor(Qt::green));
    }

    void draggingReordersPhotos() {
        StripRig rig;
        QTest::mousePress(&rig.strip, Qt::LeftButton, {}, rig.middle(0));
        QTest::mouseMove(&rig.strip, rig.middle(1));
        QTest::mouseMove(&rig.strip, rig.middle(2) + QPoint(20, 0));
        QTest::mouseRelease(&rig.strip, Qt::LeftButton, {}, rig.middle(2) + QPoint(20, 0));
        QCOMPARE(rig.edited.count(), 1);
        QCOMPARE(rig.last(), paths({"b.png", "c.png", "a.png"}));
        // The clip's own photo stays the first, and a click moves nothing.
        QTest::mousePress(&rig.strip, Qt::LeftButton, {}, rig.middle(-1));
        QTest::mouseMove(&rig.strip, rig.middle(2));
        QTest::mouseRelease(&rig.strip, Qt::LeftButton, {}, rig.middle(2));
        QTest::mouseClick(&rig.strip, Qt::LeftButton, {}, rig.middle(1));
        QCOMPARE(rig.edited.count(), 1);
    }

    void keysReorderAndRemove() {
        StripRig rig;
        QTest::keyClick(&rig.strip, Qt::Key_End);
        QCOMPARE(rig.strip.selected(), 2);
        QTest::keyClick(&rig.strip, Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(rig.last(), paths({"a.png", "c.png", "b.png"}));
        QCOMPARE(rig.strip.selected(), 1);
        QTest::keyClick(&rig.strip, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(rig.last(), paths({"a.png", "b.png", "c.png"}));
        QTest::keyClick(&rig.strip, Qt::Key_Home);
        QTest::keyClick(&rig.strip, Qt::Key_Delete);
        QCOMPARE(rig.edited.count(), 2);
        QTest::keyClick(&rig.strip, Qt::Key_Right);
        QTest::keyClick(&rig.strip, Qt::Key_Delete);
        QCOMPARE(rig.last(), paths({"b.png", "c.png"}));
        QSignalSpy add(&rig.strip, &KeyframeStrip::addRequested);
        QTest::keyClick(&rig.strip, Qt::Key_Plus);
        QTest::mouseClick(rig.strip.findChild<QToolButton*>(QStringLiteral("keyframe_add")), Qt::LeftButton);
        QCOMPARE(add.count(), 2);
    }

    void aDropGoesBetweenPhotos() {
        StripRig rig;
        const QPoint before = rig.strip.cellRect(1).topLeft().toPoint() + QPoint(2, 10);
        QVERIFY(test::dropFiles(&rig.strip, paths({"x.png", "y.jpg"}), before));
        QCOMPARE(rig.last(), paths({"a.png", "x.png", "y.jpg", "b.png", "c.png"}));
        QVERIFY(!test::dropFiles(&rig.strip, paths({"notes.txt"}), before));
    }

    void theStripSaysWhatThePhotosMake() {
        StripRig rig;
        QCOMPARE(rig.strip.summary(), QStringLiteral("4 photos make 3 joined clips"));
        rig.strip.setCost(QStringLiteral("about 6 min"));
        QVERIFY(rig.strip.summary().endsWith(QStringLiteral("about 6 min")));
        rig.strip.setPhotos(photo("first.png"), {photo("a.png")});
        QVERIFY(rig.strip.summary().startsWith(QStringLiteral("2 photos make one clip")));
        auto odd = photo("odd.png");
        odd.fitted = true;
        rig.strip.setPhotos(photo("first.png"), {odd});
        QTest::keyClick(&rig.strip, Qt::Key_End);
        QVERIFY(rig.strip.accessibleDescription().contains(QStringLiteral("fitted")));
    }

    void theCamerasLaneShowsItsMoveUnderTheFrames() {
        TimelinePanel panel;
        panel.resize(1000, 180);
        panel.timeline()->setFrameCount(14);
        panel.setHasPhoto(true);
        panel.show();
        auto* lane = panel.cameraLane();
        QVERIFY(qAbs(lane->startPlace().x() - panel.timeline()->cellRect(0).left()) < 8);
        QVERIFY(qAbs(lane->endPlace().x() - panel.timeline()->cellRect(13).right()) < 8);
        QVERIFY(lane->accessibleDescription().contains(QStringLiteral("still")));
        CameraPath camera;
        camera.pan = 4;
        camera.push = 1.2;
        lane->setCamera(camera);
        QVERIFY(lane->accessibleDescription().contains(QStringLiteral("pan 4.0°, push 1.20")));
        const QImage shot = lane->grab().toImage();
        QCOMPARE(shot.pixelColor((lane->endPlace() * lane->devicePixelRatioF()).toPoint()),
                 lane->palette().color(QPalette::Highlight));
        QSignalSpy chosen(lane, &CameraLane::chosen);
        QTest::mouseClick(lane, Qt::LeftButton);
        QTest::keyClick(lane, Qt::Key_Return);
        QCOMPARE(chosen.count(), 2);
    }
};

QTEST_MAIN(TimelineKeyframesTest)
#include "timeline_keyframes_test.moc"
