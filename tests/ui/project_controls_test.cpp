// Tests of the controls in a project's database.
#include <QDir>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include "ui/project/project.h"

using namespace stillwave;
using namespace stillwave::ui;

namespace {

Photo photo() {
    Photo photo;
    photo.path = QStringLiteral("/photos/a.png");
    return photo;
}

void change(const QString& project, const QStringList& statements) {
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("change"));
        database.setDatabaseName(project + QStringLiteral("/project.sqlite"));
        QVERIFY(database.open());
        for (const auto& sql : statements) QVERIFY2(QSqlQuery(database).exec(sql), qPrintable(sql));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("change"));
}

}  // namespace

class ProjectControlsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void controlsMoveWithTheirProject() {
        QTemporaryDir dir;
        const auto folder = dir.filePath(QStringLiteral("p.stillwave")),
                   moved = dir.filePath(QStringLiteral("q.stillwave"));
        PhotoSettings settings;
        settings.controls.camera.roll = 3;
        settings.controls.keyframes = {"/photos/b.png"};
        settings.controls.frozen = {{{}, (folder + QStringLiteral("/masks/m.png")).toStdString(), 0.02}};
        PhotoId id = noId;
        TakeId take = noId;
        {
            auto project = Project::open(folder);
            id = project->insertPhoto(photo());
            project->setPhotoSettings(id, settings);
            take = project->finishJob(project->addJob(id, settings), {}, {}, 1);
            project->addJob(id, settings);
        }
        QVERIFY(QDir().rename(folder, moved));
        const auto project = Project::open(moved);
        settings.controls.frozen[0].mask = (moved + QStringLiteral("/masks/m.png")).toStdString();
        QVERIFY(project->report().losses.isEmpty());
        QCOMPARE(project->photo(id)->settings, settings);
        QCOMPARE(project->take(take)->controls, settings.controls);
        QCOMPARE(project->jobs().first().settings, settings);
    }

    void aProjectOfTheVersionBeforeOpens() {
        QTemporaryDir dir;
        const auto folder = dir.filePath(QStringLiteral("p.stillwave"));
        const auto id = Project::open(folder)->insertPhoto(photo());
        QStringList statements{QStringLiteral("PRAGMA user_version = 2")};
        for (const auto* table : {"photo", "take", "job"})
            statements << QStringLiteral("ALTER TABLE %1 DROP COLUMN controls").arg(QLatin1String(table));
        change(folder, statements);
        PhotoSettings settings;
        settings.controls.camera.pan = 2;
        {
            auto project = Project::open(folder);
            QVERIFY(project->report().losses.isEmpty());
            QVERIFY(project->photo(id)->settings.controls.empty());
            project->setPhotoSettings(id, settings);
        }
        QCOMPARE(Project::open(folder)->photo(id)->settings, settings);
    }

    void damagedControlsAreToldAndTheRestStays() {
        QTemporaryDir dir;
        const auto folder = dir.filePath(QStringLiteral("p.stillwave"));
        auto added = photo();
        added.settings.values = {{"fps", std::int64_t{9}}};
        const auto id = Project::open(folder)->insertPhoto(added);
        change(folder, {QStringLiteral("UPDATE photo SET controls = '{\"camera\": 3}'")});
        const auto project = Project::open(folder);
        QCOMPARE(project->report().losses.filter(QStringLiteral("a.png")).size(), 1);
        QCOMPARE(project->photo(id)->settings.values, added.settings.values);
        QVERIFY(project->photo(id)->settings.controls.empty());
    }
};

QTEST_GUILESS_MAIN(ProjectControlsTest)

#include "project_controls_test.moc"
