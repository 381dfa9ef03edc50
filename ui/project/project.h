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

/// An open project: its photos, takes and queue. A project lives in the window's thread. Every change is in the
/// database before the call returns, and is announced by a signal then. Removed photos stay on the disk so that
/// removing can be undone.
class Project : public QObject {
    Q_OBJECT

  public:
    /// The losses of a project that open() could not read as a whole.
    struct Report {
        QStringList losses;   ///< a sentence for each thing that could not be read; empty: all is well
        QString damagedCopy;  ///< the path at which the damaged database is kept; empty: none is
    };

    /// Opens or makes the project in `folder` (NAME.stillwave). Jobs that were running become `interrupted`.
    /// Throws ProjectError (ui/project/project_error.h): locked by another instance, made by a newer Stillwave, or a
    /// folder that cannot be written.
    static std::unique_ptr<Project> open(const QString& folder);
    ~Project() override;

    const Report& report() const;
    QString folder() const;
    QString takesFolder() const;  ///< the folder in which each take has its own
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
        Photo photo;  ///< a photo without an id is new and gets one; a photo with an id was removed and comes back with
                      ///< its takes
        int index = -1;  ///< the photo's index once the places before this one are filled; -1: at the end
    };
    QList<PhotoId> insertPhotos(const QList<Place>& places);
    PhotoId insertPhoto(const Photo& photo, int index = -1);
    void removePhotos(const QList<PhotoId>& ids);  ///< the photos' jobs leave the queue
    void setPhotoSettings(PhotoId id, const PhotoSettings& settings);
    void setPhotoSize(PhotoId id, QSize size);
    void setPhotoPath(PhotoId id, const QString& path);
    void setPhotoProblem(PhotoId id, const QString& problem);

    JobId addJob(PhotoId photo, const PhotoSettings& settings);
    /// Queues an export before the generations that wait, because it takes seconds and they take minutes. Returns noId
    /// where the take is not known.
    JobId addExport(const ExportJob& exporting);
    void setJobState(JobId id, JobState state, std::optional<JobFailure> failure = {});
    void setJobSettings(JobId id, const PhotoSettings& settings);
    void moveJob(JobId id, int index);
    void removeJob(JobId id);
    /// Makes the job's folder a take and takes the job off the queue, in one transaction. `seconds` is the time that
    /// the clip took.
    TakeId finishJob(JobId id, const SettingsLayer& settings, const QString& model, double seconds);

    /// Remembers the job's file and takes the job off the queue, in one transaction.
    void finishExport(JobId id, FinishedExport file);
    QList<FinishedExport> finishedExports() const;  ///< the newest first; only the last ones are kept
    void forgetExport(JobId id);                    ///< the file itself stays

    void setTakeRating(TakeId id, Rating rating);

    /// Small values by name that are stored with the project: the current photo and take, the playhead, in and out
    /// points.
    QVariant state(const QString& key) const;
    void setState(const QString& key, const QVariant& value);

  Q_SIGNALS:
    void titleChanged();
    void photosReset();  ///< photos were inserted, removed or moved
    void photoChanged(PhotoId id);
    void takeAdded(TakeId id);
    void takeChanged(TakeId id);
    void jobsReset();  ///< jobs were added, removed or moved
    void jobChanged(JobId id);
    void exportsChanged();  ///< finishedExports() changed
    /// A change could not be written, such as to a full disk. The project keeps it in memory and writes it with the
    /// next change.
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
