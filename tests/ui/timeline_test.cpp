#include <QSignalSpy>
#include <QTest>

#include "ui/timeline/timeline.h"

using namespace stillwave::ui;

namespace {

QImage plain(const QColor& colour) {
    QImage image(160, 90, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

QPoint middle(const Timeline& timeline, int frame) {
    return timeline.cellRect(frame).center().toPoint();
}

// The pixel lies beside the playhead's line, which is in the middle of its cell.
QColor cellColour(Timeline& timeline, int frame) {
    const QRectF cell = timeline.cellRect(frame);
    const QPointF place(cell.left() + cell.width() / 4, cell.center().y());
    return timeline.grab().toImage().pixelColor((place * timeline.devicePixelRatioF()).toPoint());
}

}  // namespace

class TimelineTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void cellsFillOneByOne() {
        Timeline timeline;
        timeline.resize(900, 130);
        timeline.setFrameCount(4);
        timeline.setThumbnail(0, plain(Qt::red));
        timeline.setThumbnail(9, plain(Qt::red));
        QCOMPARE(cellColour(timeline, 0), QColor(Qt::red));
        QCOMPARE(cellColour(timeline, 1), timeline.palette().color(QPalette::Base));
        timeline.setPreviewThumbnails({plain(Qt::blue), plain(Qt::blue)});
        QCOMPARE(cellColour(timeline, 0), QColor(Qt::red));
        const QColor dimmed = cellColour(timeline, 1);
        QVERIFY(dimmed != QColor(Qt::blue));
        QVERIFY(dimmed.blue() > dimmed.red());
        timeline.setThumbnail(1, plain(Qt::green));
        QCOMPARE(cellColour(timeline, 1), QColor(Qt::green));
        timeline.setFrameCount(4);
        QCOMPARE(cellColour(timeline, 0), timeline.palette().color(QPalette::Base));
    }

    void cellsKeepTheClipsAspect() {
        Timeline timeline;
        timeline.resize(2000, 130);
        timeline.setClipSize({1024, 576});
        timeline.setFrameCount(3);
        const QRectF cell = timeline.cellRect(1);
        QVERIFY(qAbs(cell.width() / cell.height() - 16.0 / 9) < 0.02);
        timeline.setFrameCount(200);
        QVERIFY(timeline.cellRect(199).right() <= timeline.width());
        QVERIFY(timeline.cellRect(199).left() > timeline.width() - 40);
    }

    void draggingScrubs() {
        Timeline timeline;
        timeline.resize(900, 130);
        timeline.setFrameCount(14);
        QSignalSpy started(&timeline, &Timeline::scrubStarted);
        QSignalSpy scrubbed(&timeline, &Timeline::scrubbed);
        QSignalSpy ended(&timeline, &Timeline::scrubEnded);
        QTest::mousePress(&timeline, Qt::LeftButton, {}, middle(timeline, 3));
        QTest::mouseMove(&timeline, middle(timeline, 5));
        QTest::mouseMove(&timeline, middle(timeline, 5) + QPoint(1, 0));
        QTest::mouseMove(&timeline, {5000, 50});
        QCOMPARE(ended.count(), 0);
        QTest::mouseRelease(&timeline, Qt::LeftButton, {}, {899, 50});
        QCOMPARE(started.count(), 1);
        QCOMPARE(scrubbed.count(), 3);
        QCOMPARE(scrubbed.at(0).at(0).toInt(), 3);
        QCOMPARE(scrubbed.at(1).at(0).toInt(), 5);
        QCOMPARE(scrubbed.at(2).at(0).toInt(), 13);
        QCOMPARE(ended.count(), 1);
    }

    void handlesMoveTheRange() {
        Timeline timeline;
        timeline.resize(900, 130);
        timeline.setFrameCount(14);
        QSignalSpy edited(&timeline, &Timeline::rangeEdited);
        const QPoint in(qRound(timeline.cellRect(0).left()) - 3, middle(timeline, 0).y());
        QTest::mousePress(&timeline, Qt::LeftButton, {}, in);
        QTest::mouseMove(&timeline, middle(timeline, 2));
        QTest::mouseRelease(&timeline, Qt::LeftButton, {}, middle(timeline, 2));
        QCOMPARE(edited.last(), (QList<QVariant>{2, 13}));
        const QPoint out(qRound(timeline.cellRect(13).right()) + 3, middle(timeline, 13).y());
        QTest::mousePress(&timeline, Qt::LeftButton, {}, out);
        QTest::mouseMove(&timeline, middle(timeline, 0));
        QTest::mouseRelease(&timeline, Qt::LeftButton, {}, middle(timeline, 0));
        QCOMPARE(edited.last(), (QList<QVariant>{2, 2}));
        QCOMPARE(timeline.position(), 0);
    }

    void keysMoveAndMark() {
        Timeline timeline;
        timeline.setFrameCount(10);
        QSignalSpy scrubbed(&timeline, &Timeline::scrubbed);
        QSignalSpy edited(&timeline, &Timeline::rangeEdited);
        QTest::keyClick(&timeline, Qt::Key_Left);
        QCOMPARE(scrubbed.count(), 0);
        QTest::keyClick(&timeline, Qt::Key_Right);
        QTest::keyClick(&timeline, Qt::Key_Right);
        QTest::keyClick(&timeline, Qt::Key_I);
        QCOMPARE(edited.last(), (QList<QVariant>{2, 9}));
        QTest::keyClick(&timeline, Qt::Key_End);
        QCOMPARE(timeline.position(), 9);
        QTest::keyClick(&timeline, Qt::Key_Left);
        QTest::keyClick(&timeline, Qt::Key_O);
        QCOMPARE(edited.last(), (QList<QVariant>{2, 8}));
        QTest::keyClick(&timeline, Qt::Key_Home);
        QCOMPARE(timeline.position(), 2);
    }

    void tellsItsValue() {
        Timeline timeline;
        QVERIFY(!timeline.accessibleName().isEmpty());
        timeline.setFrameCount(14);
        timeline.setPosition(6);
        QVERIFY(timeline.accessibleDescription().startsWith(QStringLiteral("Frame 7 of 14")));
        timeline.setPosition(99);
        QVERIFY(timeline.accessibleDescription().startsWith(QStringLiteral("Frame 14 of 14")));
        timeline.setFrameCount(0);
        timeline.grab();
        QCOMPARE(timeline.accessibleDescription(), QStringLiteral("No clip"));
    }

    void newThumbnailsOfAsManyFramesKeepTheRange() {
        Timeline timeline;
        timeline.setFrameCount(5);
        timeline.setRange(1, 3);
        timeline.setThumbnails(QList<QImage>(5, plain(Qt::red)));
        QVERIFY(timeline.accessibleDescription().endsWith(QStringLiteral("in 2, out 4")));
        timeline.setThumbnails(QList<QImage>(6, plain(Qt::red)));
        QVERIFY(timeline.accessibleDescription().endsWith(QStringLiteral("in 1, out 6")));
    }
};

QTEST_MAIN(TimelineTest)
#include "timeline_test.moc"
