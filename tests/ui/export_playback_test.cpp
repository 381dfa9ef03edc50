// Plays exported files in the desktop's own player, QMediaPlayer.
#include <QApplication>
#include <QMediaPlayer>
#include <QTemporaryDir>
#include <QTest>
#include <QVideoFrame>
#include <QVideoSink>
#include <cmath>
#include <filesystem>

#include "media/clip_formats.h"
#include "media/clip_writer.h"

namespace stillwave::ui {

class ExportPlaybackTest : public QObject {
    Q_OBJECT

    static constexpr int frames = 12;
    static constexpr int width = 160;
    static constexpr int height = 90;
    static constexpr double fps = 12;

    // A clip that is red on the left and green on the right and grows brighter from frame to frame.
    static Clip clip() {
        Clip made;
        made.fps = fps;
        for (int i = 0; i < frames; ++i) {
            const auto bright = static_cast<std::uint8_t>(120 + 8 * i);
            std::vector<std::uint8_t> pixels;
            for (int y = 0; y < height; ++y)
                for (int x = 0; x < width; ++x)
                    for (const bool on : {x < width / 2, x >= width / 2, false})
                        pixels.push_back(on ? bright : std::uint8_t{16});
            made.frames.emplace_back(width, height, std::move(pixels));
        }
        return made;
    }

  private Q_SLOTS:
    void everyVideoFormatPlays_data() {
        QTest::addColumn<QString>("format");
        for (const auto& key : media::available_formats()) {
            const auto& format = media::clip_format(key);
            // Animated image files are left out: QMovie and browsers play those.
            if (!format.is_sequence() && !format.loops) QTest::newRow(key.c_str()) << QString::fromStdString(key);
        }
    }

    void everyVideoFormatPlays() {
        QFETCH(QString, format);
        const QTemporaryDir folder;
        ExportSettings settings;
        settings.format = format.toStdString();
        const QString path =
            folder.filePath(QStringLiteral("clip") + QLatin1String(media::clip_format(settings.format).extension));
        media::write_clip(clip(), settings, {}, path.toStdString());

        QVideoSink sink;
        QMediaPlayer player;
        player.setVideoSink(&sink);
        QList<QImage> shown;
        connect(&sink, &QVideoSink::videoFrameChanged, this, [&](const QVideoFrame& frame) {
            if (frame.isValid()) shown.append(frame.toImage().convertToFormat(QImage::Format_RGB32));
        });
        player.setSource(QUrl::fromLocalFile(path));
        QTRY_COMPARE(player.mediaStatus(), QMediaPlayer::LoadedMedia);
        // Qt 6.4 reads the duration from the stream alone, which Matroska lacks: it is 0, also for the ffmpeg command's
        // files.
        const bool tellsDuration = !path.endsWith(QStringLiteral(".webm")) && !path.endsWith(QStringLiteral(".mkv"));
        if (tellsDuration)
            QVERIFY2(std::abs(static_cast<double>(player.duration()) - 1000 * frames / fps) <= 50,
                     qPrintable(QString::number(player.duration())));
        player.play();
        QTRY_COMPARE_WITH_TIMEOUT(player.mediaStatus(), QMediaPlayer::EndOfMedia, 20'000);
        QCOMPARE(player.error(), QMediaPlayer::NoError);
        // A player may skip late frames on a busy machine, not most of them.
        QVERIFY2(shown.size() >= frames / 2, qPrintable(QString::number(shown.size())));
        QCOMPARE(shown.constFirst().size(), QSize(width, height));
        // Qt 6.4 turns ProRes' deep pixels to false colours, also those of the ffmpeg command's files.
        if (format.startsWith(QStringLiteral("prores"))) return;
        const QColor left = shown.constFirst().pixelColor(width / 4, height / 2);
        const QColor right = shown.constFirst().pixelColor(width * 3 / 4, height / 2);
        QVERIFY2(left.red() > left.green() + 60, qPrintable(left.name()));
        QVERIFY2(right.green() > right.red() + 60, qPrintable(right.name()));
    }
};

}  // namespace stillwave::ui

int main(int argc, char** argv) {
    // Qt's FFmpeg back end is chosen, as in the studio.
    if (qEnvironmentVariableIsEmpty("QT_MEDIA_BACKEND")) qputenv("QT_MEDIA_BACKEND", "ffmpeg");
    QApplication application(argc, argv);
    stillwave::ui::ExportPlaybackTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "export_playback_test.moc"
