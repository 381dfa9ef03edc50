#pragma once

#include <QDir>
#include <QHash>
#include <QMap>
#include <QSqlDatabase>
#include <QStringList>
#include <QVariant>

#include "ui/project/types.h"

namespace stillwave::ui {

/// The key of ProjectRows::state under which finished exports are stored.
inline constexpr QLatin1String finishedExportsKey("exports/finished");

/// All that a project's database holds. Folders of takes are stored relative to the project, photos' paths both
/// absolute and relative.
struct ProjectRows {
    QList<Photo> photos;   ///< in the dock's order
    QList<Photo> removed;  ///< photos that were removed and that undo brings back
    QList<Take> takes;     ///< oldest first
    QList<Job> jobs;       ///< in the queue's order
    QMap<QString, QVariant> state;
    QHash<qint64, double> ranks;  ///< by id; photos and jobs are listed by rising rank

    bool isEmpty() const { return photos.isEmpty() && removed.isEmpty() && takes.isEmpty() && jobs.isEmpty(); }
    Photo* findPhoto(PhotoId id);  ///< looks among removed photos too; nullptr: there is none
    qint64 freeId() const;         ///< an id above all that the project has
    double lastRank() const;
};

namespace database {

inline constexpr int applicationId = 0x53744c57;  // "StLW"
inline constexpr int schemaVersion = 3;

/// Makes the tables of an empty database. Returns false where it cannot be written.
bool createTables(QSqlDatabase& database);

/// Brings the tables of an older version up to date. Returns false where they cannot be written.
bool upgradeTables(QSqlDatabase& database, int version);

/// Reads the rows of a database of this or an older version, one by one. A row that cannot be read is left out, and
/// `losses` gets a sentence about it.
ProjectRows readRows(const QSqlDatabase& database, const QDir& folder, QStringList& losses);

/// Writes single rows; a row with the same id is replaced. Each function throws QSqlError.
class Writer {
  public:
    Writer(const QSqlDatabase& database, const QDir& folder);

    void photo(const Photo& photo, double rank, bool removed);
    void take(const Take& take);
    void job(const Job& job, double rank);
    void rank(const char* table, qint64 id, double rank);
    void removeJob(JobId id);
    void state(const QString& key, const QVariant& value);
    void everything(const ProjectRows& rows);

  private:
    void run(const QString& sql, const QVariantList& values);

    QSqlDatabase m_database;
    QDir m_folder;
};

}  // namespace database
}  // namespace stillwave::ui
