#include "ui/project/project_salvage.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSet>
#include <QTemporaryDir>
#include <QUuid>
#include <QtEndian>
#include <algorithm>

#include "engine/recipe_file.h"
#include "engine/take.h"
#include "ui/project/project.h"

namespace stillwave::ui {
namespace {

const QStringList& companions() {
    static const QStringList suffixes{QString(), QStringLiteral("-wal"), QStringLiteral("-shm")};
    return suffixes;
}

// Lengthens a truncated database to the size that its header says (two fields of SQLite's file format), because SQLite
// reads nothing of a shorter file.
void restoreLength(const QString& path) {
    constexpr int page_size_at = 16;
    constexpr int page_count_at = 28;
    constexpr qint64 most_bytes = qint64{1} << 30;
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite)) return;
    const auto header = file.read(100);
    if (header.size() < 100) return;
    const auto bytes = qint64{qFromBigEndian<quint16>(header.constData() + page_size_at)} *
                       qFromBigEndian<quint32>(header.constData() + page_count_at);
    if (bytes > file.size() && bytes < most_bytes) file.resize(bytes);
}

ProjectRows readDamaged(const QString& damaged, const QDir& folder, QStringList& losses) {
    // A copy is read, because SQLite may write to a database that it reads.
    const QTemporaryDir scratch;
    const auto copy = scratch.filePath(QStringLiteral("copy.sqlite"));
    for (const auto& suffix : {QString(), QStringLiteral("-wal")}) QFile::copy(damaged + suffix, copy + suffix);
    restoreLength(copy);
    const auto name = QUuid::createUuid().toString();
    ProjectRows rows;
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(copy);
        if (database.open()) rows = database::readRows(database, folder, losses);
    }
    QSqlDatabase::removeDatabase(name);
    return rows;
}

// The id of the project's photo at `path`. Where there is none, one is added at the end, with the id `wanted` unless
// that is noId.
PhotoId photoAt(const QString& path, QSize size, PhotoId wanted, ProjectRows& rows) {
    for (const auto* list : {&rows.photos, &rows.removed})
        for (const auto& photo : *list)
            if (photo.path == path) return photo.id;
    Photo photo;
    photo.id = wanted != noId ? wanted : rows.freeId();
    photo.path = path;
    photo.size = size;
    rows.ranks[photo.id] = rows.lastRank() + 1;
    rows.photos << photo;
    return photo.id;
}

// Adds the take in `take_folder` from its files alone. Returns false where it has no recipe or an unreadable one.
bool adoptTake(const QString& take_folder, ProjectRows& rows, QStringList& losses) {
    const auto recipe_file = take_recipe_path(take_folder.toStdString());
    const QFileInfo info(QString::fromStdString(recipe_file.string()));
    if (!info.exists()) return false;
    try {
        const auto recipe = read_recipe(recipe_file);
        const auto path = QString::fromStdString(recipe_photo_path(recipe, recipe_file).string());
        const QSize size(static_cast<int>(recipe.photo_width), static_cast<int>(recipe.photo_height));
        Take take;
        take.photo = photoAt(path, size, noId, rows);
        take.id = rows.freeId();
        take.folder = take_folder;
        take.settings = recipe.settings;
        take.model = QString::fromStdString(recipe.model_name);
        take.made = info.lastModified();
        rows.takes << take;
        return true;
    } catch (const Error& error) {
        losses << Project::tr("The take in “%1” could not be read: %2")
                      .arg(QDir::toNativeSeparators(take_folder), QString::fromUtf8(error.what()));
        return false;
    }
}

// Adds the photos whose rows are lost from the recipes of their takes, and leaves out takes and jobs that lost their
// photo or take for good.
void findPhotos(ProjectRows& rows, QStringList& losses) {
    QList<Take> kept;
    for (auto& take : rows.takes) {
        if (!rows.findPhoto(take.photo)) {
            try {
                const auto recipe_file = take_recipe_path(take.folder.toStdString());
                const auto recipe = read_recipe(recipe_file);
                take.photo = photoAt(QString::fromStdString(recipe_photo_path(recipe, recipe_file).string()),
                                     QSize(static_cast<int>(recipe.photo_width), static_cast<int>(recipe.photo_height)),
                                     take.photo, rows);
            } catch (const Error&) {
                losses << Project::tr("Take number %1 is left out: its photo is not known any more.").arg(take.id);
                continue;
            }
        }
        kept << take;
    }
    rows.takes = kept;
    rows.jobs.removeIf([&](const Job& job) {
        const bool lost_photo = !rows.findPhoto(job.photo);
        const bool lost_take =
            job.exporting && std::none_of(rows.takes.begin(), rows.takes.end(),
                                          [&](const Take& take) { return take.id == job.exporting->take; });
        if (lost_photo)
            losses
                << Project::tr("Job number %1 of the queue is left out: its photo is not known any more.").arg(job.id);
        else if (lost_take)
            losses
                << Project::tr("Job number %1 of the queue is left out: its take is not known any more.").arg(job.id);
        return lost_photo || lost_take;
    });
}

}  // namespace

QString setDatabaseAside(const QDir& folder) {
    const auto database = folder.filePath(QLatin1String(databaseName));
    if (!QFileInfo::exists(database) && !QFileInfo::exists(database + QStringLiteral("-wal"))) return {};
    const auto stamp = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    auto aside = folder.filePath(QStringLiteral("project-damaged-%1.sqlite").arg(stamp));
    const auto taken = [&] {
        return std::any_of(companions().begin(), companions().end(),
                           [&](const QString& suffix) { return QFileInfo::exists(aside + suffix); });
    };
    for (int i = 2; taken(); ++i)
        aside = folder.filePath(QStringLiteral("project-damaged-%1-%2.sqlite").arg(stamp).arg(i));
    bool moved = true;
    for (const auto& suffix : companions())
        if (QFileInfo::exists(database + suffix)) moved = QFile::rename(database + suffix, aside + suffix) && moved;
    return moved ? aside : QString();
}

ProjectRows salvage(const QString& damaged, const QDir& folder, QStringList& losses) {
    ProjectRows rows;
    if (!damaged.isEmpty()) {
        losses << Project::tr("The project's database was damaged. It is kept as “%1”.")
                      .arg(QFileInfo(damaged).fileName());
        rows = readDamaged(damaged, folder, losses);
        findPhotos(rows, losses);
    }
    QSet<QString> known;
    for (const auto& take : rows.takes) known << take.folder;
    for (const auto& job : rows.jobs) known << job.takeFolder;
    const QDir takes(folder.filePath(QLatin1String(takesName)));
    int found = 0;
    // The oldest takes come first, because takes are numbered in this order.
    for (const auto& entry : takes.entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Time | QDir::Reversed))
        if (!known.contains(QDir::cleanPath(entry.absoluteFilePath())))
            found += adoptTake(QDir::cleanPath(entry.absoluteFilePath()), rows, losses);
    if (found > 0 && damaged.isEmpty())
        losses << Project::tr(
            "The project's database was missing. Takes and their photos were found again; ratings, the queue "
            "and photos without takes were not.");
    else if (rows.isEmpty() && !damaged.isEmpty())
        losses << Project::tr("Nothing in it could be read.");
    return rows;
}

}  // namespace stillwave::ui
