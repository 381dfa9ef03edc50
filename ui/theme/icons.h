#pragma once

#include <QIcon>
#include <optional>

#include "ui/theme/theme_colors.h"

namespace stillwave::ui {

/// The icon resources/icons/`name`.svg in the theme's text colour (checked: the accent; disabled: quiet), at any size
/// and pixel ratio. It follows when the theme changes. `color` instead of the text colour where one is given,
/// `tone` where it lies on a ground that no theme changes.
QIcon themeIcon(const QString& name, std::optional<ThemeColor> color = {}, std::optional<ThemeTone> tone = {});

}  // namespace stillwave::ui
