#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "types/settings_fields.h"

namespace stillwave::cli {

/// Adds a flag for each row of the table of `Settings` (AnimationSettings, ExportSettings). They write to `layer`,
/// which must outlive the parsing.
template <typename Settings>
void add_setting_flags(CLI::App& command, SettingsLayer& layer, const std::string& group);

}  // namespace stillwave::cli
