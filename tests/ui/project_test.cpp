#include "ui/project/project.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <cstdio>

#include "engine/take.h"
#include "tests/ui/fake_engine.h"
#include "ui/project/project_error.h"

using namespace stillwave;
using namespace stillwave::ui;

namespace {

// Changes a project until this process is killed, and prints each change once it is done.
int changeUntilKilled(const QString& folder) {
    auto project = Project::open(folder);
    for (int i = 0;; ++i) {
        Photo photo;
        photo.path = QStringLiteral("/photos/%1.png").arg(i);
        photo.settings.values = {{"seed", std::int64_t{i}}};
        const auto id = project->insertPhoto(photo, i % 3 == 0 ? 0 : -1);
        const auto job = project->addJob(id, photo.settings);
        project->setJobState(job, JobState::running);
        if (i % 2 == 0) project->finishJob(job, photo.settings.values, QStringLiteral("starter"), i);
        std::printf("%d\n", i);
        std::fflush(stdout);
    }
}

void damage(const QString& file, qint64 from, qint64 count) {
    QFile data(file);
    QVERIFY(data.open(QIODevice::ReadWrite));
    data.seek(from);
    QByteArray noise(count, '\0');
    QRandomGenerator random(7);
    for (auto& byte : noise) byte = static_cast<char>(random.bounded(256));
    data.write(noise);
}

QString checkDatabase(const QString& file) {
    QString result;
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("check"));
        database.setDatabaseName(file);
        database.open();
        QSqlQuery query(database);
        if (query.exec(QStringLiteral("PRAGMA quick_check")) && query.next()) result = query.value(0).toString();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("check"));
    return result;
}

}  // namespace

class ProjectTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

    QString folder() const { return m_dir->filePath(QStringLiteral("Morning.stillwave")); }
    QString database() const { return folder() + QStringLiteral("/project.sqlite"); }

    PhotoId addPhoto(Project& project, const QString& name, int index = -1) const {
        Photo photo;
        photo.path = m_dir->filePath(name);
        return project.insertPhoto(photo, index);
    }

    // Makes a project of `photos` photos, each with a take that lies complete on the disk.
    void fill(int photos) const {
        auto project = Project::open(folder());
        FakeEngine engine(std::make_shared<test::Script>());
        for (int i = 0; i < photos; ++i) {
            const auto id = addPhoto(*project, QStringLiteral("p%1.png").arg(i));
            const auto job = project->addJob(id, {});
            AnimationRequest request;
            request.photo_path = project->photo(id)->path.toStdString();
            request.settings = {{"num_frames", std::int64_t{2}}, {"seed", std::int64_t{i}}};
            request.take_folder = project->job(job)->takeFolder.toStdString();
            const auto result = engine.animate(request, [](const Progress&) {}, {});
            const auto take = project->finishJob(job, to_layer(result.settings), QStringLiteral("starter"), 3);
            project->setTakeRating(take, Rating::starred);
        }
    }

    using FakeEngine = test::FakeEngine;

  private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void everythingComesBack() {
        PhotoId a = noId;
        PhotoId b = noId;
        PhotoId c = noId;
        JobId job = noId;
        TakeId take = noId;
        {
            auto project = Project::open(folder());
            QCOMPARE(project->title(), QStringLiteral("Morning"));
            QVERIFY(project->report().losses.isEmpty());
            project->setTitle(QStringLiteral("Café"));
            a = addPhoto(*project, QStringLiteral("a.png"));
            c = addPhoto(*project, QStringLiteral("c.png"));
            b = addPhoto(*project, QStringLiteral("b ü.png"), 1);
            project->setPhotoSettings(
                b, {{{"fps", std::int64_t{12}}, {"noise_aug_strength", 0.1}}, QStringLiteral("SVD-XT")});
            project->setPhotoSize(b, QSize(4000, 3000));
            take =
                project->finishJob(project->addJob(b, {}), {{"seed", std::int64_t{4}}}, QStringLiteral("starter"), 2.5);
            project->setTakeRating(take, Rating::rejected);
            job = project->addJob(a, {});
            project->setJobState(job, JobState::failed,
                                 JobFailure{ErrorCode::worker_lost, QStringLiteral("Gone."), QStringLiteral("9")});
            project->setState(QStringLiteral("playhead"), 3);
        }
        auto project = Project::open(folder());
        QVERIFY(project->report().losses.isEmpty());
        QCOMPARE(project->title(), QStringLiteral("Café"));
        QCOMPARE(project->photos().size(), 3);
        QCOMPARE(project->indexOf(a), 0);
        QCOMPARE(project->indexOf(b), 1);
        QCOMPARE(project->indexOf(c), 2);
        QCOMPARE(project->photo(b)->path, m_dir->filePath(QStringLiteral("b ü.png")));
        QCOMPARE(project->photo(b)->size, QSize(4000, 3000));
        QCOMPARE(std::get<std::int64_t>(project->photo(b)->settings.values.at("fps")), 12);
        QCOMPARE(std::get<double>(project->photo(b)->settings.values.at("noise_aug_strength")), 0.1);
        QCOMPARE(project->photo(b)->settings.model, QStringLiteral("SVD-XT"));
        QCOMPARE(project->takes(b).size(), 1);
        QCOMPARE(project->take(take)->rating, Rating::rejected);
        QCOMPARE(project->take(take)->seconds, 2.5);
        QVERIFY(project->take(take)->folder.startsWith(project->takesFolder()));
        QCOMPARE(project->job(job)->state, JobState::failed);
        QCOMPARE(project->job(job)->failure->code, ErrorCode::worker_lost);
        QCOMPARE(project->job(job)->failure->detail, QStringLiteral("9"));
        QCOMPARE(project->state(QStringLiteral("playhead")).toInt(), 3);
    }

    void removedPhotosComeBackWithTheirTakes() {
        auto project = Project::open(folder());
        const auto a = addPhoto(*project, QStringLiteral("a.png"));
        addPhoto(*project, QStringLiteral("b.png"));
        const auto take = project->finishJob(project->addJob(a, {}), {}, {}, 1);
        project->addJob(a, {});
        const auto photo = *project->photo(a);
        project->removePhotos({a});
        QVERIFY(project->jobs().isEmpty());
        QVERIFY(!project->photo(a));
        QCOMPARE(project->insertPhoto(photo, 0), a);
        project.reset();
        project = Project::open(folder());
        QCOMPARE(project->indexOf(a), 0);
        QCOMPARE(project->takes(a).first().id, take);
        project->removePhotos({a});
        project.reset();
        QCOMPARE(Project::open(folder())->photos().size(), 1);
    }

    void theQueueKeepsItsOrder() {
        QList<JobId> order;
        {
            auto project = Project::open(folder());
            const auto a = addPhoto(*project, QStringLiteral("a.png"));
            for (int i = 0; i < 5; ++i) project->addJob(a, {});
            // There are more moves into one gap than a double can be halved.
            for (int i = 0; i < 200; ++i) project->moveJob(project->jobs().last().id, 1);
            project->removeJob(project->jobs()[2].id);
            project->addJob(a, {});
            for (const auto& job : project->jobs()) order << job.id;
        }
        auto project = Project::open(folder());
        QList<JobId> found;
        for (const auto& job : project->jobs()) found << job.id;
        QCOMPARE(found, order);
        QCOMPARE(QSet<QString>({project->jobs()[0].takeFolder, project->jobs()[1].takeFolder}).size(), 2);
    }

    void aSecondInstanceIsToldSo() {
        const auto project = Project::open(folder());
        try {
            Project::open(folder());
            QFAIL("it was opened twice");
        } catch (const ProjectError& error) {
            QCOMPARE(error.kind, ProjectError::Kind::locked);
            QVERIFY(error.message.contains(QString::number(QCoreApplication::applicationPid())));
        }
    }

    void aNewerProjectStaysUntouched() {
        Project::open(folder());
        {
            QFile file(database());
            QVERIFY(file.open(QIODevice::ReadWrite));
            file.seek(60);
            file.write(QByteArray::fromHex("00000063"));
        }
        QFile file(database());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto before = file.readAll();
        try {
            Project::open(folder());
            QFAIL("it was opened");
        } catch (const ProjectError& error) {
            QCOMPARE(error.kind, ProjectError::Kind::newer);
        }
        file.seek(0);
        QCOMPARE(file.readAll(), before);
        QCOMPARE(QDir(folder()).entryList({QStringLiteral("project-damaged*")}).size(), 0);
    }

    void anUnwritablePlaceIsSaid() {
        QFile file(m_dir->filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        try {
            Project::open(m_dir->filePath(QStringLiteral("file/x.stillwave")));
            QFAIL("it was opened");
        } catch (const ProjectError& error) {
            QCOMPARE(error.kind, ProjectError::Kind::unwritable);
        }
    }

    void photosMovedWithTheProjectAreFound() {
        const auto old_place = m_dir->filePath(QStringLiteral("old"));
        QVERIFY(QDir().mkpath(old_place));
        QFile photo(old_place + QStringLiteral("/a.png"));
        QVERIFY(photo.open(QIODevice::WriteOnly));
        PhotoId id = noId;
        {
            auto project = Project::open(old_place + QStringLiteral("/x.stillwave"));
            Photo added;
            added.path = photo.fileName();
            id = project->insertPhoto(added);
            project->finishJob(project->addJob(id, {}), {}, {}, 1);
        }
        const auto new_place = m_dir->filePath(QStringLiteral("new"));
        QVERIFY(QDir().rename(old_place, new_place));
        const auto project = Project::open(new_place + QStringLiteral("/x.stillwave"));
        QCOMPARE(project->photo(id)->path, new_place + QStringLiteral("/a.png"));
        QVERIFY(project->takes(id).first().folder.startsWith(new_place));
    }

    void changesAreQuick() {
        auto project = Project::open(folder());
        PhotoId id = noId;
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 300; ++i) id = addPhoto(*project, QStringLiteral("%1.png").arg(i));
        for (int i = 0; i < 300; ++i) project->setPhotoSettings(id, {{{"fps", std::int64_t{1 + i % 30}}}, {}});
        qInfo("%.3f ms a change", static_cast<double>(timer.elapsed()) / 600);
        QVERIFY(timer.elapsed() < 600 * 5);
    }

    void damage_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<bool>("rowsLeft");
        QTest::newRow("truncated") << QStringLiteral("truncated") << true;
        QTest::newRow("pages in the middle") << QStringLiteral("middle") << true;
        QTest::newRow("empty file") << QStringLiteral("empty") << false;
        QTest::newRow("no database") << QStringLiteral("missing") << false;
        QTest::newRow("garbage") << QStringLiteral("garbage") << false;
    }

    void damage() {
        QFETCH(QString, kind);
        QFETCH(bool, rowsLeft);
        constexpr int photos = 60;
        fill(photos);
        const auto bytes = QFileInfo(database()).size();
        QVERIFY(bytes > 12 * 4096);
        if (kind == QLatin1String("truncated")) QVERIFY(QFile::resize(database(), bytes * 2 / 3));
        if (kind == QLatin1String("middle")) ::damage(database(), bytes / 2 / 4096 * 4096, 3 * 4096);
        if (kind == QLatin1String("empty")) QVERIFY(QFile::resize(database(), 0));
        if (kind == QLatin1String("missing")) QVERIFY(QFile::remove(database()));
        if (kind == QLatin1String("garbage")) ::damage(database(), 0, bytes);
        QByteArray damaged;
        if (QFile file(database()); file.open(QIODevice::ReadOnly)) damaged = file.readAll();

        auto project = Project::open(folder());
        const auto report = project->report();
        qInfo().noquote() << report.losses.join(QLatin1Char('\n'));
        QVERIFY(!report.losses.isEmpty());
        // Each photo has a take on the disk, so each comes back, with its take.
        QSet<QString> paths;
        int takes = 0;
        int starred = 0;
        for (const auto& photo : project->photos()) {
            paths << photo.path;
            for (const auto& take : project->takes(photo.id)) {
                ++takes;
                starred += take.rating == Rating::starred;
                QCOMPARE(take.settings.at("num_frames"), SettingValue(std::int64_t{2}));
            }
        }
        for (int i = 0; i < photos; ++i)
            QVERIFY2(paths.contains(m_dir->filePath(QStringLiteral("p%1.png").arg(i))), qPrintable(QString::number(i)));
        QCOMPARE(takes, photos);
        if (rowsLeft) QVERIFY(starred > 0);
        if (!rowsLeft) QCOMPARE(starred, 0);

        if (kind == QLatin1String("missing")) {
            QVERIFY(report.damagedCopy.isEmpty());
        } else {
            QFile kept(report.damagedCopy);
            QVERIFY(kept.open(QIODevice::ReadOnly));
            QCOMPARE(kept.readAll(), damaged);
        }
        // The salvaged project is sound.
        project.reset();
        project = Project::open(folder());
        QVERIFY(project->report().losses.isEmpty());
        QCOMPARE(project->photos().size(), paths.size());
    }

    void aDamagedCopyIsNeverOverwritten() {
        for (int i = 0; i < 3; ++i) {
            Project::open(folder());
            ::damage(database(), 0, 4096);
        }
        Project::open(folder());
        QCOMPARE(QDir(folder()).entryList({QStringLiteral("project-damaged*.sqlite")}).size(), 3);
    }

    void killingLosesNothingCommitted() {
        QRandomGenerator random(20);
        int said_in_all = 0;
        for (int round = 0; round < 20; ++round) {
            QTemporaryDir dir;
            const auto killed = dir.filePath(QStringLiteral("k.stillwave"));
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--change-until-killed"), killed});
            QVERIFY(child.waitForReadyRead(20000));
            QTest::qWait(random.bounded(60));
            child.kill();
            QVERIFY(child.waitForFinished());
            const auto said = child.readAllStandardOutput().split('\n');
            const auto last = said[said.size() - 2].toInt();
            said_in_all += last;

            auto project = Project::open(killed);
            QVERIFY2(project->report().losses.isEmpty(), qPrintable(project->report().losses.join(u'\n')));
            QMap<QString, PhotoId> by_path;
            for (const auto& photo : project->photos()) by_path[photo.path] = photo.id;
            QMap<PhotoId, JobState> jobs;
            for (const auto& job : project->jobs()) {
                QVERIFY(job.state != JobState::running);
                jobs[job.photo] = job.state;
            }
            for (int i = 0; i <= last; ++i) {
                const auto id = by_path.value(QStringLiteral("/photos/%1.png").arg(i));
                QVERIFY(id != noId);
                QCOMPARE(project->photo(id)->settings.values.at("seed"), SettingValue(std::int64_t{i}));
                QCOMPARE(project->takes(id).size(), i % 2 == 0 ? 1 : 0);
                if (i % 2 == 1) QCOMPARE(jobs.value(id, JobState::waiting), JobState::interrupted);
            }
            project.reset();
            QCOMPARE(checkDatabase(killed + QStringLiteral("/project.sqlite")), QStringLiteral("ok"));
        }
        qInfo("%d changes in all", said_in_all);
        QVERIFY(said_in_all > 20);
    }
};

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == QLatin1String("--change-until-killed"))
        return changeUntilKilled(arguments[2]);
    ProjectTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "project_test.moc"
