// Tests of regions without a widget: their geometry, their masks and the crude movement.
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include "ui/stage/control_fill.h"
#include "ui/stage/control_mask.h"
#include "ui/stage/control_mask_files.h"
#include "ui/stage/control_movement.h"

namespace stillwave::ui {
namespace {

StageArea square(double left, double top, double side, double feather = 0) {
    return polygonArea({{left, top}, {left + side, top}, {left + side, top + side}, {left, top + side}}, feather);
}

MovedRegion moving(const StageArea& area, const QPointF& from, const QPointF& to) {
    return {area, arrowPath(from, to), "linear"};
}

QImage plain(int width, int height, const QColor& colour) {
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

// A grey photo with a red square from a quarter to a half of its width and height.
QImage photoWithSquare(int width, int height) {
    QImage photo = plain(width, height, Qt::gray);
    QPainter(&photo).fillRect(width / 4, height / 4, width / 4, height / 4, Qt::red);
    return photo;
}

QImage painted(ControlMovement& movement, const QSize& size, double time) {
    QImage shown(size, QImage::Format_RGB32);
    QPainter painter(&shown);
    movement.paint(painter, QRectF(QPointF(), size), time);
    return shown;
}

bool near(const QPointF& a, const QPointF& b) {
    return qAbs(a.x() - b.x()) < 1e-9 && qAbs(a.y() - b.y()) < 1e-9;
}

}  // namespace

class ControlRegionsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    // The values follow from moved() in core/motion/reference_clip.cpp.
    void regionsMoveAlongTheirPaths() {
        MovedRegion region{square(0, 0, 0.5), {{0.2, {0.1, 0.1}}, {0.6, {0.3, 0.1}}, {1, {0.3, 0.5}}}, "linear"};
        QVERIFY(near(region.movedBy(0), {0, 0}));
        QVERIFY(near(region.movedBy(0.2), {0, 0}));
        QVERIFY(near(region.movedBy(0.4), {0.1, 0}));
        QVERIFY(near(region.movedBy(0.8), {0.2, 0.2}));
        QVERIFY(near(region.movedBy(1), {0.2, 0.4}));
        region.path = arrowPath({0, 0}, {1, 0});
        for (const auto& [easing, part] : {std::pair("ease_in", 0.0625), std::pair("ease_out", 0.4375),
                                           std::pair("ease_in_out", 0.15625), std::pair("linear", 0.25)}) {
            region.easing = easing;
            QVERIFY2(near(region.movedBy(0.25), {part, 0}), easing);
        }
        QVERIFY(region.moves());
        region.path = restingPath({0.5, 0.5});
        QVERIFY(!region.moves());
        QVERIFY(near(region.movedBy(0.7), {0, 0}));
    }

    void aDrawnPathHasAnEvenPace() {
        const auto path = evenPath({{0, 0}, {0.5, 0}, {0.5, 0}, {0.5, 0.5}}, QSizeF(200, 100));
        QCOMPARE(path.size(), std::size_t{3});
        QCOMPARE(path[0].time, 0.0);
        QVERIFY(qAbs(path[1].time - 2.0 / 3) < 1e-9);
        QCOMPARE(path[2].time, 1.0);
        QCOMPARE(evenPath({{0.5, 0.5}, {0.5, 0.5}}, QSizeF(200, 100)).size(), std::size_t{2});
    }

    void aLineIsSimplifiedWithinItsTolerance() {
        QList<QPointF> line;
        for (int i = 0; i <= 100; ++i) line.append({i / 100.0, i == 50 ? 0.2 : 0.0005 * (i % 2)});
        const auto simple = simplified(line, 0.001);
        QVERIFY(simple.size() <= 5);
        QVERIFY(simple.contains(QPointF(0.5, 0.2)));
        QCOMPARE(simple.first(), line.first());
        QCOMPARE(simple.last(), line.last());
    }

    void aPolygonBecomesAMaskAndItsContourIsThePolygonAgain() {
        const QImage mask = maskOf(square(0.25, 0.25, 0.5).outline, {400, 200});
        QCOMPARE(qGray(mask.pixel(200, 100)), 255);
        QCOMPARE(qGray(mask.pixel(90, 100)), 0);
        const QRectF bounds = contourOf(mask).boundingRect();
        QVERIFY2(qAbs(bounds.left() - 0.25) < 0.002 && qAbs(bounds.right() - 0.75) < 0.002,
                 qPrintable(QStringLiteral("%1 to %2").arg(bounds.left()).arg(bounds.right())));
        QVERIFY(qAbs(bounds.top() - 0.25) < 0.004 && qAbs(bounds.bottom() - 0.75) < 0.004);
    }

    void aContourKeepsHolesAndTheBorder() {
        QImage mask = emptyMask({200, 200});
        paintStroke(mask, {0, 0.5}, {1, 0.5}, 0.5, true);
        paintStroke(mask, {0.5, 0.5}, {0.5, 0.5}, 0.2, false);
        const StageArea area = maskArea(mask, 0.01);
        QVERIFY(area.outline.contains({0.02, 0.5}));
        QVERIFY(!area.outline.contains({0.5, 0.5}));
        QVERIFY(area.holds({0.2, 0.5}) && !area.holds({0.5, 0.5}) && !area.holds({0.5, 0.95}) && !area.holds({2, 0.5}));
        QCOMPARE(area.outline.boundingRect().left(), 0.0);
    }

    void masksAreOfThePhotosShapeAndNotLarge() {
        QCOMPARE(maskSizeOf({6000, 3000}), QSize(1024, 512));
        QCOMPARE(maskSizeOf({300, 400}), QSize(300, 400));
    }

    void aMaskMovesAsAWhole() {
        QImage mask = emptyMask({100, 50});
        paintStroke(mask, {0.5, 0.5}, {0.5, 0.5}, 0.2, true);
        const StageArea moved = shifted(maskArea(mask, 0.03), {0.2, 0});
        QVERIFY(moved.holds({0.7, 0.5}) && !moved.holds({0.5, 0.5}));
        QCOMPARE(moved.area.feather, 0.03);
    }

    // A mask's soft edge lies inside it, and the picture's border is no edge, as in reference_clip.cpp.
    void theSoftEdgeLiesInside() {
        QImage mask = emptyMask({100, 40});
        QPainter(&mask).fillRect(50, 0, 50, 40, Qt::white);
        const QImage soft = withSoftEdgeInside(mask, 9);
        QCOMPARE(qGray(soft.pixel(49, 20)), 0);
        QVERIFY(qAbs(qGray(soft.pixel(54, 20)) - 128) <= 2);
        QCOMPARE(qGray(soft.pixel(60, 20)), 255);
        QCOMPARE(qGray(soft.pixel(99, 0)), 255);
        QCOMPARE(qGray(soft.pixel(80, 39)), 255);
    }

    void holesAreFilledFromTheirSurroundings() {
        QImage holes = emptyMask({200, 200});
        QPainter(&holes).fillRect(50, 50, 50, 50, Qt::white);
        const QImage filled = holesFilled(photoWithSquare(200, 200), holes);
        for (const QPoint& place : {QPoint(75, 75), QPoint(52, 52), QPoint(97, 60), QPoint(20, 20)}) {
            const QColor colour = filled.pixelColor(place * filled.width() / 200);
            const QColor around(Qt::gray);
            QVERIFY2(qAbs(colour.red() - around.red()) < 2 && qAbs(colour.blue() - around.blue()) < 2,
                     qPrintable(colour.name()));
        }
    }

    void theMovementCutsFillsAndMoves() {
        ControlMovement movement;
        movement.setPhoto(photoWithSquare(400, 400));
        movement.setRegions({moving(square(0.25, 0.25, 0.25), {0.4, 0.4}, {0.9, 0.4})});
        movement.setSize({400, 400});
        const QImage begin = painted(movement, {400, 400}, 0);
        QVERIFY(begin == photoWithSquare(400, 400).convertToFormat(begin.format()));
        const QImage middle = painted(movement, {400, 400}, 0.5);
        QCOMPARE(middle.pixelColor(250, 150), QColor(Qt::red));
        QVERIFY(middle.pixelColor(110, 150).red() < 200);
        QCOMPARE(painted(movement, {400, 400}, 1).pixelColor(350, 150), QColor(Qt::red));
    }

    void aSlowMovementGoesBetweenPixels() {
        ControlMovement movement;
        movement.setPhoto(photoWithSquare(400, 400));
        movement.setRegions({moving(square(0.2, 0.2, 0.4), {0.4, 0.4}, {0.4 + 1.0 / 400, 0.4})});
        movement.setSize({400, 400});
        const QColor edge = painted(movement, {400, 400}, 0.5).pixelColor(200, 150);
        QVERIFY2(edge.red() > 190 && edge.red() < 230, qPrintable(edge.name()));
    }

    void laterRegionsLieOverEarlierOnes() {
        QImage photo = photoWithSquare(400, 400);
        QPainter(&photo).fillRect(300, 100, 100, 100, Qt::blue);
        ControlMovement movement;
        movement.setPhoto(photo);
        const auto red = moving(square(0.25, 0.25, 0.25), {0.3, 0.3}, {0.55, 0.3});
        const auto blue = moving(square(0.75, 0.25, 0.25), {0.8, 0.3}, {0.55, 0.3});
        movement.setRegions({red, blue});
        movement.setSize({400, 400});
        QCOMPARE(painted(movement, {400, 400}, 1).pixelColor(230, 150), QColor(Qt::blue));
        movement.setRegions({blue, red});
        QCOMPARE(painted(movement, {400, 400}, 1).pixelColor(230, 150), QColor(Qt::red));
    }

    void theEnginesBackgroundReplacesTheQuickFill() {
        ControlMovement movement;
        movement.setPhoto(photoWithSquare(400, 400));
        const auto region = moving(square(0.25, 0.25, 0.25), {0.3, 0.3}, {0.8, 0.3});
        movement.setRegions({region});
        movement.setSize({400, 400});
        // These frames show the lower three quarters of the photo, with a green background behind the region.
        QList<QImage> frames;
        for (int i = 0; i < 5; ++i) {
            QImage frame = plain(200, 150, Qt::green);
            QPainter(&frame).fillRect(50 + i * 25, 0, 50, 50, Qt::red);
            frames.append(frame);
        }
        movement.setExactFrames(frames, {region}, {0, 0.25, 1, 0.75});
        const QImage end = painted(movement, {400, 400}, 1);
        QCOMPARE(end.pixelColor(150, 150), QColor(Qt::green));
        QCOMPARE(end.pixelColor(110, 110), QColor(Qt::green));
        QCOMPARE(end.pixelColor(350, 150), QColor(Qt::red));
        // Outside the holes the photo's own pixels stay.
        QCOMPARE(end.pixelColor(150, 250), QColor(Qt::gray));
        // After an area changed the engine's frames are of something else.
        movement.setRegions({moving(square(0.25, 0.25, 0.2), {0.3, 0.3}, {0.8, 0.3})});
        QVERIFY(painted(movement, {400, 400}, 1).pixelColor(140, 140) != QColor(Qt::green));
    }

    void masksAreWrittenByTheirContent() {
        const QTemporaryDir folder;
        QImage mask = emptyMask({100, 50});
        paintStroke(mask, {0.5, 0.5}, {0.5, 0.5}, 0.2, true);
        StageControls regions;
        regions.moved.append({maskArea(mask, 0.02), arrowPath({0.5, 0.5}, {0.7, 0.5}), "ease_in"});
        regions.frozen.append(maskArea(mask, 0.01));
        regions.frozen.append(square(0.1, 0.1, 0.2));
        MaskFiles files;
        Controls controls;
        controls.camera.pan = 3;
        QVERIFY(files.write(regions, folder.filePath(QStringLiteral("masks")), controls));
        QCOMPARE(controls.camera.pan, 3.0);
        QCOMPARE(controls.motion_brushes[0].area.mask, controls.frozen[0].mask);
        QCOMPARE(controls.motion_brushes[0].easing, std::string("ease_in"));
        QCOMPARE(controls.frozen[1].polygon.size(), std::size_t{4});
        const StageControls read = MaskFiles().read(controls);
        QCOMPARE(read.moved[0].area.mask, mask);
        QCOMPARE(read.moved[0].area.area.feather, 0.02);
        QVERIFY(read.frozen[1].holds({0.2, 0.2}));
        Controls untouched;
        QVERIFY(!MaskFiles().write(regions, QStringLiteral("/proc/nowhere"), untouched));
        QVERIFY(untouched.empty());
    }

    void aRegionWithoutItsMaskIsKept() {
        Controls controls;
        controls.motion_brushes.push_back({{{}, "/nowhere/mask.png", 0.01}, arrowPath({0, 0}, {1, 1}), "linear"});
        MaskFiles files;
        const StageControls read = files.read(controls);
        QVERIFY(!read.moved.value(0).area.holds({0.5, 0.5}));
        Controls again = controls;
        QVERIFY(files.write(read, QStringLiteral("/nowhere"), again));
        QVERIFY(again == controls);
    }

    void aStrokeKeepsUpWithTheHand() {
        QImage mask = emptyMask({1024, 576});
        QElapsedTimer clock;
        clock.start();
        constexpr int moves = 20;
        for (int i = 0; i < moves; ++i) {
            paintStroke(mask, {0.2 + i * 0.02, 0.3 + 0.1 * (i % 3)}, {0.22 + i * 0.02, 0.5}, 0.08, true);
            QVERIFY(!maskArea(mask, 0.01).outline.isEmpty());
        }
        const double each = static_cast<double>(clock.nsecsElapsed()) / 1e6 / moves;
        qInfo("A move of the brush on a mask of 1024 px: %.1f ms", each);
        QVERIFY(each < 250);
    }

    void aFrameOfTheMovementIsPaintedAtOnce() {
        ControlMovement movement;
        movement.setPhoto(photoWithSquare(2048, 1152).convertToFormat(QImage::Format_RGB32));
        movement.setRegions({moving(square(0.2, 0.2, 0.3, 0.02), {0.4, 0.4}, {0.7, 0.5}),
                             moving(square(0.6, 0.5, 0.3, 0.02), {0.7, 0.7}, {0.5, 0.6})});
        movement.setSize({1920, 1080});
        QElapsedTimer clock;
        clock.start();
        QImage shown(1920, 1080, QImage::Format_RGB32);
        QPainter painter(&shown);
        movement.paint(painter, QRectF(0, 0, 1920, 1080), 0.1);
        const auto first = clock.restart();
        constexpr int frames = 30;
        for (int i = 0; i < frames; ++i)
            movement.paint(painter, QRectF(0, 0, 1920, 1080), static_cast<double>(i) / frames);
        const double each = static_cast<double>(clock.nsecsElapsed()) / 1e6 / frames;
        qInfo("1920x1080, two regions of 9 %% of the photo: %.1f ms a frame, %lld ms to cut them out", each, first);
        QVERIFY(each < 250);
    }
};

}  // namespace stillwave::ui

QTEST_MAIN(stillwave::ui::ControlRegionsTest)
#include "control_regions_test.moc"
