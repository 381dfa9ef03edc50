#pragma once

#include <QObject>
#include <functional>
#include <memory>

#include "ui/project/types.h"

namespace stillwave::ui {

class ProjectStore;
namespace database {
class Writer;
}

/// An open project: its photos, takes and queue. Lives in the window's thread. Every change is in the database before
/// the call returns, then it is announced; removed things stay on the disk so that removing can be undone.
class Project : public QObject {
    Q_OBJECT

  public:
    /// What opening found.
    struct Report {
        QStringList losses;   ///< what could not be read, one sentence each; empty: all is well
        QString damagedCopy;  ///< where the damaged database is kept; empty: none
    };

    /// Opens or makes the project in `folder` (NAME.stillwave). Jobs that were running become `interrupted`.
    /// Throws ProjectError (ui/project/project_error.h): locked by another instance, made by a newer Stillwave, or a
    /// folder that cannot be written.
    static std::unique_ptr<Project> open(const QString& folder);
    ~Project() override;

    const Report& report() const;
    QString folder() const;
    QString takesFolder() const;  ///< what is kept of its takes lies below it
    QString title() const;
    void setTitle(const QString& title);

    const QList<Photo>& photos() const;  ///< in the dock's order
    const Photo* photo(PhotoId id) const;
    int indexOf(PhotoId id) const;
    QList<Take> takes(PhotoId photo) const;  ///< oldest first
    const Take* take(TakeId id) const;
    const QList<Job>& jobs() const;  ///< in the queue's order
    const Job* job(JobId id) const;

    struct Place {
        Photo photo;     ///< without an id it gets one; with one it is a removed photo that comes back with its takes
        int index = -1;  ///< where it stands once those before it are in; -1: at the end
    };
    QList<PhotoId> insertPhotos(const QList<Place>& places);
    PhotoId insertPhoto(const Photo& photo, int index = -1);
    void removePhotos(const QList<PhotoId>& ids);  ///< their jobs leave the queue
    void setPhotoSettings(PhotoId id, const PhotoSettings& settings);
    void setPhotoSize(PhotoId id, QSize size);
    void setPhotoPath(PhotoId id, const QString& path);
    void setPhotoProblem(PhotoId id, const QString& problem);

    JobId addJob(PhotoId photo, const PhotoSettings& settings);
    /// Before the generations that wait: they take minutes, it takes seconds. noId where the take is not known.
    JobId addExport(const ExportJob& exporting);
    void setJobState(JobId id, JobState state, std::optional<JobFailure> failure = {});
    void setJobSettings(JobId id, const PhotoSettings& settings);
    void moveJob(JobId id, int index);
    void removeJob(JobId id);
    /// The job's folder becomes a take, the job leaves the queue: one transaction.
    TakeId finishJob(JobId id, const SettingsLayer& settings, const QString& model, double seconds);

    /// The job leaves the queue and its file is remembered: one transaction.
    void finishExport(JobId id, FinishedExport file);
    QList<FinishedExport> finishedExports() const;  ///< the last ones, newest first
    void forgetExport(JobId id);                    ///< the file stays

    void setTakeRating(TakeId id, Rating rating);

    /// Small facts by name that come back with the project: the current photo, take, playhead, in and out.
    QVariant state(const QString& key) const;
    void setState(const QString& key, const QVariant& value);

  Q_SIGNALS:
    void titleChanged();
    void photosReset();  ///< inserted, removed or moved
    void photoChanged(PhotoId id);
    void takeAdded(TakeId id);
    void takeChanged(TakeId id);
    void jobsReset();  ///< added, removed or moved
    void jobChanged(JobId id);
    void exportsChanged();  ///< finishedExports()
    /// A change is not on the disk (it may be full), but it is kept here and written with the next one.
    void writeFailed(const QString& reason);

  private:
    explicit Project(std::unique_ptr<ProjectStore> store);
    void write(const std::function<void(database::Writer&)>& changes);
    void changePhoto(PhotoId id, const std::function<void(Photo&)>& change);
    JobId insertJob(Job job, qsizetype index);
    void changeJob(JobId id, const std::function<void(Job&)>& change);
    struct Content;
    std::unique_ptr<ProjectStore> m_store;
    std::unique_ptr<Content> m_content;
};

}  // namespace stillwave::ui
