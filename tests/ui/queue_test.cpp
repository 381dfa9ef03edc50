#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/ui/fake_engine.h"
#include "ui/session/queue_runner.h"

using namespace stillwave;
using namespace stillwave::ui;

class QueueTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::shared_ptr<test::Script> m_script;
    std::unique_ptr<Worker> m_worker;
    std::unique_ptr<RunHistory> m_history;
    std::unique_ptr<QueueRunner> m_queue;
    std::unique_ptr<Project> m_project;

    JobId addJob(const QString& name) const {
        Photo photo;
        photo.path = m_dir->filePath(name);
        PhotoSettings settings;
        settings.values = {{"num_inference_steps", std::int64_t{5}}, {"seed", std::int64_t{3}}};
        return m_project->addJob(m_project->insertPhoto(photo), settings);
    }

  private Q_SLOTS:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_script = std::make_shared<test::Script>();
        m_worker = std::make_unique<Worker>([script = m_script] { return std::make_unique<test::FakeEngine>(script); });
        m_history = std::make_unique<RunHistory>(m_dir->filePath(QStringLiteral("history.sqlite")));
        m_queue = std::make_unique<QueueRunner>(m_worker.get(), m_history.get());
        m_project = Project::open(m_dir->filePath(QStringLiteral("a.stillwave")));
        m_queue->setProject(m_project.get());
    }

    void cleanup() {
        m_queue.reset();
        m_worker.reset();
        m_project.reset();
    }

    void jobsBecomeTakesInOrder() {
        QSignalSpy idle(m_queue.get(), &QueueRunner::idle);
        QSignalSpy finished(m_queue.get(), &QueueRunner::finished);
        const auto a = addJob(QStringLiteral("a.png"));
        const auto b = addJob(QStringLiteral("b.png"));
        const auto c = addJob(QStringLiteral("c.png"));
        m_project->moveJob(c, 0);
        QTRY_COMPARE(idle.size(), 1);
        QCOMPARE(idle[0][0].toInt(), 3);
        QCOMPARE(idle[0][1].toInt(), 0);
        QCOMPARE(finished[0][0].toLongLong(), c);
        QCOMPARE(finished[1][0].toLongLong(), a);
        QCOMPARE(finished[2][0].toLongLong(), b);
        QVERIFY(m_project->jobs().isEmpty());
        const auto* take = m_project->take(finished[0][1].toLongLong());
        QVERIFY(take);
        QVERIFY(QFileInfo::exists(QString::fromStdString(take_recipe_path(take->folder.toStdString()).string())));
        QCOMPARE(read_frames(take_frames_path(take->folder.toStdString(), TakeFrames::model)).size(), std::size_t{14});
        QCOMPARE(take->settings.at("width"), SettingValue(std::int64_t{256}));
        QCOMPARE(take->model, QStringLiteral("starter"));
        // The history has 1 s of encoding and 2 s of decoding from the report; loading is left out.
        AnimationSettings settings;
        apply_settings(settings, take->settings);
        const auto prediction = m_history->predict(
            RunHistory::workOf(settings, {}, take->model, QStringLiteral("cpu"), QStringLiteral("float32")), 5);
        QCOMPARE(prediction->clips, 3);
        QCOMPARE(prediction->seconds, 3.0);
    }

    void oneFailureDoesNotStopTheQueue() {
        m_script->fail_photo("b.png", {Stage::decode, ErrorCode::out_of_memory, "Too large.", "alloc"});
        QSignalSpy idle(m_queue.get(), &QueueRunner::idle);
        addJob(QStringLiteral("a.png"));
        const auto b = addJob(QStringLiteral("b.png"));
        addJob(QStringLiteral("c.png"));
        QTRY_COMPARE(idle.size(), 1);
        QCOMPARE(idle[0][0].toInt(), 2);
        QCOMPARE(idle[0][1].toInt(), 1);
        QCOMPARE(m_project->jobs().size(), 1);
        QCOMPARE(m_project->job(b)->state, JobState::failed);
        QCOMPARE(m_project->job(b)->failure->code, ErrorCode::out_of_memory);
        QCOMPARE(m_project->job(b)->failure->message, QStringLiteral("Too large."));
        QCOMPARE(m_project->job(b)->failure->detail, QStringLiteral("alloc"));

        m_script->mend();
        m_queue->retry(b);
        QTRY_COMPARE(idle.size(), 2);
        QVERIFY(m_project->jobs().isEmpty());
    }

    void liveShowsStepsAndFrames() {
        m_script->step_ms = 20;
        m_script->frame_ms = 5;
        std::size_t frames = 0;
        int previews = 0;
        double fraction = 0;
        bool falls = false;
        connect(m_queue.get(), &QueueRunner::progressed, this, [&] {
            const auto* live = m_queue->live();
            if (!live) return;
            frames = std::max(frames, live->frames.size());
            if (live->progress.stage == Stage::sample) previews += live->progress.preview.size() == 14;
            falls = falls || live->fraction < fraction;
            fraction = live->fraction;
        });
        QSignalSpy finished(m_queue.get(), &QueueRunner::finished);
        addJob(QStringLiteral("a.png"));
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(frames, std::size_t{14});
        QVERIFY(previews >= 5);
        QVERIFY(!falls);
        QVERIFY(fraction > 0.8);
        QVERIFY(!m_queue->live());
        QVERIFY(m_project->takes(m_project->photos().first().id).first().seconds >= 0.1);
    }

    void cancelEndsTheRunningJobAndTheNextStarts() {
        m_script->step_ms = 200;
        QSignalSpy started(m_queue.get(), &QueueRunner::started);
        const auto a = addJob(QStringLiteral("a.png"));
        const auto b = addJob(QStringLiteral("b.png"));
        QTRY_COMPARE(started.size(), 1);
        const auto folder = m_project->job(a)->takeFolder;
        QVERIFY(QDir().mkpath(folder));
        m_queue->cancel(a);
        QVERIFY(!m_project->job(a));
        QVERIFY(!m_queue->live());
        QTRY_COMPARE(started.size(), 2);
        QCOMPARE(m_queue->live()->job, b);
        QTRY_VERIFY(!QFileInfo::exists(folder));
        // A waiting job just leaves the queue.
        const auto c = addJob(QStringLiteral("c.png"));
        m_queue->cancel(c);
        QVERIFY(!m_project->job(c));
        QCOMPARE(m_project->job(b)->state, JobState::running);
    }

    void removingAPhotoEndsItsRun() {
        m_script->step_ms = 200;
        const auto a = addJob(QStringLiteral("a.png"));
        QTRY_VERIFY(m_queue->live());
        m_project->removePhotos({m_project->job(a)->photo});
        QVERIFY(!m_queue->live());
        QTest::qWait(300);
        QVERIFY(m_project->jobs().isEmpty());
    }

    void pauseHoldsTheRunAndItsClock() {
        m_script->step_ms = 30;
        QSignalSpy finished(m_queue.get(), &QueueRunner::finished);
        QSignalSpy paused(m_queue.get(), &QueueRunner::pausedChanged);
        addJob(QStringLiteral("a.png"));
        QTRY_VERIFY(m_queue->live() && m_queue->live()->progress.stage == Stage::sample);
        m_queue->setPaused(true);
        QCOMPARE(paused.size(), 1);
        QTest::qWait(700);
        QCOMPARE(finished.size(), 0);
        const auto step = m_queue->live()->progress.step;
        QVERIFY(step < 5);
        QVERIFY(m_queue->live()->elapsedSeconds < 0.6);
        m_queue->setPaused(false);
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(m_project->take(finished[0][1].toLongLong())->seconds < 0.7);
    }

    void nothingIsPredictedThatWasNotMeasured() {
        m_script->step_ms = 50;
        m_queue->workOf = [](const Job&) {
            return RunHistory::Work{QStringLiteral("starter"),
                                    QStringLiteral("cpu"),
                                    QStringLiteral("float32"),
                                    256,
                                    144,
                                    14,
                                    true,
                                    false,
                                    {}};
        };
        m_queue->resolveSettings = [](const Job& job) {
            AnimationSettings settings;
            apply_settings(settings, job.settings.values);
            return settings;
        };
        addJob(QStringLiteral("a.png"));
        QTRY_VERIFY(m_queue->live() && m_queue->live()->progress.stage == Stage::sample);
        QVERIFY(!m_queue->live()->remainingSeconds);
        QVERIFY(!m_queue->remainingSeconds());
        QTRY_VERIFY(m_project->jobs().isEmpty());
        addJob(QStringLiteral("b.png"));
        QTRY_VERIFY(m_queue->live() && m_queue->live()->progress.stage == Stage::sample);
        // The history has two seconds of decoding.
        QVERIFY(m_queue->live()->remainingSeconds.value() > 1.9);
        QVERIFY(m_queue->live()->remainingSeconds.value() < 2.6);
        QVERIFY(m_queue->remainingSeconds());
    }

    void anotherProjectLeavesTheJobWaiting() {
        m_script->step_ms = 100;
        const auto a = addJob(QStringLiteral("a.png"));
        QTRY_VERIFY(m_queue->live());
        auto other = Project::open(m_dir->filePath(QStringLiteral("b.stillwave")));
        m_queue->setProject(other.get());
        QVERIFY(!m_queue->live());
        QCOMPARE(m_project->job(a)->state, JobState::waiting);
        m_queue->setProject(m_project.get());
        QTRY_VERIFY(m_project->jobs().isEmpty());
        m_queue->setProject(nullptr);
    }

    void finishAndStopStartsNothingMore() {
        m_script->step_ms = 20;
        QSignalSpy finished(m_queue.get(), &QueueRunner::finished);
        addJob(QStringLiteral("a.png"));
        addJob(QStringLiteral("b.png"));
        QTRY_VERIFY(m_queue->live());
        m_queue->finishAndStop();
        QTRY_COMPARE(finished.size(), 1);
        QTest::qWait(50);
        QVERIFY(!m_queue->live());
        QCOMPARE(m_project->jobs().size(), 1);
        QCOMPARE(m_project->jobs().first().state, JobState::waiting);
    }

    void interruptedJobsAreOfferedAgain() {
        m_queue->setProject(nullptr);
        const auto a = addJob(QStringLiteral("a.png"));
        m_project->setJobState(a, JobState::running);
        m_project.reset();
        m_project = Project::open(m_dir->filePath(QStringLiteral("a.stillwave")));
        m_queue->setProject(m_project.get());
        QTest::qWait(50);
        QCOMPARE(m_project->job(a)->state, JobState::interrupted);
        m_queue->retryInterrupted();
        QTRY_VERIFY(m_project->jobs().isEmpty());
    }
};

QTEST_GUILESS_MAIN(QueueTest)

#include "queue_test.moc"
