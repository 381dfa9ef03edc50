#pragma once

#include "ui/theme/theme.h"

namespace stillwave::ui {

/// The theme that the artist chose last; by default the system's.
ThemeChoice themeFromSettings();
void keepTheme(ThemeChoice choice);

}  // namespace stillwave::ui
