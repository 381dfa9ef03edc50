#pragma once

#include <QString>

#include "types/progress.h"
#include "ui/project/types.h"

/// Texts that several parts of the window share.
namespace stillwave::ui {

inline constexpr int variations = 4;

/// A number of bytes, in units of a thousand: "1.2 MB".
QString bytesText(qint64 bytes);

/// A duration: "about 12 s", "about 3 min 20 s".
QString durationText(double seconds);

/// The progress of a job: "Step 15 of 25", "Decoding 6 of 14".
QString progressText(const Progress& progress);

/// A take's short caption: "Seed 1207".
QString takeCaption(const Take& take);

/// A take's title: "Take 3 · seed 1207 · 14 frames · 7 fps". `frames` is how many it has, which an extended take or one
/// that passes several photos has more of than its settings ask for; 0: they were not read yet and are left out.
QString takeTitle(const Take& take, int number, qsizetype frames);

/// The settings and the model that made the take, for a tool tip.
QString takeDetails(const Take& take, int number, qsizetype frames);

/// The value of the take's setting `key`, which must be an integer.
qint64 takeNumber(const Take& take, const char* key);

}  // namespace stillwave::ui
