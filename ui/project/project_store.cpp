#include "ui/project/project_store.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QtEndian>

#include "ui/project/project.h"
#include "ui/project/project_error.h"
#include "ui/project/project_salvage.h"

namespace stillwave::ui {
namespace {

[[noreturn]] void refuseUnwritable(const QDir& folder) {
    throw ProjectError{
        ProjectError::Kind::unwritable,
        Project::tr("The project “%1” cannot be written. Check the folder's permissions and the free space, or "
                    "choose another place.")
            .arg(QDir::toNativeSeparators(folder.path()))};
}

[[noreturn]] void throwNewer(const QDir& folder) {
    throw ProjectError{
        ProjectError::Kind::newer,
        Project::tr("The project “%1” was made by a newer Stillwave. Open it with that one; nothing was changed.")
            .arg(QDir::toNativeSeparators(folder.path()))};
}

// True for SQLite's codes of a database that another program holds just now.
bool isBusy(const QSqlError& error) {
    return error.nativeErrorCode() == QLatin1String("5") || error.nativeErrorCode() == QLatin1String("6");
}

}  // namespace

ProjectStore::ProjectStore(const QString& folder)
    : m_folder(QDir::cleanPath(QDir().absoluteFilePath(folder))),
      m_lock(m_folder.filePath(QStringLiteral("project.lock"))) {}

ProjectStore::~ProjectStore() {
    disconnect();
}

QString ProjectStore::databaseFile() const {
    return m_folder.filePath(QLatin1String(databaseName));
}

QString ProjectStore::takesFolder() const {
    return m_folder.filePath(QLatin1String(takesName));
}

std::unique_ptr<ProjectStore> ProjectStore::open(const QString& folder) {
    std::unique_ptr<ProjectStore> store(new ProjectStore(folder));
    if (!QDir().mkpath(store->takesFolder())) refuseUnwritable(store->m_folder);
    store->lock();
    const QFileInfo file(store->databaseFile());
    if (file.exists()) {
        if (!file.isReadable() || !file.isWritable()) refuseUnwritable(store->m_folder);
        store->refuseNewer();
        if (store->readHealthy()) return store;
        store->disconnect();
    }
    const bool was_there = file.exists() || QFileInfo::exists(file.filePath() + QStringLiteral("-wal"));
    store->m_damaged_copy = setDatabaseAside(store->m_folder);
    if (was_there && store->m_damaged_copy.isEmpty()) refuseUnwritable(store->m_folder);
    store->m_rows = salvage(store->m_damaged_copy, store->m_folder, store->m_losses);
    store->makeDatabase();
    return store;
}

void ProjectStore::lock() {
    // A lock is stale only when its process is gone, never because a session lasts long.
    m_lock.setStaleLockTime(0);
    if (m_lock.tryLock(0)) return;
    qint64 pid = 0;
    QString host;
    QString program;
    if (m_lock.error() != QLockFile::LockFailedError || !m_lock.getLockInfo(&pid, &host, &program))
        refuseUnwritable(m_folder);
    throw ProjectError{ProjectError::Kind::locked,
                       Project::tr("The project “%1” is open already: in %2, process %3 on %4. Close it there first.")
                           .arg(QDir::toNativeSeparators(m_folder.path()), program, QString::number(pid), host)};
}

// Throws for a database of a newer version. It reads the version from the file's header (fields of SQLite's file
// format), so that such a database is not even opened.
void ProjectStore::refuseNewer() const {
    constexpr int user_version_at = 60;
    constexpr int application_id_at = 68;
    QFile file(databaseFile());
    if (!file.open(QIODevice::ReadOnly)) refuseUnwritable(m_folder);
    const auto header = file.read(100);
    if (header.size() < 100 || !header.startsWith("SQLite format 3")) return;
    const auto field = [&](int at) { return qFromBigEndian<qint32>(header.constData() + at); };
    if (field(application_id_at) == database::applicationId && field(user_version_at) > database::schemaVersion)
        throwNewer(m_folder);
}

bool ProjectStore::connect(const QString& file) {
    m_connection = QUuid::createUuid().toString();
    auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    database.setDatabaseName(file);
    database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=1000"));
    return database.open();
}

void ProjectStore::disconnect() {
    if (m_connection.isEmpty()) return;
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
    m_connection.clear();
}

int ProjectStore::pragma(const char* name) const {
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    return query.exec(QStringLiteral("PRAGMA %1").arg(QLatin1String(name))) && query.next() ? query.value(0).toInt()
                                                                                            : -1;
}

// Opens the database and reads its rows. Returns false where it is damaged or is no project's.
bool ProjectStore::readHealthy() {
    if (!connect(databaseFile())) return false;
    {
        const auto database = QSqlDatabase::database(m_connection, false);
        QSqlQuery check(database);
        const bool checked = check.exec(QStringLiteral("PRAGMA quick_check(1)")) && check.next();
        if (!checked && isBusy(check.lastError()))
            throw ProjectError{
                ProjectError::Kind::locked,
                Project::tr("Another program uses the database of the project “%1”. Close it there first.")
                    .arg(QDir::toNativeSeparators(m_folder.path()))};
        if (!checked || check.value(0).toString() != QLatin1String("ok")) return false;
        if (pragma("application_id") != database::applicationId) return false;
        if (pragma("user_version") > database::schemaVersion) throwNewer(m_folder);
        QStringList losses;
        m_rows = database::readRows(database, m_folder, losses);
        if (!losses.isEmpty()) return false;
        check.finish();
        auto upgraded = database;
        if (const int version = pragma("user_version");
            version < database::schemaVersion && !database::upgradeTables(upgraded, version))
            refuseUnwritable(m_folder);
    }
    for (const auto* setting : {"foreign_keys = ON", "journal_mode = WAL", "synchronous = NORMAL"})
        if (!QSqlQuery(QSqlDatabase::database(m_connection, false))
                 .exec(QStringLiteral("PRAGMA %1").arg(QLatin1String(setting))))
            return false;
    return true;
}

// Makes the database under another name and renames it when it is complete, so that no crash leaves half a database.
void ProjectStore::makeDatabase() {
    const auto unfinished = databaseFile() + QStringLiteral(".new");
    for (const auto& suffix : {QString(), QStringLiteral("-journal")}) QFile::remove(unfinished + suffix);
    bool made = connect(unfinished);
    if (made) {
        auto database = QSqlDatabase::database(m_connection, false);
        made = database::createTables(database);
    }
    if (made) made = write([&](auto& writer) { writer.everything(m_rows); }).isEmpty();
    disconnect();
    made = made && QFile::rename(unfinished, databaseFile());
    // The new database is read again, so that salvaged rows are checked as any other project's.
    if (!made || !readHealthy()) refuseUnwritable(m_folder);
}

QString ProjectStore::write(const std::function<void(database::Writer&)>& changes) {
    auto database = QSqlDatabase::database(m_connection, false);
    if (!database.transaction()) return database.lastError().text();
    try {
        database::Writer writer(database, m_folder);
        changes(writer);
    } catch (const QSqlError& error) {
        database.rollback();
        return error.text();
    }
    if (database.commit()) return {};
    const auto reason = database.lastError().text();
    database.rollback();
    return reason;
}

}  // namespace stillwave::ui
