// Uses the studio as an artist does, with real mouse, keyboard and drag events of an X server and the real worker, from
// dropping a photo to a scrubbed clip.
#include <QScreen>
#include <QSignalSpy>
#include <QSlider>
#include <QTabBar>
#include <QToolButton>

#include "engine/take.h"
#include "ui/stage/canvas.h"
#include "ui/stage/clip_player.h"
#include "ui/stage/crop_overlay.h"
#include "ui/studio_rig.h"
#include "ui/timeline/timeline.h"
#include "ui/window/stage_view.h"

namespace stillwave::ui {

using test::sample;
using test::StudioRig;

class EndToEndTest : public QObject {
    Q_OBJECT

    void xdotool(const QStringList& arguments) {
        QProcess process;
        process.start(QStringLiteral("xdotool"), arguments);
        // The program that sends the events runs while this window's event loop does.
        QVERIFY2(QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 10000),
                 qPrintable(arguments.join(u' ')));
        QVERIFY2(process.exitCode() == 0,
                 qPrintable(arguments.join(u' ') + QString::fromUtf8(process.readAllStandardError())));
        QTest::qWait(30);
    }

    void moveMouse(const QPoint& global) {
        xdotool({QStringLiteral("mousemove"), QString::number(global.x()), QString::number(global.y())});
    }
    void click(QWidget* widget) { click(widget, widget->rect().center()); }
    void click(QWidget* widget, const QPoint& place) {
        moveMouse(widget->mapToGlobal(place));
        xdotool({QStringLiteral("click"), QStringLiteral("1")});
    }
    void key(const char* name) { xdotool({QStringLiteral("key"), QLatin1String(name)}); }

    /// Gives the window the focus, because there is no window manager that does.
    void focusWindow(const StudioRig& rig) {
        rig.window()->activateWindow();
        xdotool({QStringLiteral("windowfocus"), QString::number(rig.window()->winId())});
        QTRY_COMPARE(QApplication::activeWindow(), rig.window());
    }

  private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, test::theme()); }
    void fromADroppedPhotoToAScrubbedClip();
};

void EndToEndTest::fromADroppedPhotoToAScrubbedClip() {
    StudioRig rig(test::realEngine(QStringLiteral(STILLWAVE_PROGRAM)));
    QVERIFY(QTest::qWaitForWindowExposed(rig.window()));
    focusWindow(rig);
    QTRY_VERIFY_WITH_TIMEOUT(rig.session()->engine(), 30000);
    rig.shoot(QStringLiteral("e2e-1-empty"));

    // A photo and a file that is none are dragged in from another program.
    const QString notes = rig.path(QStringLiteral("notes.png"));
    QFile file(notes);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no picture");
    file.close();
    QProcess source;
    source.start(QStringLiteral(STILLWAVE_DRAG_SOURCE),
                 {QStringLiteral("1270"), QStringLiteral("710"), sample("coffee.png"), notes});
    QVERIFY(source.waitForStarted());
    QTest::qWait(1000);
    moveMouse({1300, 730});
    xdotool({QStringLiteral("mousedown"), QStringLiteral("1")});
    for (int step = 1; step <= 20; ++step) moveMouse({1300 - 30 * step, 730 - 15 * step});
    rig.shoot(QStringLiteral("e2e-2-drag"));
    QVERIFY(rig.find("drop_overlay")->isVisible());
    xdotool({QStringLiteral("mouseup"), QStringLiteral("1")});
    QTRY_COMPARE_WITH_TIMEOUT(rig.session()->project()->photos().size(), 1, 30000);
    QCOMPARE(rig.session()->project()->photos().first().name(), QStringLiteral("coffee.png"));
    source.kill();
    source.waitForFinished();
    focusWindow(rig);
    QTRY_VERIFY_WITH_TIMEOUT(rig.session()->whyNotGenerate().isEmpty(), 30000);
    QTRY_VERIFY(!rig.find("drop_overlay")->isVisible());
    rig.shoot(QStringLiteral("e2e-3-ready"));

    // A slider is moved by its keys, and undo moves it back.
    auto* slider = rig.find("motion_bucket_id")->findChild<QSlider*>();
    QVERIFY(slider);
    click(slider);
    const auto bucket = [&] { return rig.session()->resolvedSettings(rig.session()->currentPhoto()).motion_bucket_id; };
    const auto clicked = bucket();
    key("Right");
    QTRY_COMPARE(bucket(), clicked + 1);
    key("ctrl+z");
    QTRY_VERIFY(bucket() != clicked + 1);

    // Generate shows a moving preview and then the clip.
    QSignalSpy finished(rig.session()->queue(), &QueueRunner::finished);
    double firstPreview = 0;
    QElapsedTimer clock;
    connect(rig.session()->queue(), &QueueRunner::progressed, this, [&] {
        const auto* live = rig.session()->queue()->live();
        if (firstPreview == 0 && live && !live->progress.preview.empty())
            firstPreview = static_cast<double>(clock.elapsed()) / 1000;
    });
    clock.start();
    key("ctrl+Return");
    QTRY_VERIFY_WITH_TIMEOUT(firstPreview > 0, 60000);
    rig.shoot(QStringLiteral("e2e-4-generating"));
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 300000);
    qInfo("first preview %.1f s after Generate (cold), clip after %.1f s", firstPreview,
          static_cast<double>(clock.elapsed()) / 1000);
    auto* player = rig.window()->findChild<ClipPlayer*>();
    QTRY_COMPARE_WITH_TIMEOUT(player->frameCount(), 14, 30000);
    QTRY_VERIFY_WITH_TIMEOUT(player->isPlaying(), 10000);
    rig.shoot(QStringLiteral("e2e-5-preview"));

    // The clip plays by itself; then the mouse scrubs it, and keys step it.
    auto* timeline = rig.window()->findChild<Timeline*>();
    QSignalSpy moved(player, &ClipPlayer::positionChanged);
    QTRY_VERIFY(moved.count() > 3);
    moveMouse(timeline->mapToGlobal(timeline->cellRect(2).center().toPoint()));
    xdotool({QStringLiteral("mousedown"), QStringLiteral("1")});
    QTRY_COMPARE(player->position(), 2);
    for (int frame = 3; frame <= 9; ++frame) {
        moveMouse(timeline->mapToGlobal(timeline->cellRect(frame).center().toPoint()));
        QTRY_COMPARE(player->position(), frame);
    }
    xdotool({QStringLiteral("mouseup"), QStringLiteral("1")});
    QVERIFY(!player->isPlaying());
    rig.shoot(QStringLiteral("e2e-6-scrubbed"));
    key("comma");
    QTRY_COMPARE(player->position(), 8);
    key("period");
    QTRY_COMPARE(player->position(), 9);
    key("i");
    QTRY_COMPARE(player->range().first, 9);
    key("End");
    QTRY_COMPARE(player->position(), 13);
    key("space");
    QTRY_VERIFY(player->isPlaying());

    // The frames that are shown are those on the disk.
    const auto takes = rig.session()->project()->takes(rig.session()->currentPhoto());
    QCOMPARE(takes.size(), 1);
    const auto frames = read_frames(take_frames_path(takes.first().folder.toStdString(), TakeFrames::photo_detail));
    QCOMPARE(frames.size(), 14U);
    QCOMPARE(player->currentFrame().size(), QSize(frames.front().width, frames.front().height));

    // The crop frame, moved by the mouse, shows the photo again; Done brings the take back.
    key("g");
    auto* overlay = rig.window()->findChild<CropOverlay*>();
    QTRY_VERIFY(overlay->isVisible());
    QTRY_COMPARE(player->frameCount(), 0);
    rig.shoot(QStringLiteral("e2e-7-crop"));
    const auto focus = [&] { return rig.session()->resolvedSettings(rig.session()->currentPhoto()).focus_y; };
    const auto before = focus();
    const QPoint grab = overlay->mapToGlobal(overlay->frameRect().center().toPoint());
    moveMouse(grab);
    xdotool({QStringLiteral("mousedown"), QStringLiteral("1")});
    moveMouse(grab + QPoint(0, 10));
    moveMouse(grab + QPoint(0, 20));
    xdotool({QStringLiteral("mouseup"), QStringLiteral("1")});
    QTRY_VERIFY(focus() > before);
    key("ctrl+z");
    QTRY_COMPARE(focus(), before);
    key("g");
    QTRY_COMPARE(player->frameCount(), 14);

    // With a loaded model the first preview comes within seconds.
    firstPreview = 0;
    clock.start();
    key("ctrl+Return");
    QTRY_VERIFY_WITH_TIMEOUT(firstPreview > 0, 60000);
    qInfo("first preview %.1f s after Generate (warm)", firstPreview);
    QTest::qWait(500);
    key("shift+Escape");
    QTRY_VERIFY_WITH_TIMEOUT(!rig.session()->queue()->live(), 20000);
    QCOMPARE(rig.session()->project()->takes(rig.session()->currentPhoto()).size(), 1);

    // Four more jobs are added, and the queue's panel shows them.
    key("ctrl+shift+Return");
    QTRY_COMPARE(rig.session()->project()->jobs().size(), 4);
    auto* tabs = rig.window()->findChild<QTabBar*>();
    QVERIFY(tabs);
    int queueTab = 0;
    while (queueTab < tabs->count() && tabs->tabText(queueTab) != QStringLiteral("Queue")) ++queueTab;
    QVERIFY(queueTab < tabs->count());
    click(tabs, tabs->tabRect(queueTab).center());
    QTRY_COMPARE(tabs->currentIndex(), queueTab);
    QTRY_VERIFY(rig.find("queue_list")->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(
        rig.session()->queue()->live() && !rig.session()->queue()->live()->progress.preview.empty(), 60000);
    rig.shoot(QStringLiteral("e2e-8-queue"));
    click(rig.find("queue_pause"));
    QTRY_VERIFY(rig.session()->queue()->isPaused());
}

}  // namespace stillwave::ui

int main(int argc, char** argv) {
    stillwave::ui::test::isolate();
    QApplication application(argc, argv);
    stillwave::ui::installTranslations(application);
    stillwave::ui::EndToEndTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "end_to_end_test.moc"
