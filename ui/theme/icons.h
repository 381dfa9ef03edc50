#pragma once

#include <QIcon>
#include <QSize>
#include <optional>

#include "ui/theme/theme_colors.h"

namespace stillwave::ui {

/// The icon resources/icons/`name`.svg in the theme's text colour (checked: the accent; disabled: quiet), at any size
/// and pixel ratio. The icon follows when the theme changes. `color` replaces the text colour; `tone` fixes the theme,
/// for an icon on a ground that is the same in all themes.
QIcon themeIcon(const QString& name, std::optional<ThemeColor> color = {}, std::optional<ThemeTone> tone = {});

/// The icon size for a button that shows its text beside the icon. It is wider than the icon, because Qt leaves hardly
/// any room between the two.
QSize besideText(int side = 16);

}  // namespace stillwave::ui
