#pragma once

#include <QByteArray>
#include <QString>
#include <QVariant>
#include <optional>

#include "ui/project/types.h"

/// How a project's values stand in its database.
namespace stillwave::ui {

QString settingsText(const SettingsLayer& settings);
/// Empty where the text is not what settingsText gives.
std::optional<SettingsLayer> settingsFromText(const QString& text);

/// The same for export_fields.
std::optional<SettingsLayer> exportSettingsFromText(const QString& text);

QString jobStateText(JobState state);
std::optional<JobState> jobStateFromText(const QString& text);

QString ratingText(Rating rating);
std::optional<Rating> ratingFromText(const QString& text);

QString errorCodeText(ErrorCode code);
std::optional<ErrorCode> errorCodeFromText(const QString& text);

QVariant finishedExportsValue(const QList<FinishedExport>& files);
/// Leaves out what is not as finishedExportsValue gives it.
QList<FinishedExport> finishedExportsFrom(const QVariant& value);

QByteArray stateBytes(const QVariant& value);
/// Invalid where the bytes are not what stateBytes gives.
QVariant stateFromBytes(const QByteArray& bytes);

}  // namespace stillwave::ui
