#include <QSignalSpy>
#include <QTest>
#include <QVideoSink>
#include <QWheelEvent>

#include "ui/stage/canvas.h"
#include "ui/stage/clip_player.h"
#include "ui/stage/picture_scaling.h"

using namespace stillwave::ui;

namespace {

QImage plain(int width, int height, const QColor& colour) {
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

QColor at(Canvas& canvas, const QPointF& place) {
    const QImage shot = canvas.grab().toImage();
    return shot.pixelColor((place * canvas.devicePixelRatioF()).toPoint());
}

void wheel(Canvas& canvas, const QPointF& place, int notches) {
    QWheelEvent event(place, canvas.mapToGlobal(place), {}, {0, notches * 120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&canvas, &event);
}

}  // namespace

class CanvasTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    static void initMain() {
        if (!qEnvironmentVariableIsSet("QT_MEDIA_BACKEND")) qputenv("QT_MEDIA_BACKEND", "ffmpeg");
    }

    void fitKeepsTheAspectInTheMiddle() {
        Canvas canvas;
        canvas.resize(632, 400);
        canvas.setStill(plain(200, 100, Qt::red));
        QCOMPARE(canvas.pictureRect(), QRectF(16, 50, 600, 300));
        QCOMPARE(canvas.zoom(), 3.0 * canvas.devicePixelRatioF());
        QCOMPARE(at(canvas, {316, 200}), QColor(Qt::red));
        QVERIFY(at(canvas, {316, 20}) != QColor(Qt::red));
    }

    void theWheelZoomsAtTheCursor() {
        Canvas canvas;
        canvas.resize(400, 300);
        canvas.setStill(plain(1600, 1200, Qt::red));
        const QPointF cursor(300, 100);
        const QRectF before = canvas.pictureRect();
        const QPointF held((cursor.x() - before.x()) / before.width(), (cursor.y() - before.y()) / before.height());
        wheel(canvas, cursor, 4);
        const QRectF after = canvas.pictureRect();
        QVERIFY(after.width() > before.width() * 2);
        QVERIFY(qAbs(after.x() + held.x() * after.width() - cursor.x()) < 1.5);
        QVERIFY(qAbs(after.y() + held.y() * after.height() - cursor.y()) < 1.5);
        canvas.setFit();
        QCOMPARE(canvas.pictureRect(), before);
    }

    void draggingPansUpToTheEdges() {
        Canvas canvas;
        canvas.resize(400, 300);
        canvas.setStill(plain(1000, 1000, Qt::red));
        canvas.setActualSize();
        const QPointF before = canvas.pictureRect().topLeft();
        QTest::mousePress(&canvas, Qt::LeftButton, {}, {200, 150});
        QTest::mouseMove(&canvas, {230, 140});
        QCOMPARE(canvas.pictureRect().topLeft(), before + QPointF(30, -10));
        QTest::mouseMove(&canvas, {399, 299});
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, {399, 299});
        for (int i = 0; i < 50; ++i) QTest::keyClick(&canvas, Qt::Key_Left);
        QCOMPARE(canvas.pictureRect().left(), 0.0);
    }

    void aPictureThatFitsStaysInTheMiddle() {
        Canvas canvas;
        canvas.resize(400, 300);
        canvas.setStill(plain(100, 100, Qt::red));
        canvas.setActualSize();
        QCOMPARE(canvas.pictureRect().center(), QPointF(200, 150));
        wheel(canvas, {10, 10}, 1);
        QVERIFY(qAbs(canvas.pictureRect().center().x() - 200) <= 1);
    }

    void zoomIsReported() {
        Canvas canvas;
        canvas.resize(400, 300);
        canvas.setStill(plain(800, 600, Qt::red));
        QSignalSpy zooms(&canvas, &Canvas::zoomChanged);
        canvas.toggleFit();
        QCOMPARE(zooms.last(), (QList<QVariant>{1.0, false}));
        canvas.zoomIn();
        QCOMPARE(zooms.last(), (QList<QVariant>{1.25, false}));
        canvas.zoomOut();
        QCOMPARE(zooms.last(), (QList<QVariant>{1.0, false}));
        canvas.toggleFit();
        QVERIFY(zooms.last().at(1).toBool());
    }

    void showsWhatThePlayerPlays() {
        Canvas canvas;
        canvas.resize(400, 300);
        ClipPlayer player;
        player.setVideoSink(canvas.videoSink());
        player.setFrames({plain(160, 90, Qt::red), plain(160, 90, Qt::blue)});
        QTRY_COMPARE(at(canvas, {200, 150}), QColor(Qt::red));
        player.setPosition(1);
        QTRY_COMPARE(at(canvas, {200, 150}), QColor(Qt::blue));
        player.setPosition(0);
        QTRY_COMPARE(at(canvas, {200, 150}), QColor(Qt::red));
        canvas.setOriginal(plain(160, 90, Qt::green));
        canvas.setShowOriginal(true);
        QCOMPARE(at(canvas, {200, 150}), QColor(Qt::green));
        canvas.setShowOriginal(false);
        QCOMPARE(at(canvas, {200, 150}), QColor(Qt::red));
    }

    void aFrameWithOtherPixelsReplacesTheOldOne() {
        Canvas canvas;
        canvas.resize(400, 300);
        ClipPlayer player;
        player.setVideoSink(canvas.videoSink());
        player.setFrames({plain(160, 90, Qt::red)});
        QTRY_COMPARE(at(canvas, {200, 150}), QColor(Qt::red));
        player.setFrames({plain(160, 90, Qt::yellow)});
        QTRY_COMPARE(at(canvas, {200, 150}), QColor(Qt::yellow));
    }

    void thePreviewTakesTheClipsPlace() {
        Canvas canvas;
        canvas.resize(400, 300);
        canvas.setStill(plain(100, 300, Qt::red));
        canvas.setPreview(plain(32, 18, Qt::blue), {1024, 576}, 0.5);
        QCOMPARE(canvas.pictureSize(), QSize(1024, 576));
        QCOMPARE(at(canvas, {200, 150}), QColor(Qt::blue));
        canvas.clearPreview();
        QCOMPARE(canvas.pictureSize(), QSize(100, 300));
        QCOMPARE(at(canvas, {200, 150}), QColor(Qt::red));
    }

    void tinyPicturesGrowWithoutSteps() {
        QImage edge(32, 18, QImage::Format_RGB32);
        edge.fill(Qt::black);
        for (int y = 0; y < 18; ++y)
            for (int x = 16; x < 32; ++x) edge.setPixel(x, y, 0xffffffff);
        const QImage grown = smoothlyScaled(edge, {1024, 576});
        QCOMPARE(grown.size(), QSize(1024, 576));
        int largestStep = 0;
        for (int x = 1; x < 1024; ++x)
            largestStep = qMax(largestStep, qAbs(qRed(grown.pixel(x, 288)) - qRed(grown.pixel(x - 1, 288))));
        QVERIFY2(largestStep < 16, qPrintable(QString::number(largestStep)));
    }
};

QTEST_MAIN(CanvasTest)
#include "canvas_test.moc"
