#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "engine/take.h"
#include "ui/image_qt.h"
#include "ui/stage/clip_loader.h"

using namespace stillwave;
using namespace stillwave::ui;

namespace {

Image frame(int width, int height, std::uint8_t red) {
    std::vector<std::uint8_t> pixels;
    for (int i = 0; i < width * height; ++i) pixels.insert(pixels.end(), {red, 20, 30});
    return {width, height, std::move(pixels)};
}

QString makeTake(const QTemporaryDir& folder, const QString& name, std::uint8_t red) {
    const QString path = folder.filePath(name);
    const std::filesystem::path take(path.toStdString());
    std::filesystem::create_directories(take);
    write_frames(take_frames_path(take, TakeFrames::model), {frame(320, 180, red), frame(320, 180, 90)});
    return path;
}

}  // namespace

class ClipLoaderTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    static void initTestCase() { qRegisterMetaType<TakeFrames>(); }

    void wrapsWithoutCopying() {
        const Image image = frame(5, 3, 200);
        QImage wrapped = toQImage(image);
        QCOMPARE(wrapped.constBits(), image.data());
        QCOMPARE(wrapped.pixelColor(4, 2), QColor(200, 20, 30));
        QCOMPARE(toRgb32(image).pixelColor(0, 0), QColor(200, 20, 30));
        QCOMPARE(image.pixels.use_count(), 2);
        wrapped = {};
        QCOMPARE(image.pixels.use_count(), 1);
        QVERIFY(toQImage({}).isNull());
    }

    void loadsFramesAndThumbnails() {
        const QTemporaryDir folder;
        const QString take = makeTake(folder, QStringLiteral("a"), 100);
        ClipLoader loader;
        QSignalSpy loaded(&loader, &ClipLoader::loaded);
        loader.load(take, TakeFrames::model);
        QVERIFY(loaded.wait());
        const auto frames = loaded.at(0).at(2).value<QList<QImage>>();
        const auto thumbnails = loaded.at(0).at(3).value<QList<QImage>>();
        QCOMPARE(frames.size(), 2);
        QCOMPARE(frames.at(0).format(), QImage::Format_RGB32);
        QCOMPARE(frames.at(0).pixelColor(10, 10), QColor(100, 20, 30));
        QCOMPARE(thumbnails.at(1).size(), QSize(160, 90));
        // A cached take answers within the call, with the same pixels.
        loader.load(take, TakeFrames::model);
        QCOMPARE(loaded.count(), 2);
        QCOMPARE(loaded.at(1).at(2).value<QList<QImage>>().at(0).cacheKey(), frames.at(0).cacheKey());
        loader.forget(take);
        loader.load(take, TakeFrames::model, {160, 160});
        QCOMPARE(loaded.count(), 2);
        QVERIFY(loaded.wait());
        QCOMPARE(loaded.at(2).at(2).value<QList<QImage>>().at(0).size(), QSize(160, 90));
    }

    void aNewerLoadSilencesTheOlder() {
        const QTemporaryDir folder;
        const QString first = makeTake(folder, QStringLiteral("a"), 100);
        const QString second = makeTake(folder, QStringLiteral("b"), 150);
        ClipLoader loader;
        QSignalSpy loaded(&loader, &ClipLoader::loaded);
        loader.load(first, TakeFrames::model);
        loader.load(second, TakeFrames::model);
        QVERIFY(loaded.wait());
        QCOMPARE(loaded.count(), 1);
        QCOMPARE(loaded.at(0).at(0).toString(), second);
    }

    void aMissingTakeSaysSo() {
        ClipLoader loader;
        QSignalSpy failed(&loader, &ClipLoader::failed);
        loader.load(QStringLiteral("/nowhere/take"), TakeFrames::model);
        QVERIFY(failed.wait());
        QCOMPARE(failed.at(0).at(0).toString(), QStringLiteral("/nowhere/take"));
        QVERIFY(!failed.at(0).at(1).toString().isEmpty());
    }
};

QTEST_MAIN(ClipLoaderTest)
#include "clip_loader_test.moc"
