#pragma once

#include <QDir>
#include <QHash>
#include <QMap>
#include <QSqlDatabase>
#include <QStringList>
#include <QVariant>

#include "ui/project/types.h"

namespace stillwave::ui {

/// Of ProjectRows::state.
inline constexpr QLatin1String finishedExportsKey("exports/finished");

/// All that a project's database holds. Folders of takes are stored relative to the project, photos both ways.
struct ProjectRows {
    QList<Photo> photos;   ///< in the dock's order
    QList<Photo> removed;  ///< removed ones, which undo brings back
    QList<Take> takes;     ///< oldest first
    QList<Job> jobs;       ///< in the queue's order
    QMap<QString, QVariant> state;
    QHash<qint64, double> ranks;  ///< where photos and jobs stand: lists are in rising order of it

    bool isEmpty() const { return photos.isEmpty() && removed.isEmpty() && takes.isEmpty() && jobs.isEmpty(); }
    Photo* findPhoto(PhotoId id);  ///< removed ones too
    qint64 freeId() const;         ///< above all ids of the project
    double lastRank() const;
};

namespace database {

inline constexpr int applicationId = 0x53744c57;  // "StLW"
inline constexpr int schemaVersion = 2;

/// Makes the tables of an empty database. False where it cannot be written.
bool createTables(QSqlDatabase& database);

/// Brings the tables of an older version up to date; false where it cannot be written.
bool upgradeTables(QSqlDatabase& database, int version);

/// Of this or an older version. Each row on its own: what cannot be read is left out and said in `losses`, one sentence
/// each.
ProjectRows readRows(const QSqlDatabase& database, const QDir& folder, QStringList& losses);

/// Writes single rows; each throws QSqlError. A row with the same id is replaced.
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
