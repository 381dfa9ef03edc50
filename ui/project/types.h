#pragma once

#include <QDateTime>
#include <QList>
#include <QSize>
#include <QString>
#include <optional>

#include "types/error.h"
#include "types/settings_fields.h"

/// The plain values that a project is made of.
namespace stillwave::ui {

using PhotoId = qint64;
using TakeId = qint64;
using JobId = qint64;
inline constexpr qint64 noId = 0;

/// What an artist sets for one photo: only what was set; all else follows the model.
struct PhotoSettings {
    SettingsLayer values;
    QString model;  ///< installed name or path; empty: the engine's default

    bool operator==(const PhotoSettings&) const = default;
};

struct Photo {
    PhotoId id = noId;
    QString path;  ///< absolute
    QSize size;    ///< px, upright; empty until it was read
    PhotoSettings settings;
    QString problem;  ///< why the file cannot be read now; empty: it can, or was not tried. Not stored

    QString name() const;  ///< the file's name
};

enum class Rating { none, starred, rejected };

/// A finished generation.
struct Take {
    TakeId id = noId;
    PhotoId photo = noId;
    QString folder;          ///< absolute; see engine/take.h
    SettingsLayer settings;  ///< all of them, as resolved
    QString model;
    Rating rating = Rating::none;
    QDateTime made;
    double seconds = 0;  ///< that making it took, without pauses
};

/// interrupted: it was running when the program ended; it is offered again.
enum class JobState { waiting, running, failed, interrupted };

struct JobFailure {
    ErrorCode code = ErrorCode::internal;
    QString message;  ///< core's sentence
    QString detail;   ///< the foreign library's own words; may be empty
};

/// What a file is made of, and how.
struct ExportJob {
    TakeId take = noId;
    QString detail;  ///< photo | model: which of the take's frames
    int first = 0;
    int last = -1;           ///< -1: the take's last frame
    SettingsLayer settings;  ///< of export_fields
    QString out;             ///< absolute: the file, or the folder of a sequence

    bool operator==(const ExportJob&) const = default;
};

/// A file that was written.
struct FinishedExport {
    JobId id = noId;  ///< of the job that wrote it
    TakeId take = noId;
    QString path;  ///< absolute
    QSize size;    ///< px
    qint64 bytes = 0;
    QDateTime made;

    QString name() const;  ///< the file's name
    bool operator==(const FinishedExport&) const = default;
};

/// A generation or an export that was asked for. A generation that is done becomes a take, an export a FinishedExport;
/// then it leaves the queue.
struct Job {
    JobId id = noId;
    PhotoId photo = noId;
    PhotoSettings settings;  ///< of a generation
    JobState state = JobState::waiting;
    QString takeFolder;  ///< absolute; where a generation keeps its take
    QDateTime asked;
    std::optional<JobFailure> failure;
    std::optional<ExportJob> exporting;  ///< empty: it is a generation
};

}  // namespace stillwave::ui
