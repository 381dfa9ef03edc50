#include "ui/window/theme_choice.h"

#include <QSettings>

namespace stillwave::ui {
namespace {

QString settingsKey() {
    return QStringLiteral("window/theme");
}

}  // namespace

ThemeChoice themeFromSettings() {
    const QString name = QSettings().value(settingsKey()).toString();
    if (name == QStringLiteral("dark")) return ThemeChoice::dark;
    return name == QStringLiteral("light") ? ThemeChoice::light : ThemeChoice::system;
}

void keepTheme(ThemeChoice choice) {
    const auto name = choice == ThemeChoice::dark    ? QStringLiteral("dark")
                      : choice == ThemeChoice::light ? QStringLiteral("light")
                                                     : QStringLiteral("system");
    QSettings().setValue(settingsKey(), name);
}

}  // namespace stillwave::ui
