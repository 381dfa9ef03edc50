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

/// A generation that was asked for. When it is done it becomes a take and leaves the queue.
struct Job {
    JobId id = noId;
    PhotoId photo = noId;
    PhotoSettings settings;
    JobState state = JobState::waiting;
    QString takeFolder;  ///< absolute; where the take is being kept
    QDateTime asked;
    std::optional<JobFailure> failure;
};

}  // namespace stillwave::ui
