#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "ui/stage/canvas.h"
#include "ui/stage/clip_player.h"
#include "ui/stage/crop_bar.h"
#include "ui/stage/crop_geometry.h"
#include "ui/stage/crop_overlay.h"
#include "ui/stage/transport_bar.h"

#include <QLabel>

using namespace stillwave::ui;

class CropTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    static void initMain() {
        if (!qEnvironmentVariableIsSet("QT_MEDIA_BACKEND")) qputenv("QT_MEDIA_BACKEND", "ffmpeg");
    }

    // The values follow from core/media/crop.h: the largest part of the aspect, its centre as near as the edges allow.
    void theCropIsTheLargestOfItsAspect() {
        QCOMPARE(cropOf(QSize(4000, 3000), QSize(1024, 576), {0.5, 0.5}), QRectF(0, 375, 4000, 2250));
        QCOMPARE(cropOf(QSize(4000, 3000), QSize(1024, 576), {0.1, 0}), QRectF(0, 0, 4000, 2250));
        QCOMPARE(cropOf(QSize(4000, 3000), QSize(1024, 576), {0.1, 1}), QRectF(0, 750, 4000, 2250));
        QCOMPARE(cropOf(QSize(4000, 3000), QSize(512, 512), {0.25, 0.9}), QRectF(0, 0, 3000, 3000));
        QCOMPARE(cropOf(QSize(4000, 3000), QSize(512, 512), {0.6, 0.9}), QRectF(900, 0, 3000, 3000));
        QCOMPARE(cropOf(QSize(1024, 576), QSize(1024, 576), {0, 1}), QRectF(0, 0, 1024, 576));
        QCOMPARE(cropOf(QSize(6000, 4000), QSize(640, 360), {0.5, 0.5}), QRectF(0, 312.5, 6000, 3375));
        QCOMPARE(cropOf(QSize(6000, 4000), QSize(72, 48), {0.5, 0.5}), QRectF(0, 0, 6000, 4000));
    }

    void theShownPartReachesBeyondThePhotoBetweenBars() {
        const QString crop = QStringLiteral("crop");
        const QString letterbox = QStringLiteral("letterbox");
        QCOMPARE(shownPart(QSize(400, 200), QSize(100, 100), crop, {0, 0.5}), QRectF(0, 0, 0.5, 1));
        QCOMPARE(shownPart(QSize(400, 200), QSize(100, 100), letterbox, {0, 0.5}), QRectF(0, -0.5, 1, 2));
    }

    void draggingMovesTheFocusWithinReach() {
        CropOverlay overlay;
        overlay.resize(400, 300);
        overlay.setPhoto({4000, 3000});
        overlay.setTarget({512, 512});
        overlay.setPictureRect({0, 0, 400, 300});
        overlay.setFocusPoint({0.5, 0.2});
        QSignalSpy changed(&overlay, &CropOverlay::focusChanged);
        QSignalSpy committed(&overlay, &CropOverlay::focusCommitted);
        QCOMPARE(overlay.frameRect(), QRectF(50, 0, 300, 300));
        QTest::mousePress(&overlay, Qt::LeftButton, {}, {200, 150});
        QTest::mouseMove(&overlay, {220, 190});
        QCOMPARE(overlay.frameRect(), QRectF(70, 0, 300, 300));
        QCOMPARE(committed.count(), 0);
        QTest::mouseMove(&overlay, {390, 150});
        QTest::mouseRelease(&overlay, Qt::LeftButton, {}, {390, 150});
        QCOMPARE(overlay.frameRect(), QRectF(100, 0, 300, 300));
        QCOMPARE(changed.count(), 2);
        QCOMPARE(committed.count(), 1);
        QCOMPARE(committed.at(0).at(0).toPointF().x(), 0.625);
        // The focus keeps its value on the other axis, on which the crop cannot move, within 0..1.
        QVERIFY(committed.at(0).at(0).toPointF().y() <= 1);
    }

    void keysMoveTheFocus() {
        CropOverlay overlay;
        overlay.resize(400, 300);
        overlay.setPhoto({4000, 1000});
        overlay.setTarget({500, 500});
        overlay.setPictureRect({0, 100, 400, 100});
        QSignalSpy committed(&overlay, &CropOverlay::focusCommitted);
        QTest::keyClick(&overlay, Qt::Key_Right);
        QCOMPARE(overlay.focusPoint().x(), 0.51);
        QTest::keyClick(&overlay, Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(qAbs(overlay.focusPoint().x() - 0.41) < 1e-9);
        QCOMPARE(committed.count(), 2);
        for (int i = 0; i < 9; ++i) QTest::keyClick(&overlay, Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(overlay.focusPoint().x(), 0.125);
        QTest::keyClick(&overlay, Qt::Key_Right);
        QCOMPARE(overlay.focusPoint().x(), 0.135);
        QTest::mouseDClick(&overlay, Qt::LeftButton, {}, {60, 150});
        QCOMPARE(overlay.focusPoint().x(), 0.5);
    }

    void betweenBarsNothingMoves() {
        CropOverlay overlay;
        overlay.resize(400, 300);
        overlay.setPhoto({300, 300});
        overlay.setTarget({1600, 900});
        overlay.setPictureRect({110, 60, 180, 180});
        overlay.setFit(QStringLiteral("letterbox"));
        QSignalSpy changed(&overlay, &CropOverlay::focusChanged);
        QTest::keyClick(&overlay, Qt::Key_Right);
        QCOMPARE(changed.count(), 0);
        QCOMPARE(overlay.frameRect(), QRectF(40, 60, 320, 180));
    }

    void theModelsViewIsTheCrop() {
        QImage photo(400, 100, QImage::Format_RGB32);
        photo.fill(Qt::red);
        for (int y = 0; y < 100; ++y)
            for (int x = 300; x < 400; ++x) photo.setPixelColor(x, y, Qt::blue);
        const QImage right = asModelSees(photo, {50, 50}, QStringLiteral("crop"), {1, 0.5}, Qt::black);
        QCOMPARE(right.size(), QSize(50, 50));
        QCOMPARE(right.pixelColor(25, 25), QColor(Qt::blue));
        const QImage bars = asModelSees(photo, {40, 40}, QStringLiteral("letterbox"), {1, 0.5}, Qt::green);
        QCOMPARE(bars.pixelColor(5, 2), QColor(Qt::green));
        QCOMPARE(bars.pixelColor(5, 20), QColor(Qt::red));
        QCOMPARE(bars.pixelColor(37, 20), QColor(Qt::blue));
    }

    void theBarShowsAndAsks() {
        CropBar bar;
        bar.setTarget({1024, 576});
        auto* wide = bar.findChild<QToolButton*>(QStringLiteral("aspect16x9"));
        auto* square = bar.findChild<QToolButton*>(QStringLiteral("aspect1x1"));
        QVERIFY(wide->isChecked());
        bar.setTarget({1024, 700});
        QVERIFY(!wide->isChecked() && !square->isChecked());
        QSignalSpy aspect(&bar, &CropBar::aspectRequested);
        QSignalSpy fit(&bar, &CropBar::fitRequested);
        square->click();
        QCOMPARE(aspect.last(), (QList<QVariant>{1, 1}));
        bar.setFit(QStringLiteral("letterbox"));
        QCOMPARE(fit.count(), 0);
        bar.findChild<QToolButton*>(QStringLiteral("fitCrop"))->click();
        QCOMPARE(fit.last().at(0).toString(), QStringLiteral("crop"));
    }

    void theTransportFollowsThePlayer() {
        ClipPlayer player;
        Canvas canvas;
        canvas.resize(320, 200);
        player.setVideoSink(canvas.videoSink());
        TransportBar bar;
        bar.connectTo(&player, &canvas);
        auto* play = bar.findChild<QToolButton*>(QStringLiteral("transportPlay"));
        auto* time = bar.findChild<QLabel*>(QStringLiteral("transportTime"));
        QVERIFY(!play->isEnabled());
        QImage frame(16, 9, QImage::Format_RGB32);
        frame.fill(Qt::red);
        player.setFrames(QList<QImage>(14, frame));
        QVERIFY(play->isEnabled());
        player.setPosition(6);
        QCOMPARE(time->text(), QStringLiteral("00:00.86 · frame 7 / 14"));
        bar.findChild<QToolButton*>(QStringLiteral("transportOn"))->click();
        QCOMPARE(player.position(), 7);
        bar.findChild<QToolButton*>(QStringLiteral("transportEnd"))->click();
        QCOMPARE(player.position(), 13);
        play->click();
        QVERIFY(player.isPlaying());
        QCOMPARE(play->accessibleName(), QStringLiteral("Pause"));
        player.setSpeed(0.5);
        QCOMPARE(bar.findChild<QToolButton*>(QStringLiteral("transportSpeed"))->text(), QStringLiteral("0.5×"));
        canvas.setActualSize();
        QCOMPARE(bar.findChild<QToolButton*>(QStringLiteral("transportZoom"))->text(), QStringLiteral("100 %"));
    }
};

QTEST_MAIN(CropTest)
#include "crop_test.moc"
