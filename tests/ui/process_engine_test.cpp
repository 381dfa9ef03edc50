// Tests of ProcessEngine with the real worker program: it can be killed at any moment, and the next call works.
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <atomic>
#include <csignal>

#include "engine/take.h"
#include "types/names.h"
#include "ui/picture_loader.h"
#include "ui/process_engine.h"
#include "ui/worker.h"

namespace stillwave::ui {
namespace {

const QString samples = QStringLiteral(STILLWAVE_RESOURCES "/samples/");

AnimationRequest smallRequest(const QString& takeFolder, int steps = 2) {
    AnimationRequest request;
    request.photo_path = (samples + QStringLiteral("coffee.png")).toStdString();
    request.model = STILLWAVE_RESOURCES "/models/starter";
    request.settings = {{"width", std::int64_t{128}},     {"height", std::int64_t{64}},
                        {"num_frames", std::int64_t{4}},  {"num_inference_steps", std::int64_t{steps}},
                        {"detail", std::string("photo")}, {"detail_size", std::int64_t{256}},
                        {"seed", std::int64_t{5}}};
    request.take_folder = takeFolder.toStdString();
    return request;
}

}  // namespace

class ProcessEngineTest : public QObject {
    Q_OBJECT

    std::atomic<qint64> m_child = 0;
    QTemporaryDir m_folder;

    Worker::MakeEngine maker(const QString& program = QStringLiteral(STILLWAVE_PROGRAM)) {
        return [this, program] {
            ProcessEngine::Program child;
            child.path = program;
            child.started = [this](qint64 id) { m_child = id; };
            return std::make_unique<ProcessEngine>(child);
        };
    }

    QString takeFolder(const QString& name) const { return m_folder.filePath(name); }

  private Q_SLOTS:
    void describesAndReadsPictures();
    void animatesWithPreviews();
    void pausesBetweenSteps();
    void cancelsWithinAStep();
    void killedAtEachStage_data();
    void killedAtEachStage();
    void killedWhileReadingAPicture();
    void aProgramThatIsNotThereIsAnError();
};

void ProcessEngineTest::describesAndReadsPictures() {
    Worker worker(maker());
    QSignalSpy described(&worker, &Worker::described);
    worker.describe();
    QVERIFY(described.wait(30000));
    QCOMPARE(described.first().first().value<EngineDescription>().default_model, std::string("starter"));

    PictureLoader loader(maker());
    QSignalSpy read(&loader, &PictureLoader::pictureRead);
    QSignalSpy failed(&loader, &PictureLoader::pictureFailed);
    const QString rocket = samples + QStringLiteral("rocket.jpg");
    QVERIFY(loader.thumbnail(rocket).isNull());
    QVERIFY(read.wait(30000));
    QCOMPARE(read.first().at(1).toSize(), QSize(640, 427));
    QCOMPARE(loader.thumbnail(rocket).width(), 320);
    loader.stagePicture(QStringLiteral("/nowhere.png"));
    QVERIFY(failed.wait(30000));
    QVERIFY(failed.first().at(1).value<JobFailure>().code == ErrorCode::photo_unreadable);
}

void ProcessEngineTest::animatesWithPreviews() {
    Worker worker(maker());
    QSignalSpy progressed(&worker, &Worker::jobProgressed);
    QSignalSpy finished(&worker, &Worker::animationFinished);
    worker.animate(7, smallRequest(takeFolder(QStringLiteral("plain"))));
    QVERIFY(finished.wait(60000));
    QCOMPARE(finished.first().first().toLongLong(), 7);
    const auto result = finished.first().at(1).value<AnimationResult>();
    QCOMPARE(result.settings.seed, 5);
    QCOMPARE(result.report.step_seconds.size(), 2U);
    int previews = 0;
    int frames = 0;
    for (const auto& call : progressed) {
        const auto progress = call.at(1).value<Progress>();
        if (progress.preview.empty()) continue;
        (progress.stage == Stage::decode ? frames : previews) += static_cast<int>(progress.preview.size());
    }
    QCOMPARE(previews, 2 * 4);
    QCOMPARE(frames, 4);
    QCOMPARE(read_frames(take_frames_path(takeFolder(QStringLiteral("plain")).toStdString(), TakeFrames::photo_detail))
                 .size(),
             4U);
}

void ProcessEngineTest::pausesBetweenSteps() {
    Worker worker(maker());
    QSignalSpy finished(&worker, &Worker::animationFinished);
    int steps = 0;
    connect(&worker, &Worker::jobProgressed, this, [&](qint64, const Progress& progress) {
        if (progress.stage == Stage::sample) steps = progress.step;
        if (steps == 1) worker.setPaused(true);
    });
    worker.animate(1, smallRequest(takeFolder(QStringLiteral("paused")), 6));
    // The step that runs when the pause comes may end before it is seen here.
    QTRY_VERIFY_WITH_TIMEOUT(steps >= 1, 60000);
    QTest::qWait(1500);  // several steps long
    QVERIFY2(steps <= 2, "the step that ran when the pause came may end, no other begins");
    worker.setPaused(false);
    steps = 2;
    QVERIFY(finished.wait(60000));
}

void ProcessEngineTest::cancelsWithinAStep() {
    Worker worker(maker());
    QSignalSpy cancelled(&worker, &Worker::jobCancelled);
    QSignalSpy finished(&worker, &Worker::animationFinished);
    int steps = 0;
    connect(&worker, &Worker::jobProgressed, this, [&](qint64, const Progress& progress) {
        if (progress.stage == Stage::sample) steps = progress.step;
    });
    worker.animate(1, smallRequest(takeFolder(QStringLiteral("cancelled")), 200));
    QTRY_VERIFY_WITH_TIMEOUT(steps > 0, 60000);
    worker.cancelJob();
    QVERIFY(cancelled.wait(20000));
    QVERIFY(steps < 199);
    worker.animate(2, smallRequest(takeFolder(QStringLiteral("after"))));
    QVERIFY(finished.wait(60000));
}

void ProcessEngineTest::killedAtEachStage_data() {
    QTest::addColumn<int>("stage");
    QTest::addColumn<int>("signal");
    for (const auto stage :
         {Stage::load, Stage::image_encoder, Stage::vae_encode, Stage::sample, Stage::decode, Stage::photo_detail})
        QTest::newRow(stage_name(stage).data()) << static_cast<int>(stage) << SIGKILL;
    QTest::newRow("abort while sampling") << static_cast<int>(Stage::sample) << SIGABRT;
}

void ProcessEngineTest::killedAtEachStage() {
    QFETCH(int, stage);
    QFETCH(int, signal);
    Worker worker(maker());
    QSignalSpy failed(&worker, &Worker::jobFailed);
    QSignalSpy finished(&worker, &Worker::animationFinished);
    const auto killer = connect(&worker, &Worker::jobProgressed, this, [&](qint64, const Progress& progress) {
        if (static_cast<int>(progress.stage) == stage) ::kill(static_cast<pid_t>(m_child.load()), signal);
    });
    const auto take = takeFolder(QString::fromLatin1(QTest::currentDataTag()));
    worker.animate(1, smallRequest(take));
    QVERIFY(failed.wait(60000));
    const auto failure = failed.first().at(1).value<JobFailure>();
    QVERIFY(failure.code == ErrorCode::worker_lost);
    QVERIFY2(failure.message.contains(QString::number(signal)), qPrintable(failure.message));
    QVERIFY(!QFile::exists(take + QStringLiteral("/recipe.json")));

    disconnect(killer);
    worker.animate(2, smallRequest(take));
    QVERIFY(finished.wait(60000));
    QVERIFY(QFile::exists(take + QStringLiteral("/recipe.json")));
    // The latents that were sampled before are not sampled again.
    const auto result = finished.first().at(1).value<AnimationResult>();
    const bool sampled = static_cast<Stage>(stage) >= Stage::decode;
    QCOMPARE(result.report.step_seconds.empty(), sampled);
}

void ProcessEngineTest::killedWhileReadingAPicture() {
    PictureLoader loader(maker());
    QSignalSpy read(&loader, &PictureLoader::pictureRead);
    QSignalSpy failed(&loader, &PictureLoader::pictureFailed);
    loader.thumbnail(samples + QStringLiteral("rocket.jpg"));
    QVERIFY(read.wait(30000));
    ::kill(static_cast<pid_t>(m_child.load()), SIGSTOP);
    loader.thumbnail(samples + QStringLiteral("cat.png"));
    QTest::qWait(200);
    ::kill(static_cast<pid_t>(m_child.load()), SIGKILL);
    QVERIFY(failed.wait(30000));
    loader.thumbnail(samples + QStringLiteral("coffee.png"));
    QVERIFY(read.wait(30000));
}

void ProcessEngineTest::aProgramThatIsNotThereIsAnError() {
    Worker worker(maker(QStringLiteral("/nowhere/stillwave")));
    QSignalSpy failed(&worker, &Worker::describeFailed);
    worker.describe();
    QVERIFY(failed.wait(30000));
    const auto failure = failed.first().first().value<JobFailure>();
    QVERIFY(failure.code == ErrorCode::worker_lost);
    QVERIFY(failure.message.contains(QStringLiteral("/nowhere/stillwave")));
}

}  // namespace stillwave::ui

QTEST_GUILESS_MAIN(stillwave::ui::ProcessEngineTest)
#include "process_engine_test.moc"
