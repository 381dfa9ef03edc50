#pragma once

#include <QByteArray>
#include <QDir>
#include <QString>
#include <QVariant>
#include <optional>

#include "ui/project/types.h"

/// Conversions between a project's values and the texts and bytes in its database.
namespace stillwave::ui {

QString settingsText(const SettingsLayer& settings);
/// The inverse of settingsText, for rows of settings_fields(); empty where the text is damaged.
std::optional<SettingsLayer> settingsFromText(const QString& text);

/// The inverse of settingsText, for rows of export_fields(); empty where the text is damaged.
std::optional<SettingsLayer> exportSettingsFromText(const QString& text);

/// Writes controls. Paths inside of `project` become relative to it, so that they hold where the project is moved.
QString controlsText(const Controls& controls, const QDir& project);
/// The inverse of controlsText(); empty where the text is damaged.
std::optional<Controls> controlsFromText(const QString& text, const QDir& project);

QString jobStateText(JobState state);
std::optional<JobState> jobStateFromText(const QString& text);

QString ratingText(Rating rating);
std::optional<Rating> ratingFromText(const QString& text);

QString errorCodeText(ErrorCode code);
std::optional<ErrorCode> errorCodeFromText(const QString& text);

QVariant finishedExportsValue(const QList<FinishedExport>& files);
/// The inverse of finishedExportsValue; damaged entries are left out.
QList<FinishedExport> finishedExportsFrom(const QVariant& value);

QByteArray stateBytes(const QVariant& value);
/// The inverse of stateBytes; an invalid QVariant where the bytes are damaged.
QVariant stateFromBytes(const QByteArray& bytes);

}  // namespace stillwave::ui
