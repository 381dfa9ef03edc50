#pragma once

#include <QColor>
#include <QList>
#include <QPair>
#include <QString>

namespace stillwave::ui {

/// The colours that the studio is painted with, named by purpose.
enum class ThemeColor {
    stage,   ///< around the picture
    window,  ///< behind panels
    panel,   ///< docks, menus and cards
    input,   ///< boxes that take text or values
    button,  ///< a button at rest
    hover,   ///< a button or row under the pointer
    line,    ///< borders and separators
    text,
    subtleText,  ///< captions; their contrast on the panel is still 4.5 : 1
    disabledText,
    accent,
    accentHover,
    onAccent,   ///< text on the accent
    selection,  ///< behind selected rows
    danger,
    warning,
    success
};

enum class ThemeTone { dark, light };

QColor themeColor(ThemeColor role, ThemeTone tone);

/// The colour in the application's current theme.
QColor themeColor(ThemeColor role);
ThemeTone currentTone();

/// Every role with the name that the style sheet uses for it.
QList<QPair<QString, ThemeColor>> themeColorNames();

/// WCAG 2 contrast ratio, 1 to 21.
double contrastRatio(const QColor& a, const QColor& b);

}  // namespace stillwave::ui
