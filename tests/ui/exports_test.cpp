// Tests of exporting a take: names, settings, estimates, jobs, and recipes in files.
#include "ui/session/exports.h"

#include <QDir>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "tests/ui/fake_engine.h"
#include "ui/session/export_name.h"
#include "ui/session/photo_files.h"

using namespace stillwave;
using namespace stillwave::ui;

namespace {

SettingValue whole(std::int64_t value) {
    return value;
}

SettingValue words(const char* text) {
    return std::string(text);
}

}  // namespace

class ExportsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::shared_ptr<test::Script> m_script;
    std::unique_ptr<Worker> m_worker;
    std::unique_ptr<Worker> m_side;
    std::unique_ptr<PictureLoader> m_pictures;
    std::unique_ptr<RunHistory> m_history;
    std::unique_ptr<QueueRunner> m_queue;
    std::unique_ptr<Session> m_session;

    Exports& exports() const { return *m_session->exports(); }
    QUndoStack& undo() const { return *m_session->undoStack(); }
    Project& project() const { return *m_session->project(); }

    QString file(const QString& name, const QByteArray& bytes = {}) const {
        const auto path = m_dir->filePath(name);
        QFile made(path);
        if (!made.open(QIODevice::WriteOnly)) qFatal("%s", qPrintable(path));
        made.write(bytes);
        return path;
    }

    void open(const QString& name) const { m_session->openProject(m_dir->filePath(name)); }

    // Adds cat.png and makes a take of it.
    void makeTake() const {
        m_session->addFiles({file(QStringLiteral("cat.png"))});
        QTRY_VERIFY(m_session->whyNotGenerate().isEmpty());
        m_session->setValue(QStringLiteral("seed"), whole(12));
        m_session->generate();
        QTRY_VERIFY(m_session->currentTake() != noId);
        exports().setFolder(m_dir->path());
    }

    void carriesRecipe(const QString& file, const QString& photo) const {
        const std::lock_guard lock(m_script->mutex);
        RecipeSummary recipe;
        AnimationSettings settings;
        settings.motion_bucket_id = 44;
        recipe.settings = to_layer(settings);
        recipe.settings["unknown_key"] = whole(3);
        recipe.model = "starter";
        recipe.photo = m_dir->filePath(photo).toStdString();
        m_script->recipes[file.toStdString()] = recipe;
    }

  private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void init() {
        QSettings(QStringLiteral("Stillwave"), QStringLiteral("Studio")).clear();
        QSettings().clear();
        m_dir = std::make_unique<QTemporaryDir>();
        m_script = std::make_shared<test::Script>();
        const auto make = [script = m_script] { return std::make_unique<test::FakeEngine>(script); };
        m_worker = std::make_unique<Worker>(make);
        m_side = std::make_unique<Worker>(make);
        m_pictures = std::make_unique<PictureLoader>(make);
        m_history = std::make_unique<RunHistory>(m_dir->filePath(QStringLiteral("history.sqlite")));
        m_queue = std::make_unique<QueueRunner>(m_worker.get(), m_history.get());
        m_session = std::make_unique<Session>(
            Session::Parts{m_worker.get(), m_side.get(), m_pictures.get(), m_queue.get(), m_history.get()});
        open(QStringLiteral("a.stillwave"));
        QTRY_VERIFY(m_session->engine());
    }

    void cleanup() {
        m_session.reset();
        m_queue.reset();
        m_pictures.reset();
        m_side.reset();
        m_worker.reset();
    }

    void namesAreFilledIn() {
        ExportNameWords words;
        words.photo = QStringLiteral("My cat.v2.jpg");
        words.take = 3;
        words.seed = 1207;
        words.date = QDate(2026, 3, 9);
        words.format = QStringLiteral("gif");
        QCOMPARE(exportName(QStringLiteral("{photo}-{take} {seed} {date} {format}"), words),
                 QStringLiteral("My cat.v2-3 1207 2026-03-09 gif"));
        QVERIFY(namesSizeOrRate(QStringLiteral("{width}")));
        QVERIFY(!namesSizeOrRate(QStringLiteral("{photo}")));
        words.size = QSize(640, 360);
        words.fps = 23.976;
        QCOMPARE(exportName(QStringLiteral("{width}x{height}@{fps}"), words), QStringLiteral("640x360@23.976"));
        words.photo = QStringLiteral("a:b?c.png");
        QCOMPARE(exportName(QStringLiteral("../{photo}|<x>"), words), QStringLiteral("-a-b-c--x-"));
        QCOMPARE(exportName(QStringLiteral("Füße {photo}"), words), QStringLiteral("Füße a-b-c"));
    }

    void settingsBelongToTheProjectAndUndo() {
        QSignalSpy changed(&exports(), &Exports::settingsChanged);
        for (int quality = 81; quality < 90; ++quality) exports().setValue(QStringLiteral("quality"), whole(quality));
        QCOMPARE(changed.size(), 9);
        exports().setValue(QStringLiteral("loop"), words("crossfade"));
        QCOMPARE(undo().count(), 2);
        QVERIFY_EXCEPTION_THROWN(exports().setValue(QStringLiteral("quality"), whole(101)), Error);
        open(QStringLiteral("b.stillwave"));
        QCOMPARE(exports().settings().quality, std::int64_t{80});
        open(QStringLiteral("a.stillwave"));
        QCOMPARE(exports().settings().quality, std::int64_t{89});
        QCOMPARE(exports().settings().loop, std::string("crossfade"));
        exports().setValue(QStringLiteral("pixel_format"), words("yuv444p"));
        exports().setValue(QStringLiteral("format"), words("gif"));
        QCOMPARE(exports().settings().pixel_format, std::string("auto"));
        undo().undo();
        QCOMPARE(exports().settings().pixel_format, std::string("yuv444p"));
        QCOMPARE(exports().settings().format, std::string("mp4_h264"));
        exports().resetValue(QStringLiteral("pixel_format"));
        QCOMPARE(exports().settings().pixel_format, std::string("auto"));
    }

    void presetsAreByPurpose() {
        exports().setValue(QStringLiteral("name_pattern"), words("{seed}"));
        exports().applyPreset(QStringLiteral("GIF for chat (8 MB)"));
        QCOMPARE(exports().settings().format, std::string("gif"));
        QCOMPARE(exports().settings().size_budget_mb, 8.0);
        exports().savePreset(QStringLiteral("Mine / small"));
        exports().applyPreset(QStringLiteral("Social, MP4"));
        QCOMPARE(exports().settings().size_budget_mb, 0.0);
        open(QStringLiteral("b.stillwave"));
        exports().applyPreset(QStringLiteral("Mine / small"));
        QCOMPARE(exports().settings().format, std::string("gif"));
        // The name pattern belongs to the project, so a preset leaves it.
        QCOMPARE(exports().settings().name_pattern, ExportSettings().name_pattern);
        const auto count = exports().presets().size();
        exports().removePreset(QStringLiteral("Mine / small"));
        QCOMPARE(exports().presets().size(), count - 1);
    }

    void whatTheMachineCannotWriteIsNotOffered() {
        const auto before = exports().presets().size();
        {
            const std::lock_guard lock(m_script->mutex);
            m_script->missing_formats = {"prores_422", "mp4_h264"};
        }
        m_worker->describe();
        QTRY_COMPARE(exports().presets().size(), before - 2);
        makeTake();
        QVERIFY(exports().whyNotExport().contains(QStringLiteral("mp4_h264")));
        exports().setValue(QStringLiteral("format"), words("gif"));
        QVERIFY(exports().whyNotExport().isEmpty());
    }

    void aTakeIsExportedAsItIsShown() {
        QVERIFY(!exports().whyNotExport().isEmpty());
        QVERIFY(!exports().canRepeat());
        makeTake();
        QVERIFY(exports().whyNotExport().isEmpty());
        QCOMPARE(exports().fileName(), QStringLiteral("cat-1.mp4"));
        exports().setRange(2, 9);
        exports().setValue(QStringLiteral("quality"), whole(70));
        exports().exportTake();
        QTRY_COMPARE(project().finishedExports().size(), 1);
        QCOMPARE(project().finishedExports().first().path, m_dir->filePath(QStringLiteral("cat-1.mp4")));
        const auto request = m_script->exports.back();
        QCOMPARE(request.detail, std::string("photo"));
        QCOMPARE(request.first, std::int64_t{2});
        QCOMPARE(request.last, std::int64_t{9});

        // The export is repeated as it was, although settings have changed since.
        exports().setValue(QStringLiteral("quality"), whole(10));
        exports().setValue(QStringLiteral("format"), words("png_sequence"));
        QCOMPARE(exports().fileName(), QStringLiteral("cat-1"));
        m_session->setValue(QStringLiteral("detail"), words("model"));
        QVERIFY(exports().canRepeat());
        exports().repeatLast();
        QTRY_VERIFY(project().jobs().isEmpty());
        QCOMPARE(m_script->exports.size(), std::size_t{2});
        QCOMPARE(m_script->exports.back().settings.at("quality"), whole(70));
        QCOMPARE(m_script->exports.back().detail, std::string("model"));
    }

    void theSizeIsToldAndFollowsTheSettings() {
        makeTake();
        QSignalSpy changed(&exports(), &Exports::estimateChanged);
        exports().askEstimate();
        QTRY_VERIFY(exports().estimate());
        QCOMPARE(exports().estimate()->bytes, std::uint64_t{800000});
        exports().setValue(QStringLiteral("quality"), whole(50));
        QVERIFY(!exports().estimate());
        exports().askEstimate();
        exports().setValue(QStringLiteral("quality"), whole(40));
        exports().askEstimate();
        QTRY_VERIFY(exports().estimate());
        QCOMPARE(exports().estimate()->bytes, std::uint64_t{400000});
        m_session->showTake(noId);
        QVERIFY(!exports().estimate());
    }

    void aNameWaitsForTheSizeThatItNames() {
        makeTake();
        exports().setValue(QStringLiteral("name_pattern"), words("{photo} {width}x{height} {fps}"));
        exports().exportTake();
        QVERIFY(project().jobs().isEmpty());
        QTRY_COMPARE(project().finishedExports().size(), 1);
        QCOMPARE(project().finishedExports().first().name(), QStringLiteral("cat 256x144 7.mp4"));
    }

    void loopsAreOfTheTakeThatIsShown() {
        makeTake();
        QSignalSpy changed(&exports(), &Exports::loopsChanged);
        exports().askLoops(64);
        QTRY_COMPARE(exports().loops().size(), export_field("loop").choices.size());
        exports().askLoops(64);
        exports().setRange(1, 5);
        QVERIFY(exports().loops().empty());
        QTest::qWait(100);
        QVERIFY(exports().loops().empty());
    }

    void aClipRestoresWhatMadeIt() {
        QSignalSpy restored(m_session.get(), &Session::recipeRestored);
        file(QStringLiteral("dog.png"));
        carriesRecipe(QStringLiteral("dog-1.mp4"), QStringLiteral("dog.png"));
        m_session->addFiles({file(QStringLiteral("dog-1.mp4"))});
        QTRY_COMPARE(restored.size(), 1);
        QCOMPARE(project().photos().size(), 1);
        QCOMPARE(project().photos().first().name(), QStringLiteral("dog.png"));
        QCOMPARE(m_session->resolvedSettings(m_session->currentPhoto()).motion_bucket_id, std::int64_t{44});
        QCOMPARE(undo().count(), 1);
        // A second drop restores nothing more.
        m_session->addFiles({m_dir->filePath(QStringLiteral("dog-1.mp4"))});
        QTRY_COMPARE(restored.size(), 2);
        QCOMPARE(undo().count(), 1);
        undo().undo();
        QVERIFY(project().photos().isEmpty());
    }

    void aMissingPhotoIsAskedFor() {
        QSignalSpy missing(m_session.get(), &Session::recipePhotoMissing);
        carriesRecipe(QStringLiteral("gone.webm"), QStringLiteral("gone.png"));
        m_session->addFiles({file(QStringLiteral("gone.webm"))});
        QTRY_COMPARE(missing.size(), 1);
        QVERIFY(project().photos().isEmpty());
        const auto moved = file(QStringLiteral("moved.png"));
        m_session->restoreRecipe(missing[0][0].toString(), missing[0][1].value<RecipeSummary>(), moved);
        QCOMPARE(project().photos().first().path, moved);
        QCOMPARE(m_session->resolvedSettings(m_session->currentPhoto()).motion_bucket_id, std::int64_t{44});
    }

    void picturesMayBePhotosOrClips() {
        QSignalSpy restored(m_session.get(), &Session::recipeRestored);
        QSignalSpy refused(m_session.get(), &Session::recipeRefused);
        file(QStringLiteral("dog.png"));
        carriesRecipe(QStringLiteral("moves.webp"), QStringLiteral("dog.png"));
        const auto plain = listPhotos({file(QStringLiteral("plain.png"), QByteArray(300000, 'x'))});
        QCOMPARE(plain.photos.size(), 1);
        m_session->addFiles({file(QStringLiteral("moves.webp"), QByteArray(200000, 'x') + "{\"stillwave_recipe\": 1}"),
                             // This photo has the mark of a recipe in its bytes, but no recipe.
                             file(QStringLiteral("poster.png"), "stillwave_recipe"),
                             m_dir->filePath(QStringLiteral("plain.png")), file(QStringLiteral("film.mp4"))});
        QTRY_COMPARE(restored.size(), 1);
        QTRY_COMPARE(refused.size(), 1);
        QVERIFY(refused[0][0].toString().endsWith(QStringLiteral("film.mp4")));
        QTRY_COMPARE(project().photos().size(), 3);
        QStringList names;
        for (const auto& photo : project().photos()) names << photo.name();
        names.sort();
        QCOMPARE(names,
                 QStringList({QStringLiteral("dog.png"), QStringLiteral("plain.png"), QStringLiteral("poster.png")}));
    }
};

int main(int argc, char** argv) {
    QGuiApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("Stillwave"));
    QCoreApplication::setApplicationName(QStringLiteral("Stillwave Studio Test"));
    ExportsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "exports_test.moc"
