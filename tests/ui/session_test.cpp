#include "ui/session/session.h"

#include <QDir>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/ui/fake_engine.h"

using namespace stillwave;
using namespace stillwave::ui;

namespace {

SettingValue whole(std::int64_t value) {
    return value;
}

}  // namespace

class SessionTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::shared_ptr<test::Script> m_script;
    std::unique_ptr<Worker> m_worker;
    std::unique_ptr<Worker> m_side;
    std::unique_ptr<PictureLoader> m_pictures;
    std::unique_ptr<RunHistory> m_history;
    std::unique_ptr<QueueRunner> m_queue;
    std::unique_ptr<Session> m_session;

    QString file(const QString& name) const {
        const auto path = m_dir->filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile made(path);
        if (!made.open(QIODevice::WriteOnly)) qFatal("%s", qPrintable(path));
        return path;
    }

    void startSession() {
        m_session.reset();
        m_session = std::make_unique<Session>(
            Session::Parts{m_worker.get(), m_side.get(), m_pictures.get(), m_queue.get(), m_history.get()});
        m_session->openProject(m_dir->filePath(QStringLiteral("p.stillwave")));
    }

    QList<PhotoId> ids() const {
        QList<PhotoId> found;
        for (const auto& photo : m_session->project()->photos()) found << photo.id;
        return found;
    }

    // Adds photos a.png, b.png … and waits until they were read.
    void addPhotos(int count) const {
        QStringList paths;
        for (int i = 0; i < count; ++i) paths << file(QStringLiteral("%1.png").arg(QChar(u'a' + i)));
        m_session->addFiles(paths);
        QTRY_COMPARE(m_session->project()->photos().size(), count);
        QTRY_VERIFY(!m_session->project()->photos().last().size.isEmpty());
        m_session->selectPhotos(ids(), ids().first());
    }

    const SettingsLayer& values(int index) const { return m_session->project()->photos()[index].settings.values; }
    QUndoStack& undo() const { return *m_session->undoStack(); }

    Take generateOne() const {
        QSignalSpy finished(m_queue.get(), &QueueRunner::finished);
        m_session->generate();
        [&] { QTRY_VERIFY(m_session->project()->jobs().isEmpty()); }();
        return *m_session->project()->take(finished.last()[1].toLongLong());
    }

  private Q_SLOTS:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_dir->filePath(QStringLiteral("config")));
        m_script = std::make_shared<test::Script>();
        const auto make = [script = m_script] { return std::make_unique<test::FakeEngine>(script); };
        m_worker = std::make_unique<Worker>(make);
        m_side = std::make_unique<Worker>(make);
        m_pictures = std::make_unique<PictureLoader>(make);
        m_history = std::make_unique<RunHistory>(m_dir->filePath(QStringLiteral("history.sqlite")));
        m_queue = std::make_unique<QueueRunner>(m_worker.get(), m_history.get());
        startSession();
        QTRY_VERIFY(m_session->engine());
    }

    void cleanup() {
        m_session.reset();
        m_queue.reset();
        m_pictures.reset();
        m_side.reset();
        m_worker.reset();
    }

    void addingFilesAndFolders() {
        QSignalSpy added(m_session.get(), &Session::filesAdded);
        QSignalSpy refused(m_session.get(), &Session::filesRefused);
        file(QStringLiteral("d/p10.JPG"));
        file(QStringLiteral("d/p9.jpg"));
        file(QStringLiteral("d/.hidden.png"));
        file(QStringLiteral("d/notes.txt"));
        file(QStringLiteral("d/1/2/3/deep.tiff"));
        file(QStringLiteral("d/1/2/3/4/deeper.png"));
        m_session->addFiles({m_dir->filePath(QStringLiteral("d")), file(QStringLiteral("film.avi"))});
        QTRY_COMPARE(added.size(), 1);
        QCOMPARE(added[0][0].toInt(), 3);
        QStringList names;
        for (const auto& photo : m_session->project()->photos()) names << photo.name();
        QCOMPARE(names,
                 QStringList({QStringLiteral("p9.jpg"), QStringLiteral("p10.JPG"), QStringLiteral("deep.tiff")}));
        QCOMPARE(m_session->currentPhoto(), ids().first());
        QTRY_COMPARE(refused.size(), 1);
        QVERIFY(refused[0][0].toStringList().first().contains(QStringLiteral("film.avi")));
        QTRY_COMPARE(m_session->project()->photos().last().size, QSize(64, 48));

        // A photo that is added again becomes current and is not added twice.
        m_session->addFiles({m_dir->filePath(QStringLiteral("d/p10.JPG"))});
        QTRY_COMPARE(m_session->currentPhoto(), ids()[1]);
        QCOMPARE(ids().size(), 3);

        // The window is told once, however many photos come or go.
        const auto before = ids();
        QSignalSpy reset(m_session->project(), &Project::photosReset);
        undo().undo();
        QCOMPARE(reset.size(), 1);
        QVERIFY(ids().isEmpty());
        QCOMPARE(m_session->currentPhoto(), noId);
        undo().redo();
        QCOMPARE(ids(), before);
        QCOMPARE(m_session->project()->photos().last().size, QSize(64, 48));
    }

    void badFilesLeaveAndGoodOnesStay() {
        m_script->unreadable = {"bad1.png", "bad2.png"};
        QSignalSpy refused(m_session.get(), &Session::filesRefused);
        m_session->addFiles({file(QStringLiteral("bad1.png")), file(QStringLiteral("good.png")),
                             file(QStringLiteral("bad2.png")), file(QStringLiteral("text.txt"))});
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(refused[0][0].toStringList().size(), 3);
        QCOMPARE(m_session->project()->photos().size(), 1);
        QCOMPARE(m_session->project()->photos().first().name(), QStringLiteral("good.png"));
        QCOMPARE(m_session->currentPhoto(), ids().first());
        QCOMPARE(undo().count(), 1);
        undo().undo();
        undo().redo();
        QCOMPARE(ids().size(), 1);
    }

    void aPhotoThatVanishedShowsItsProblem() {
        addPhotos(1);
        m_script->unreadable = {"a.png"};
        const auto path = m_session->project()->photos().first().path;
        m_pictures->forget(path);
        m_pictures->thumbnail(path);
        QTRY_VERIFY(!m_session->project()->photos().first().problem.isEmpty());
        QVERIFY(!m_session->whyNotGenerate().isEmpty());
        m_session->relocatePhoto(ids().first(), file(QStringLiteral("moved.png")));
        QVERIFY(m_session->whyNotGenerate().isEmpty());
        undo().undo();
        QCOMPARE(m_session->project()->photos().first().path, path);
        undo().redo();
        QCOMPARE(m_session->project()->photos().first().name(), QStringLiteral("moved.png"));
    }

    void removingIsUndone() {
        addPhotos(3);
        const auto all = ids();
        m_session->selectPhotos({all[1]}, all[1]);
        m_session->removeSelectedPhotos();
        QCOMPARE(ids(), QList<PhotoId>({all[0], all[2]}));
        QCOMPARE(m_session->currentPhoto(), all[2]);
        undo().undo();
        QCOMPARE(ids(), all);
        undo().redo();
        QCOMPARE(ids().size(), 2);
    }

    void settingsOfOneAndOfSeveral() {
        addPhotos(3);
        const auto all = ids();
        const auto steps = undo().count();
        QCOMPARE(m_session->value(QStringLiteral("num_inference_steps")), whole(4));
        QCOMPARE(m_session->value(QStringLiteral("detail")), SettingValue(std::string("photo")));
        QVERIFY(!m_session->isSet(QStringLiteral("fps")));
        m_session->selectPhotos({all[0]}, all[0]);
        m_session->setValue(QStringLiteral("fps"), whole(12));
        m_session->selectPhotos(all, all[0]);
        QVERIFY(!m_session->value(QStringLiteral("fps")));
        QVERIFY(m_session->isSet(QStringLiteral("fps")));
        // A slider that moves makes one undo step for all photos.
        for (int fps = 13; fps < 20; ++fps) m_session->setValue(QStringLiteral("fps"), whole(fps));
        QCOMPARE(undo().count(), steps + 2);
        QCOMPARE(m_session->value(QStringLiteral("fps")), whole(19));
        m_session->setValue(QStringLiteral("motion_bucket_id"), whole(5));
        QCOMPARE(undo().count(), steps + 3);
        undo().undo();
        undo().undo();
        QCOMPARE(values(0).at("fps"), whole(12));
        QVERIFY(values(1).empty());
        undo().redo();
        QCOMPARE(values(2).at("fps"), whole(19));
        m_session->resetValue(QStringLiteral("fps"));
        QCOMPARE(m_session->value(QStringLiteral("fps")), whole(7));
        m_session->resetAll();
        QVERIFY_EXCEPTION_THROWN(m_session->setValue(QStringLiteral("fps"), whole(1000)), Error);
        QCOMPARE(m_session->value(QStringLiteral("fps")), whole(7));
    }

    void modelsAndTheirDefaults() {
        addPhotos(2);
        QCOMPARE(m_session->modelOfSelection(), QString());
        m_session->selectPhotos({ids()[1]}, ids()[1]);
        m_session->setModel(QStringLiteral("SVD-XT"));
        QCOMPARE(m_session->resolvedSettings(ids()[1]).num_frames, 25);
        QCOMPARE(m_session->resolvedSettings(ids()[1]).seed, -1);
        m_session->selectPhotos(ids(), ids()[0]);
        QVERIFY(!m_session->modelOfSelection());
        m_session->setValue(QStringLiteral("width"), whole(250));
        QVERIFY(!m_session->whyNotGenerate().isEmpty());
        undo().undo();
        QVERIFY(m_session->whyNotGenerate().isEmpty());
        undo().undo();
        QCOMPARE(m_session->modelOfSelection(), QString());
        QSignalSpy added(m_session.get(), &Session::modelAdded);
        QSignalSpy failed(m_session.get(), &Session::addModelFailed);
        m_session->addModel(QStringLiteral("/models/mine.safetensors"));
        m_session->addModel(QStringLiteral("/models/song.mp3"));
        QTRY_COMPARE(added.size(), 1);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(added[0][0].toString(), QStringLiteral("mine"));
    }

    void copyPasteAndSync() {
        addPhotos(3);
        const auto all = ids();
        m_session->selectPhotos({all[0]}, all[0]);
        m_session->setValue(QStringLiteral("fps"), whole(20));
        QVERIFY(!m_session->canPasteSettings());
        m_session->copySettings();
        m_session->selectPhotos({all[1]}, all[1]);
        m_session->pasteSettings();
        QCOMPARE(values(1).at("fps"), whole(20));
        QVERIFY(values(2).empty());
        undo().undo();
        QVERIFY(values(1).empty());
        m_session->selectPhotos(all, all[0]);
        m_session->syncToSelection();
        QCOMPARE(values(2).at("fps"), whole(20));
        undo().undo();
        QVERIFY(values(2).empty());
    }

    void presetsAreKeptForAllProjects() {
        addPhotos(1);
        QVERIFY(m_session->presets().size() >= 4);
        m_session->applyPreset(m_session->presets().first().name);
        QCOMPARE(values(0).at("motion_bucket_id"), whole(60));
        undo().undo();
        QVERIFY(values(0).empty());
        m_session->setValues({{"fps", whole(3)}, {"seed", whole(9)}}, QStringLiteral("x"));
        m_session->savePreset(QStringLiteral("Slow / mine"));
        m_session->resetAll();
        startSession();
        m_session->applyPreset(QStringLiteral("Slow / mine"));
        QCOMPARE(values(0).at("fps"), whole(3));
        QVERIFY(!values(0).contains("seed"));
        m_session->removePreset(QStringLiteral("Slow / mine"));
        QVERIFY(!m_session->presets().last().name.contains(QStringLiteral("mine")));
    }

    void fourSeedsForThreePhotos() {
        addPhotos(3);
        m_queue->setPaused(true);
        m_session->setValue(QStringLiteral("seed"), whole(77));
        m_session->generate(4);
        const auto jobs = m_session->project()->jobs();
        QCOMPARE(jobs.size(), 12);
        QSet<qint64> seeds;
        for (int i = 0; i < 4; ++i) seeds << std::get<std::int64_t>(jobs[i].settings.values.at("seed"));
        QCOMPARE(seeds.size(), 4);
        QCOMPARE(jobs[0].settings.values.at("seed"), whole(77));
        QCOMPARE(jobs[4].settings.values.at("seed"), whole(77));
        QCOMPARE(jobs[0].settings.values.at("detail"), SettingValue(std::string("photo")));
        QSignalSpy idle(m_queue.get(), &QueueRunner::idle);
        m_queue->setPaused(false);
        QTRY_COMPARE_WITH_TIMEOUT(idle.size(), 1, 30000);
        QCOMPARE(m_session->project()->takes(ids()[2]).size(), 4);
        QVERIFY(m_session->prediction());
    }

    void controlsDirectClips() {
        addPhotos(2);
        Controls controls;
        controls.camera.push = 1.2;
        m_session->setControls(controls, QStringLiteral("Move camera"), QStringLiteral("camera"));
        controls.camera.pan = 4;
        m_session->setControls(controls, QStringLiteral("Move camera"), QStringLiteral("camera"));
        QCOMPARE(undo().count(), 2);
        QCOMPARE(m_session->controls().camera.pan, 4.0);
        QSignalSpy previewed(m_session.get(), &Session::controlsPreviewed);
        m_session->previewControls();
        QTRY_COMPARE(previewed.size(), 1);
        QCOMPARE(previewed[0][1].value<QList<QImage>>().size(), 14);

        m_session->selectPhotos({ids()[0]}, ids()[0]);
        const auto take = generateOne();
        QCOMPARE(take.controls, controls);
        QCOMPARE(m_script->seen().back().controls, controls);
        QVERIFY(m_session->changedSince(take.id).isEmpty());
        undo().undo();
        QVERIFY(m_session->controls().empty());
        QCOMPARE(m_session->changedSince(take.id), QStringList(QStringLiteral("controls")));
        m_session->restoreSettings(take.id);
        QCOMPARE(m_session->controls(), controls);
        m_session->resetAll();
        QCOMPARE(m_session->controls(), controls);
        m_session->copySettings();
        m_session->selectPhotos({ids()[1]}, ids()[1]);
        QVERIFY(m_session->controls().empty());
        m_session->pasteSettings();
        QCOMPARE(m_session->controls(), controls);

        m_queue->setPaused(true);
        m_session->extendTake(take.id, 8);
        m_session->makeAgain(take.id, 2, 5, 0.5);
        const auto& jobs = m_session->project()->jobs();
        QCOMPARE(jobs[0].photo, take.photo);
        QCOMPARE(jobs[0].settings.controls.extend, Extension({take.folder.toStdString(), 8}));
        QVERIFY(!jobs[0].settings.controls.camera.moves());
        QVERIFY(jobs[0].settings.values.at("seed") != take.settings.at("seed"));
        QCOMPARE(jobs[1].settings.controls.make_again, MakeAgain({take.folder.toStdString(), 2, 5, 0.5, {}}));
    }

    void takesShowRateAndRestore() {
        addPhotos(1);
        const auto first = generateOne();
        QCOMPARE(m_session->currentTake(), first.id);
        QVERIFY(m_session->changedSince(first.id).isEmpty());
        m_session->setValue(QStringLiteral("fps"), whole(30));
        QCOMPARE(m_session->changedSince(first.id), QStringList(QStringLiteral("fps")));
        const auto second = generateOne();
        QCOMPARE(m_session->currentTake(), second.id);
        m_session->restoreSettings(first.id);
        QCOMPARE(values(0), SettingsLayer({{"seed", first.settings.at("seed")}}));
        QVERIFY(m_session->changedSince(first.id).isEmpty());
        undo().undo();
        QCOMPARE(values(0).at("fps"), whole(30));
        m_session->setRating(first.id, Rating::starred);
        QCOMPARE(m_session->project()->take(first.id)->rating, Rating::starred);
        undo().undo();
        QCOMPARE(m_session->project()->take(first.id)->rating, Rating::none);
        undo().redo();
        QCOMPARE(m_session->project()->take(first.id)->rating, Rating::starred);
    }

    void remediesMendTheJob() {
        addPhotos(1);
        m_script->fail_photo("a.png", {Stage::decode, ErrorCode::out_of_memory, "Too large.", {}});
        QSignalSpy failed(m_queue.get(), &QueueRunner::failed);
        m_session->generate();
        QTRY_COMPARE(failed.size(), 1);
        const auto job = m_session->project()->jobs().first();
        QCOMPARE(m_session->remedies(job).first(), Session::Remedy::lowMemory);
        m_script->mend();
        m_session->applyRemedy(job.id, Session::Remedy::lowMemory);
        QTRY_VERIFY(m_session->project()->jobs().isEmpty());
        QCOMPARE(m_script->seen().back().settings.at("decode_chunk_size"), whole(2));
        QCOMPARE(values(0).at("decode_chunk_size"), whole(2));
    }

    void theSelectionComesBackWithTheProject() {
        addPhotos(3);
        const auto take = generateOne();
        const auto all = ids();
        m_session->selectPhotos({all[0], all[2]}, all[2]);
        const auto shown = m_session->currentTake();
        QVERIFY(shown != noId && take.id != noId);
        startSession();
        QCOMPARE(m_session->currentPhoto(), all[2]);
        QCOMPARE(m_session->selectedPhotos(), QList<PhotoId>({all[0], all[2]}));
        QCOMPARE(m_session->currentTake(), shown);
    }

    void whyNotGenerate() {
        QVERIFY(!m_session->whyNotGenerate().isEmpty());
        addPhotos(1);
        QVERIFY(m_session->whyNotGenerate().isEmpty());
        m_session->setModel(QStringLiteral("gone"));
        QVERIFY(m_session->whyNotGenerate().contains(QStringLiteral("gone")));
        m_session->generate();
        QVERIFY(m_session->project()->jobs().isEmpty());
    }
};

QTEST_GUILESS_MAIN(SessionTest)

#include "session_test.moc"
