#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QVideoFrame>
#include <QVideoSink>

#include "ui/stage/clip_player.h"

using namespace stillwave::ui;

namespace {

QList<QImage> clip(int frames) {
    QList<QImage> images;
    for (int i = 0; i < frames; ++i) {
        QImage image(8, 4, QImage::Format_RGB32);
        image.fill(QColor(i * 10, 0, 255 - i * 10));
        images.append(image);
    }
    return images;
}

QList<int> shown(Playhead head, int steps, const FrameRange& range, PlayMode mode) {
    QList<int> frames;
    for (int i = 0; i < steps; ++i) {
        head = advanced(head, 1, range, mode);
        frames.append(head.frame);
        if (head.ended) break;
    }
    return frames;
}

QList<int> positions(const QSignalSpy& spy) {
    QList<int> frames;
    for (const QList<QVariant>& arguments : spy) frames.append(arguments.at(0).toInt());
    return frames;
}

}  // namespace

class PlayerTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    static void initMain() {
        if (!qEnvironmentVariableIsSet("QT_MEDIA_BACKEND")) qputenv("QT_MEDIA_BACKEND", "ffmpeg");
    }

    void everyModeShowsItsFrames() {
        const FrameRange whole{0, 3};
        QCOMPARE(shown({0, 1}, 9, whole, PlayMode::once), (QList<int>{1, 2, 3}));
        QCOMPARE(shown({3, -1}, 9, whole, PlayMode::once), (QList<int>{2, 1, 0}));
        QCOMPARE(shown({0, 1}, 6, whole, PlayMode::loop), (QList<int>{1, 2, 3, 0, 1, 2}));
        QCOMPARE(shown({1, -1}, 6, whole, PlayMode::loop), (QList<int>{0, 3, 2, 1, 0, 3}));
        QCOMPARE(shown({0, 1}, 8, whole, PlayMode::pingPong), (QList<int>{1, 2, 3, 2, 1, 0, 1, 2}));
        QCOMPARE(shown({2, -1}, 6, whole, PlayMode::pingPong), (QList<int>{1, 0, 1, 2, 3, 2}));
    }

    void theRangeBoundsEveryMode() {
        const FrameRange part{2, 4};
        QCOMPARE(shown({2, 1}, 9, part, PlayMode::once), (QList<int>{3, 4}));
        QCOMPARE(shown({2, 1}, 5, part, PlayMode::loop), (QList<int>{3, 4, 2, 3, 4}));
        QCOMPARE(shown({4, -1}, 5, part, PlayMode::pingPong), (QList<int>{3, 2, 3, 4, 3}));
        QCOMPARE(shown({9, 1}, 2, part, PlayMode::loop), (QList<int>{2, 3}));
        QCOMPARE(advanced({7, 1}, 5, {7, 7}, PlayMode::pingPong).frame, 7);
    }

    void manyStepsAtOnceEndWhereSingleStepsDo() {
        for (const PlayMode mode : {PlayMode::once, PlayMode::loop, PlayMode::pingPong})
            for (const int direction : {1, -1})
                for (int start = 1; start < 6; ++start)
                    for (int steps = 0; steps < 25; ++steps) {
                        Playhead single{start, direction};
                        for (int i = 0; i < steps; ++i) single = advanced(single, 1, {1, 5}, mode);
                        QCOMPARE(advanced({start, direction}, steps, {1, 5}, mode).frame, single.frame);
                    }
    }

    void playsOnceToTheEndAndThenAgain() {
        ClipPlayer player;
        player.setFrames(clip(4));
        player.setMode(PlayMode::once);
        player.setFps(25);
        QSignalSpy moved(&player, &ClipPlayer::positionChanged);
        QSignalSpy playing(&player, &ClipPlayer::playingChanged);
        player.play();
        QTRY_COMPARE(playing.count(), 2);
        QCOMPARE(player.position(), 3);
        QCOMPARE(positions(moved).last(), 3);
        player.play();
        QCOMPARE(player.position(), 0);
        QVERIFY(player.isPlaying());
    }

    void aLateTimerSkipsFrames() {
        ClipPlayer player;
        player.setFrames(clip(100));
        player.setMode(PlayMode::once);
        player.setFps(50);
        QSignalSpy moved(&player, &ClipPlayer::positionChanged);
        player.play();
        QElapsedTimer busy;
        busy.start();
        QTest::qSleep(300);
        QVERIFY(moved.wait());
        QVERIFY2(player.position() >= 15, qPrintable(QString::number(player.position())));
        QVERIFY(player.position() <= busy.elapsed() / 20 + 1);
        QCOMPARE(moved.count(), 1);
    }

    void keepsTimeOverManyFrames() {
        ClipPlayer player;
        player.setFrames(clip(10));
        player.setFps(100);
        player.setMode(PlayMode::once);
        QSignalSpy playing(&player, &ClipPlayer::playingChanged);
        QElapsedTimer clock;
        clock.start();
        player.play();
        QTRY_COMPARE(playing.count(), 2);
        QVERIFY2(clock.elapsed() >= 90, qPrintable(QString::number(clock.elapsed())));
    }

    void shuttleDoublesAndTurns() {
        ClipPlayer player;
        player.setFrames(clip(8));
        player.shuttleForward();
        QCOMPARE(player.speed(), 1.0);
        QVERIFY(player.isPlaying());
        player.shuttleForward();
        QCOMPARE(player.speed(), 2.0);
        player.shuttleForward();
        player.shuttleForward();
        QCOMPARE(player.speed(), 4.0);
        player.shuttleBackward();
        QCOMPARE(player.speed(), -1.0);
        player.shuttleBackward();
        QCOMPARE(player.speed(), -2.0);
        player.shuttleStop();
        QVERIFY(!player.isPlaying());
        QCOMPARE(player.speed(), 1.0);
    }

    void backwardPlaysBackward() {
        ClipPlayer player;
        player.setFrames(clip(4));
        player.setMode(PlayMode::once);
        player.setFps(30);
        player.setPosition(3);
        player.setSpeed(-1);
        QSignalSpy moved(&player, &ClipPlayer::positionChanged);
        player.play();
        QTRY_VERIFY(!player.isPlaying());
        QCOMPARE(player.position(), 0);
        for (int i = 1; i < moved.count(); ++i) QVERIFY(positions(moved).at(i) < positions(moved).at(i - 1));
    }

    void stepsAndJumpsStayInside() {
        ClipPlayer player;
        player.setFrames(clip(5));
        player.stepBy(-1);
        QCOMPARE(player.position(), 0);
        player.stepBy(1);
        QCOMPARE(player.position(), 1);
        player.goToEnd();
        QCOMPARE(player.position(), 4);
        player.stepBy(1);
        QCOMPARE(player.position(), 4);
        player.setRange(1, 3);
        player.goToStart();
        QCOMPARE(player.position(), 1);
        player.goToEnd();
        QCOMPARE(player.position(), 3);
    }

    void inAndOutAreSetAtThePosition() {
        ClipPlayer player;
        player.setFrames(clip(6));
        QSignalSpy ranges(&player, &ClipPlayer::rangeChanged);
        player.setPosition(2);
        player.setRangeIn();
        QCOMPARE(ranges.last(), (QList<QVariant>{2, 5}));
        player.setPosition(4);
        player.setRangeOut();
        QCOMPARE(ranges.last(), (QList<QVariant>{2, 4}));
        player.setPosition(5);
        player.setRangeIn();
        QCOMPARE(ranges.last(), (QList<QVariant>{5, 5}));
        player.clearRange();
        QCOMPARE(player.range(), (FrameRange{0, 5}));
    }

    void newFramesKeepThePosition() {
        ClipPlayer player;
        player.setFrames(clip(10));
        player.setPosition(7);
        player.setRange(2, 8);
        player.setFrames(clip(10));
        QCOMPARE(player.position(), 7);
        QCOMPARE(player.range(), (FrameRange{2, 8}));
        player.setFrames(clip(5));
        QCOMPARE(player.position(), 4);
        QCOMPARE(player.range(), (FrameRange{0, 4}));
        player.appendFrame(clip(1).first());
        QCOMPARE(player.range(), (FrameRange{0, 5}));
        player.setFrames({});
        QCOMPARE(player.frameCount(), 0);
        player.play();
        QVERIFY(!player.isPlaying());
    }

    void theSinkGetsThePixels() {
        ClipPlayer player;
        QVideoSink sink;
        player.setVideoSink(&sink);
        player.setFrames(clip(3));
        player.setPosition(2);
        QVideoFrame frame = sink.videoFrame();
        QVERIFY(frame.map(QVideoFrame::ReadOnly));
        const auto* pixel = frame.bits(0);
        QCOMPARE(QColor(pixel[2], pixel[1], pixel[0]), QColor(20, 0, 235));
        frame.unmap();
        player.setPosition(1);
        const QVideoFrame other = sink.videoFrame();
        player.setPosition(2);
        QVERIFY(sink.videoFrame() == frame);
        QVERIFY(other != frame);
    }
};

QTEST_MAIN(PlayerTest)
#include "player_test.moc"
