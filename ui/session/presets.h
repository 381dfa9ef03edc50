#pragma once

#include "ui/session/session.h"

/// Presets: the studio's own, and the artist's, which all projects share.
namespace stillwave::ui {

QList<Session::Preset> builtInPresets();

QList<Session::Preset> ownPresets();
void keepOwnPreset(const QString& name, const SettingsLayer& values);
void forgetOwnPreset(const QString& name);

}  // namespace stillwave::ui
