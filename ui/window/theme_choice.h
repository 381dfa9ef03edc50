#pragma once

#include "ui/theme/theme.h"

namespace stillwave::ui {

/// The theme that was chosen last; the system's where none was.
ThemeChoice themeFromSettings();
void keepTheme(ThemeChoice choice);

}  // namespace stillwave::ui
