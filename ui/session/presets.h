#pragma once

#include "ui/session/session.h"

/// Presets of settings: the studio's own, and the artist's, which all projects share.
namespace stillwave::ui {

QList<Session::Preset> builtInPresets();

/// The studio's presets of exports, named by purpose.
QList<Session::Preset> builtInExportPresets();

enum class PresetKind { motion, exports };
QList<Session::Preset> ownPresets(PresetKind kind);
void keepOwnPreset(PresetKind kind, const QString& name, const SettingsLayer& values);
void forgetOwnPreset(PresetKind kind, const QString& name);

}  // namespace stillwave::ui
