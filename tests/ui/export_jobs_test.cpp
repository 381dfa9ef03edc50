// Tests of exports in a project and in its queue: stored, run, failed, cancelled, offered again.
#include <QProcess>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <cstdio>

#include "tests/ui/fake_engine.h"
#include "ui/session/queue_runner.h"

using namespace stillwave;
using namespace stillwave::ui;

namespace {

PhotoId addPhoto(Project& project) {
    Photo photo;
    photo.path = QStringLiteral("/photos/a.png");
    return project.insertPhoto(photo);
}

TakeId addTake(Project& project) {
    return project.finishJob(project.addJob(addPhoto(project), {}), {}, QStringLiteral("starter"), 1);
}

// Starts an export in the project in `folder`, prints that, and waits to be killed.
int exportUntilKilled(const QString& folder) {
    const auto script = std::make_shared<test::Script>();
    script->frame_ms = 1000;
    Worker worker([script] { return std::make_unique<test::FakeEngine>(script); });
    RunHistory history(folder + QStringLiteral("/history.sqlite"));
    QueueRunner queue(&worker, &history);
    auto project = Project::open(folder);
    const auto take = addTake(*project);
    queue.setProject(project.get());
    QObject::connect(&queue, &QueueRunner::started, [] {
        std::puts("started");
        std::fflush(stdout);
    });
    project->addExport({take, QStringLiteral("model"), 0, -1, {}, folder + QStringLiteral("/clip.mp4")});
    return QCoreApplication::exec();
}

}  // namespace

class ExportJobsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_folder;  // the project's
    std::shared_ptr<test::Script> m_script;
    std::unique_ptr<Worker> m_worker;
    std::unique_ptr<RunHistory> m_history;
    std::unique_ptr<QueueRunner> m_queue;
    std::unique_ptr<Project> m_project;
    TakeId m_take = noId;

    // Opens a project with a take and lets its queue run.
    void start() {
        m_project = Project::open(m_folder);
        m_take = addTake(*m_project);
        m_queue->setProject(m_project.get());
    }

    JobId addExport(const QString& name) const {
        return m_project->addExport(
            {m_take, QStringLiteral("model"), 1, 8, {{"quality", std::int64_t{60}}}, m_dir->filePath(name)});
    }

  private Q_SLOTS:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_folder = m_dir->filePath(QStringLiteral("a.stillwave"));
        m_script = std::make_shared<test::Script>();
        m_worker = std::make_unique<Worker>([script = m_script] { return std::make_unique<test::FakeEngine>(script); });
        m_history = std::make_unique<RunHistory>(m_dir->filePath(QStringLiteral("history.sqlite")));
        m_queue = std::make_unique<QueueRunner>(m_worker.get(), m_history.get());
    }

    void cleanup() {
        m_queue.reset();
        m_worker.reset();
        m_project.reset();
    }

    void exportsComeBack() {
        ExportJob asked{noId, QStringLiteral("photo"),         2,
                        9,    {{"quality", std::int64_t{70}}}, m_folder + QStringLiteral("/x.mp4")};
        FinishedExport file;
        JobId failed = noId;
        {
            const auto project = Project::open(m_folder);
            const auto photo = addPhoto(*project);
            QCOMPARE(project->addExport(asked), noId);
            asked.take = project->finishJob(project->addJob(photo, {}), {}, QStringLiteral("starter"), 1);
            const auto first = project->addJob(photo, {});
            const auto one = project->addExport(asked);
            failed = project->addExport(asked);
            // An export stands before the generations and behind earlier exports.
            QCOMPARE(project->jobs()[0].id, one);
            QCOMPARE(project->jobs()[1].id, failed);
            QCOMPARE(project->jobs()[2].id, first);
            project->setJobState(failed, JobState::failed, JobFailure{ErrorCode::output_unwritable, asked.out, {}});
            file.path = asked.out;
            file.size = QSize(640, 360);
            file.bytes = 5'000'000'000;
            project->finishExport(one, file);
            // A take that is rated while its export waits keeps the export.
            project->setTakeRating(asked.take, Rating::starred);
            project->setJobState(project->addExport(asked), JobState::running);
        }
        const auto project = Project::open(m_folder);
        QVERIFY(project->report().losses.isEmpty());
        QCOMPARE(project->jobs().size(), 3);
        QVERIFY(project->job(failed)->exporting == asked);
        QCOMPARE(project->job(failed)->state, JobState::failed);
        QCOMPARE(project->jobs()[1].state, JobState::interrupted);
        QVERIFY(project->jobs()[1].exporting == asked);
        QVERIFY(!project->jobs()[2].exporting);
        QCOMPARE(project->finishedExports().size(), 1);
        const auto back = project->finishedExports().first();
        QCOMPARE(back.path, file.path);
        QCOMPARE(back.size, file.size);
        QCOMPARE(back.bytes, file.bytes);
        QCOMPARE(back.take, asked.take);
        QVERIFY(back.made.isValid());
        project->forgetExport(back.id);
        QVERIFY(project->finishedExports().isEmpty());
    }

    void anOlderProjectOpens() {
        JobId job = noId;
        {
            const auto project = Project::open(m_folder);
            job = project->addJob(addPhoto(*project), {});
        }
        {
            // The tables as version 1 made them.
            auto old = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("old"));
            old.setDatabaseName(m_folder + QStringLiteral("/project.sqlite"));
            QVERIFY(old.open());
            for (const auto* column : {"take", "detail", "first", "last", "out"})
                QVERIFY(
                    QSqlQuery(old).exec(QStringLiteral("ALTER TABLE job DROP COLUMN %1").arg(QLatin1String(column))));
            for (const auto* table : {"photo", "take", "job"})
                QVERIFY(QSqlQuery(old).exec(
                    QStringLiteral("ALTER TABLE %1 DROP COLUMN controls").arg(QLatin1String(table))));
            QVERIFY(QSqlQuery(old).exec(QStringLiteral("PRAGMA user_version = 1")));
            old.close();
        }
        QSqlDatabase::removeDatabase(QStringLiteral("old"));
        for (int again = 0; again < 2; ++again) {
            const auto project = Project::open(m_folder);
            QVERIFY(project->report().losses.isEmpty());
            QCOMPARE(project->jobs().size(), 1);
            QCOMPARE(project->jobs().first().id, job);
            const auto take = project->finishJob(project->addJob(project->photos().first().id, {}), {}, {}, 1);
            project->removeJob(project->addExport({take, {}, 0, -1, {}, QStringLiteral("/x.gif")}));
        }
    }

    void anExportIsWrittenAndRemembered() {
        start();
        m_script->frame_ms = 10;
        QSignalSpy exported(m_queue.get(), &QueueRunner::exported);
        QSignalSpy idle(m_queue.get(), &QueueRunner::idle);
        bool falls = false;
        bool knew = false;
        double fraction = 0;
        connect(m_queue.get(), &QueueRunner::progressed, this, [&] {
            if (!m_queue->live()) return;
            falls = falls || m_queue->live()->fraction < fraction;
            fraction = m_queue->live()->fraction;
            knew = knew || (m_queue->live()->remainingSeconds && *m_queue->live()->remainingSeconds < 1);
        });
        const auto job = addExport(QStringLiteral("clip.mp4"));
        QTRY_COMPARE(idle.size(), 1);
        QCOMPARE(exported.size(), 1);
        QCOMPARE(exported[0][0].toLongLong(), job);
        QCOMPARE(m_queue->lastBatch().exports, 1);
        QCOMPARE(m_queue->lastBatch().clips, 0);
        QVERIFY(!falls);
        QVERIFY(fraction > 0.8);
        QVERIFY(knew);
        QVERIFY(m_project->jobs().isEmpty());
        const auto file = m_project->finishedExports().first();
        QCOMPARE(file.path, m_dir->filePath(QStringLiteral("clip.mp4")));
        QVERIFY(QFileInfo::exists(file.path));
        QCOMPARE(file.size, QSize(256, 144));
        const auto request = m_script->exports.front();
        QCOMPARE(QString::fromStdString(request.source.string()), m_project->take(m_take)->folder);
        QCOMPARE(request.first, std::int64_t{1});
        QCOMPARE(request.last, std::int64_t{8});
        QCOMPARE(request.settings.at("quality"), SettingValue(std::int64_t{60}));
    }

    void aFailedExportLeavesTheTakeAndTheQueueGoesOn() {
        start();
        const auto take = *m_project->take(m_take);
        m_script->export_failure =
            test::Script::Failure{Stage::write, ErrorCode::output_unwritable, "The disk is full.", ""};
        QSignalSpy failed(m_queue.get(), &QueueRunner::failed);
        QSignalSpy finished(m_queue.get(), &QueueRunner::finished);
        QSignalSpy idle(m_queue.get(), &QueueRunner::idle);
        m_project->addJob(take.photo, {});
        const auto job = addExport(QStringLiteral("clip.mp4"));
        QTRY_COMPARE(idle.size(), 1);
        QCOMPARE(failed.size(), 1);
        QCOMPARE(finished.size(), 1);
        QCOMPARE(m_queue->lastBatch().failedExports, 1);
        QCOMPARE(m_queue->lastBatch().failedClips, 0);
        QCOMPARE(m_queue->lastBatch().clips, 1);
        QCOMPARE(m_project->job(job)->failure->message, QStringLiteral("The disk is full."));
        QVERIFY(!QFileInfo::exists(m_dir->filePath(QStringLiteral("clip.mp4"))));
        QCOMPARE(m_project->take(m_take)->folder, take.folder);
        QVERIFY(m_project->finishedExports().isEmpty());
        m_script->mend();
        m_queue->retry(job);
        QTRY_COMPARE(m_project->finishedExports().size(), 1);
    }

    void aCancelledExportIsGone() {
        start();
        m_script->frame_ms = 300;
        QSignalSpy exported(m_queue.get(), &QueueRunner::exported);
        const auto job = addExport(QStringLiteral("clip.mp4"));
        const auto next = addExport(QStringLiteral("next.mp4"));
        QTRY_VERIFY(m_queue->live() && m_queue->live()->progress.stage == Stage::write);
        m_queue->cancel(job);
        QVERIFY(!m_project->job(job));
        QVERIFY(m_project->take(m_take));
        m_script->frame_ms = 0;
        QTRY_COMPARE(exported.size(), 1);
        QCOMPARE(exported[0][0].toLongLong(), next);
        QVERIFY(!QFileInfo::exists(m_dir->filePath(QStringLiteral("clip.mp4"))));
    }

    void whatWaitsIsCountedAsFarAsItIsKnown() {
        start();
        m_queue->setPaused(true);
        addExport(QStringLiteral("clip.mp4"));
        QVERIFY(!m_queue->remainingSeconds());
        m_queue->workOf = [](const Job&) { return RunHistory::Work(); };
        m_queue->resolveSettings = [](const Job&) { return AnimationSettings(); };
        m_project->addJob(m_project->photos().first().id, {});
        QVERIFY(!m_queue->remainingSeconds());
        AnimationReport report;
        report.step_seconds = std::vector<double>(25, 2.0);
        report.stage_seconds = {{"decode", 5.0}};
        m_history->add(RunHistory::Work(), report);
        QVERIFY(m_queue->remainingSeconds().value() > 50);
    }

    void aKilledExportIsOfferedAgain() {
        {
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--export"), m_folder});
            QVERIFY(child.waitForReadyRead(20000));
            child.kill();
            QVERIFY(child.waitForFinished());
        }
        m_project = Project::open(m_folder);
        QVERIFY(m_project->report().losses.isEmpty());
        QCOMPARE(m_project->jobs().size(), 1);
        QCOMPARE(m_project->jobs().first().state, JobState::interrupted);
        QVERIFY(m_project->jobs().first().exporting);
        m_queue->setProject(m_project.get());
        m_queue->retryInterrupted();
        QTRY_COMPARE(m_project->finishedExports().size(), 1);
        QVERIFY(QFileInfo::exists(m_folder + QStringLiteral("/clip.mp4")));
    }
};

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == QStringLiteral("--export")) return exportUntilKilled(arguments[2]);
    ExportJobsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "export_jobs_test.moc"
