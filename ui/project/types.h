#pragma once

#include <QDateTime>
#include <QList>
#include <QSize>
#include <QString>
#include <optional>

#include "types/controls.h"
#include "types/error.h"
#include "types/settings_fields.h"

/// The plain values that a project is made of.
namespace stillwave::ui {

using PhotoId = qint64;
using TakeId = qint64;
using JobId = qint64;
inline constexpr qint64 noId = 0;

/// The settings that an artist made for one photo. All other settings follow the model.
struct PhotoSettings {
    SettingsLayer values;
    QString model;           ///< installed name or path; empty: the engine's default
    Controls controls = {};  ///< all paths are absolute

    bool operator==(const PhotoSettings&) const = default;
};

struct Photo {
    PhotoId id = noId;
    QString path;  ///< absolute
    QSize size;    ///< px, upright; empty until the photo was read
    PhotoSettings settings;
    QString problem;  ///< why the file cannot be read; empty: it can, or nobody has tried. Not stored

    QString name() const;  ///< the file's name
};

enum class Rating { none, starred, rejected };

/// A clip that was made of a photo. Its folder holds the latents, the frames and the recipe.
struct Take {
    TakeId id = noId;
    PhotoId photo = noId;
    QString folder;          ///< absolute; see engine/take.h
    SettingsLayer settings;  ///< the value of every setting that made it
    QString model;
    Controls controls;  ///< those that directed it; all paths are absolute
    Rating rating = Rating::none;
    QDateTime made;
    double seconds = 0;  ///< the time that it took, without pauses
};

/// An interrupted job was running when the program ended; the window offers to run it again.
enum class JobState { waiting, running, failed, interrupted };

struct JobFailure {
    ErrorCode code = ErrorCode::internal;
    QString message;  ///< core's sentence
    QString detail;   ///< the foreign library's own words; may be empty
};

/// An export to make: the frames of its file, and the settings.
struct ExportJob {
    TakeId take = noId;
    QString detail;  ///< which of the take's frames: photo (with photo detail) | model (the model's own)
    int first = 0;
    int last = -1;           ///< -1: the take's last frame
    SettingsLayer settings;  ///< rows of export_fields()
    QString out;             ///< absolute: the file, or the folder of a sequence

    bool operator==(const ExportJob&) const = default;
};

/// A file that an export wrote.
struct FinishedExport {
    JobId id = noId;  ///< the id of the job that wrote it
    TakeId take = noId;
    QString path;  ///< absolute
    QSize size;    ///< px
    qint64 bytes = 0;
    QDateTime made;

    QString name() const;  ///< the file's name
    bool operator==(const FinishedExport&) const = default;
};

/// An entry of the queue: a generation (a clip to be made of a photo) or an export. When it is done it leaves the
/// queue, and a generation becomes a Take, an export a FinishedExport.
struct Job {
    JobId id = noId;
    PhotoId photo = noId;
    PhotoSettings settings;  ///< a generation's settings
    JobState state = JobState::waiting;
    QString takeFolder;  ///< absolute; the folder that becomes the generation's take
    QDateTime asked;
    std::optional<JobFailure> failure;
    std::optional<ExportJob> exporting;  ///< empty: it is a generation
};

}  // namespace stillwave::ui
