#pragma once

#include <QApplication>
#include <QPalette>

#include "ui/theme/theme_colors.h"

namespace stillwave::ui {

enum class ThemeChoice { system, dark, light };

/// Dresses the application: Fusion, the tone's palette, Inter at the system's size and the style sheet. May be called
/// again at any time. `system` follows the platform's palette where it has one of its own, else it is dark.
void applyTheme(QApplication& application, ThemeChoice choice);

QPalette themePalette(ThemeTone tone);

/// The purpose of a widget, for the style sheet, where its class alone does not tell.
enum class Look {
    plain,
    caption,   ///< small and quiet text
    heading,   ///< small semi-bold text over a group
    headline,  ///< large semi-bold text
    danger,    ///< text about a failure
    panel,     ///< a surface in the panel's colour
    card,      ///< a raised frame with round corners
    primary,   ///< the main button of a page, panel or card
    link,      ///< a button that reads as a word in the accent colour
    flat       ///< a button without a frame until the pointer is over it
};

void setLook(QWidget* widget, Look look);

}  // namespace stillwave::ui
