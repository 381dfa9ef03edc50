#pragma once

#include <QIcon>
#include <QSize>
#include <optional>

#include "ui/theme/theme_colors.h"

namespace stillwave::ui {

/// The icon resources/icons/`name`.svg in the theme's text colour (checked: the accent; disabled: quiet), at any size
/// and pixel ratio. It follows when the theme changes. `color` instead of the text colour where one is given,
/// `tone` where it lies on a ground that no theme changes.
QIcon themeIcon(const QString& name, std::optional<ThemeColor> color = {}, std::optional<ThemeTone> tone = {});

/// The icon size for a button that shows its text beside the icon: Qt leaves them hardly any room between.
QSize besideText(int side = 16);

}  // namespace stillwave::ui
