#include "ui/project/project_rows.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <algorithm>
#include <functional>

#include "ui/project/project.h"
#include "ui/project/settings_text.h"

namespace stillwave::ui {

Photo* ProjectRows::findPhoto(PhotoId id) {
    for (auto* list : {&photos, &removed})
        for (auto& photo : *list)
            if (photo.id == id) return &photo;
    return nullptr;
}

qint64 ProjectRows::freeId() const {
    qint64 last = noId;
    for (const auto& photo : photos) last = std::max(last, photo.id);
    for (const auto& photo : removed) last = std::max(last, photo.id);
    for (const auto& take : takes) last = std::max(last, take.id);
    for (const auto& job : jobs) last = std::max(last, job.id);
    for (const auto& file : finishedExportsFrom(state.value(finishedExportsKey))) last = std::max(last, file.id);
    return last + 1;
}

double ProjectRows::lastRank() const {
    double last = 0;
    for (const auto rank : ranks) last = std::max(last, rank);
    return last;
}

namespace database {
namespace {

// Returns false for a text whose bytes were damaged. Such bytes are no longer UTF-8 and were read as replacement
// characters.
bool isWhole(const QString& text) {
    return !text.isEmpty() && !text.contains(QChar(QChar::ReplacementCharacter)) && !text.contains(QChar(u'\0'));
}

// Returns an empty text for a null one, which would become SQL's NULL.
QString notNull(const QString& text) {
    return text.isNull() ? QStringLiteral("") : text;
}

// Calls `use_row` with each row of `select`. Where pages of the database are damaged it reads from both ends and then
// probes single ids between them, and adds `loss` to `losses`.
void eachRow(const QSqlDatabase& database, const QString& select, const std::function<void(const QSqlQuery&)>& use_row,
             const QString& loss, QStringList& losses) {
    constexpr qint64 most_probes = 2000;
    const auto read = [&](const QString& where, qint64& last) {
        QSqlQuery query(database);
        query.setForwardOnly(true);
        if (!query.exec(select + where)) return false;
        while (query.next()) {
            last = query.value(0).toLongLong();
            use_row(query);
        }
        return !query.lastError().isValid();
    };
    qint64 last = 0;
    if (read(QStringLiteral(" ORDER BY id"), last)) return;
    losses << loss;
    qint64 first_after = last + most_probes;
    read(QStringLiteral(" WHERE id > %1 ORDER BY id DESC").arg(last), first_after);
    first_after = std::min(first_after, last + most_probes);
    for (qint64 id = last + 1; id < first_after; ++id) {
        qint64 found = 0;
        read(QStringLiteral(" WHERE id = %1").arg(id), found);
    }
}

// A photo's path: the absolute one where that file exists, else the relative one, for a photo that was moved together
// with its project.
QString photoPath(const QString& absolute, const QString& relative, const QDir& folder) {
    if (QFileInfo::exists(absolute) || relative.isEmpty()) return absolute;
    const auto moved = QDir::cleanPath(folder.absoluteFilePath(relative));
    return QFileInfo::exists(moved) ? moved : absolute;
}

}  // namespace

bool createTables(QSqlDatabase& database) {
    const QStringList statements{
        QStringLiteral("PRAGMA application_id = %1").arg(applicationId),
        QStringLiteral("CREATE TABLE photo (id INTEGER PRIMARY KEY, path TEXT NOT NULL, relative_path TEXT, width "
                       "INTEGER, height INTEGER, settings TEXT NOT NULL, model TEXT NOT NULL, rank REAL NOT NULL, "
                       "removed INTEGER NOT NULL, controls TEXT)"),
        QStringLiteral("CREATE TABLE take (id INTEGER PRIMARY KEY, photo INTEGER NOT NULL REFERENCES photo(id), folder "
                       "TEXT NOT NULL, settings TEXT NOT NULL, model TEXT NOT NULL, rating TEXT NOT NULL, made TEXT "
                       "NOT NULL, seconds REAL NOT NULL, controls TEXT)"),
        QStringLiteral("CREATE TABLE job (id INTEGER PRIMARY KEY, photo INTEGER NOT NULL REFERENCES photo(id), folder "
                       "TEXT NOT NULL, settings TEXT NOT NULL, model TEXT NOT NULL, state TEXT NOT NULL, asked TEXT "
                       "NOT NULL, failure TEXT, failure_message TEXT, failure_detail TEXT, rank REAL NOT NULL, take "
                       "INTEGER, detail "
                       "TEXT, first INTEGER, last INTEGER, out TEXT, controls TEXT)"),
        QStringLiteral("CREATE TABLE state (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, value BLOB)"),
        // The version is written last, so that a database that has it is complete.
        QStringLiteral("PRAGMA user_version = %1").arg(schemaVersion)};
    return std::all_of(statements.begin(), statements.end(),
                       [&](const QString& sql) { return QSqlQuery(database).exec(sql); });
}

bool upgradeTables(QSqlDatabase& database, int version) {
    QStringList statements;
    // Version 1 had no exports.
    if (version < 2)
        for (const auto* column : {"take INTEGER", "detail TEXT", "first INTEGER", "last INTEGER", "out TEXT"})
            statements << QStringLiteral("ALTER TABLE job ADD COLUMN %1").arg(QLatin1String(column));
    // Version 2 had no controls.
    if (version < 3)
        for (const auto* table : {"photo", "take", "job"})
            statements << QStringLiteral("ALTER TABLE %1 ADD COLUMN controls TEXT").arg(QLatin1String(table));
    statements << QStringLiteral("PRAGMA user_version = %1").arg(schemaVersion);
    if (!database.transaction()) return false;
    const bool done = std::all_of(statements.begin(), statements.end(),
                                  [&](const QString& sql) { return QSqlQuery(database).exec(sql); });
    if (done && database.commit()) return true;
    database.rollback();
    return false;
}

ProjectRows readRows(const QSqlDatabase& database, const QDir& folder, QStringList& losses) {
    ProjectRows rows;
    // Tables of earlier versions lack some columns.
    const auto column = [&](const char* table, const char* name) {
        const bool known = database.record(QLatin1String(table)).contains(QLatin1String(name));
        return QLatin1String(known ? name : "NULL");
    };
    const auto controls = [&](const QString& text, const QString& loss) {
        const auto read = controlsFromText(text, folder);
        if (!read) losses << loss;
        return read.value_or(Controls());
    };
    eachRow(
        database,
        QStringLiteral("SELECT id, path, relative_path, width, height, settings, model, rank, removed, %1 FROM photo")
            .arg(column("photo", "controls")),
        [&](const QSqlQuery& row) {
            Photo photo;
            photo.id = row.value(0).toLongLong();
            const auto path = row.value(1).toString();
            if (!isWhole(path) || rows.findPhoto(photo.id)) {
                losses << Project::tr("Photo number %1 could not be read.").arg(photo.id);
                return;
            }
            photo.path = photoPath(path, row.value(2).toString(), folder);
            photo.size = QSize(row.value(3).toInt(), row.value(4).toInt());
            if (photo.size.isEmpty()) photo.size = {};
            const auto settings = settingsFromText(row.value(5).toString());
            if (!settings) losses << Project::tr("The settings of “%1” could not be read.").arg(photo.name());
            photo.settings = {
                settings.value_or(SettingsLayer{}), row.value(6).toString(),
                controls(row.value(9).toString(),
                         Project::tr("The brushes and the camera of “%1” could not be read.").arg(photo.name()))};
            rows.ranks[photo.id] = row.value(7).toDouble();
            (row.value(8).toInt() != 0 ? rows.removed : rows.photos) << photo;
        },
        Project::tr("Some photos could not be read."), losses);
    eachRow(
        database,
        QStringLiteral("SELECT id, photo, folder, settings, model, rating, made, seconds, %1 FROM take")
            .arg(column("take", "controls")),
        [&](const QSqlQuery& row) {
            Take take;
            take.id = row.value(0).toLongLong();
            take.photo = row.value(1).toLongLong();
            const auto settings = settingsFromText(row.value(3).toString());
            const auto rating = ratingFromText(row.value(5).toString());
            take.made = QDateTime::fromString(row.value(6).toString(), Qt::ISODateWithMs);
            if (!isWhole(row.value(2).toString()) || !settings || !rating || !take.made.isValid()) {
                losses << Project::tr("The entry of take number %1 could not be read.").arg(take.id);
                return;
            }
            take.folder = QDir::cleanPath(folder.absoluteFilePath(row.value(2).toString()));
            take.settings = *settings;
            take.model = row.value(4).toString();
            take.rating = *rating;
            take.seconds = row.value(7).toDouble();
            take.controls =
                controls(row.value(8).toString(),
                         Project::tr("The brushes and the camera of take number %1 could not be read.").arg(take.id));
            rows.takes << take;
        },
        Project::tr("Some takes' entries could not be read."), losses);
    eachRow(
        database,
        QStringLiteral("SELECT id, photo, folder, settings, model, state, asked, failure, failure_message, "
                       "failure_detail, rank, %1, %2, %3, %4, %5, %6 FROM job")
            .arg(column("job", "take"), column("job", "detail"), column("job", "first"), column("job", "last"),
                 column("job", "out"), column("job", "controls")),
        [&](const QSqlQuery& row) {
            Job job;
            job.id = row.value(0).toLongLong();
            job.photo = row.value(1).toLongLong();
            const bool exports = !row.value(11).isNull();
            const auto settings =
                exports ? exportSettingsFromText(row.value(3).toString()) : settingsFromText(row.value(3).toString());
            const auto state = jobStateFromText(row.value(5).toString());
            if (!isWhole(row.value(exports ? 15 : 2).toString()) || !settings || !state) {
                losses << Project::tr("Job number %1 of the queue could not be read.").arg(job.id);
                return;
            }
            if (exports) {
                job.exporting = ExportJob{row.value(11).toLongLong(),
                                          row.value(12).toString(),
                                          row.value(13).toInt(),
                                          row.value(14).toInt(),
                                          *settings,
                                          row.value(15).toString()};
            } else {
                job.takeFolder = QDir::cleanPath(folder.absoluteFilePath(row.value(2).toString()));
                job.settings = {
                    *settings, row.value(4).toString(),
                    controls(
                        row.value(16).toString(),
                        Project::tr("The brushes and the camera of job number %1 could not be read.").arg(job.id))};
            }
            job.state = *state;
            job.asked = QDateTime::fromString(row.value(6).toString(), Qt::ISODateWithMs);
            if (!row.value(7).isNull())
                job.failure = JobFailure{errorCodeFromText(row.value(7).toString()).value_or(ErrorCode::internal),
                                         row.value(8).toString(), row.value(9).toString()};
            rows.ranks[job.id] = row.value(10).toDouble();
            rows.jobs << job;
        },
        Project::tr("Some jobs of the queue could not be read."), losses);
    eachRow(
        database, QStringLiteral("SELECT id, key, value FROM state"),
        [&](const QSqlQuery& row) {
            const auto value = stateFromBytes(row.value(2).toByteArray());
            if (isWhole(row.value(1).toString()) && value.isValid()) rows.state[row.value(1).toString()] = value;
        },
        Project::tr("The project's title or what was shown last could not be read."), losses);

    const auto by_rank = [&](const auto& a, const auto& b) { return rows.ranks[a.id] < rows.ranks[b.id]; };
    std::stable_sort(rows.photos.begin(), rows.photos.end(), by_rank);
    std::stable_sort(rows.jobs.begin(), rows.jobs.end(), by_rank);
    std::stable_sort(rows.takes.begin(), rows.takes.end(), [](const Take& a, const Take& b) { return a.id < b.id; });
    return rows;
}

Writer::Writer(const QSqlDatabase& database, const QDir& folder) : m_database(database), m_folder(folder) {}

void Writer::run(const QString& sql, const QVariantList& values) {
    QSqlQuery query(m_database);
    if (query.prepare(sql)) {
        for (const auto& value : values) query.addBindValue(value);
        if (query.exec()) return;
    }
    throw query.lastError();
}

void Writer::photo(const Photo& photo, double rank, bool removed) {
    // The row is updated in place, because takes and jobs refer to it.
    run(QStringLiteral(
            "INSERT INTO photo (id, path, relative_path, width, height, settings, model, rank, removed, "
            "controls) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET path = excluded.path, "
            "relative_path = excluded.relative_path, width = excluded.width, height = excluded.height, "
            "settings = excluded.settings, model = excluded.model, rank = excluded.rank, removed = "
            "excluded.removed, controls = excluded.controls"),
        {photo.id, photo.path, m_folder.relativeFilePath(photo.path), photo.size.width(), photo.size.height(),
         settingsText(photo.settings.values), notNull(photo.settings.model), rank, removed ? 1 : 0,
         controlsText(photo.settings.controls, m_folder)});
}

void Writer::take(const Take& take) {
    run(QStringLiteral("INSERT OR REPLACE INTO take (id, photo, folder, settings, model, rating, made, seconds, "
                       "controls) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        {take.id, take.photo, m_folder.relativeFilePath(take.folder), settingsText(take.settings), notNull(take.model),
         ratingText(take.rating), take.made.toUTC().toString(Qt::ISODateWithMs), take.seconds,
         controlsText(take.controls, m_folder)});
}

void Writer::job(const Job& job, double rank) {
    const auto failure = job.failure.value_or(JobFailure{});
    const auto& exporting = job.exporting;
    run(QStringLiteral("INSERT OR REPLACE INTO job (id, photo, folder, settings, model, state, asked, failure, "
                       "failure_message, failure_detail, rank, controls, take, detail, first, last, out) VALUES (?, ?, "
                       "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        QVariantList{job.id, job.photo, exporting ? QStringLiteral("") : m_folder.relativeFilePath(job.takeFolder),
                     settingsText(exporting ? exporting->settings : job.settings.values), notNull(job.settings.model),
                     jobStateText(job.state), job.asked.toUTC().toString(Qt::ISODateWithMs),
                     job.failure ? errorCodeText(failure.code) : QVariant(), failure.message, failure.detail, rank,
                     controlsText(job.settings.controls, m_folder)} +
            (exporting
                 ? QVariantList{exporting->take, exporting->detail, exporting->first, exporting->last, exporting->out}
                 : QVariantList(5)));
}

void Writer::rank(const char* table, qint64 id, double rank) {
    run(QStringLiteral("UPDATE %1 SET rank = ? WHERE id = ?").arg(QLatin1String(table)), {rank, id});
}

void Writer::removeJob(JobId id) {
    run(QStringLiteral("DELETE FROM job WHERE id = ?"), {id});
}

void Writer::state(const QString& key, const QVariant& value) {
    run(QStringLiteral("INSERT INTO state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = "
                       "excluded.value"),
        {key, stateBytes(value)});
}

void Writer::everything(const ProjectRows& rows) {
    for (const auto* table : {"job", "take", "photo", "state"})
        run(QStringLiteral("DELETE FROM %1").arg(QLatin1String(table)), {});
    for (const auto& photo : rows.photos) this->photo(photo, rows.ranks.value(photo.id), false);
    for (const auto& photo : rows.removed) this->photo(photo, rows.ranks.value(photo.id), true);
    for (const auto& take : rows.takes) this->take(take);
    for (const auto& job : rows.jobs) this->job(job, rows.ranks.value(job.id));
    for (auto fact = rows.state.begin(); fact != rows.state.end(); ++fact) state(fact.key(), fact.value());
}

}  // namespace database
}  // namespace stillwave::ui
