#include "ui/theme/theme_colors.h"

#include <QGuiApplication>
#include <QPalette>
#include <algorithm>
#include <cmath>

namespace stillwave::ui {
namespace {

struct Row {
    ThemeColor role;
    const char* name;
    QRgb dark;
    QRgb light;
};

// The colours, in the order of ThemeColor.
constexpr Row table[] = {
    {ThemeColor::stage, "stage", 0xff141517, 0xffdfe1e4},
    {ThemeColor::window, "window", 0xff1b1c1e, 0xfff1f2f3},
    {ThemeColor::panel, "panel", 0xff232427, 0xfffafafb},
    {ThemeColor::input, "input", 0xff18191b, 0xffffffff},
    {ThemeColor::button, "button", 0xff303237, 0xffe9eaec},
    {ThemeColor::hover, "hover", 0xff3b3e44, 0xffdcdee2},
    {ThemeColor::line, "line", 0xff3a3c41, 0xffc8cbd0},
    {ThemeColor::text, "text", 0xffe9eaec, 0xff1d1f22},
    {ThemeColor::subtleText, "subtle", 0xffa6a9af, 0xff5b5f66},
    {ThemeColor::disabledText, "disabled", 0xff74777d, 0xff8e9299},
    {ThemeColor::accent, "accent", 0xff3fb5a8, 0xff0f766c},
    {ThemeColor::accentHover, "accentHover", 0xff55c8bb, 0xff0b6259},
    {ThemeColor::onAccent, "onAccent", 0xff0b1f1c, 0xffffffff},
    {ThemeColor::selection, "selection", 0xff294a47, 0xffcbe6e3},
    {ThemeColor::danger, "danger", 0xfff47b84, 0xffb4232e},
    {ThemeColor::warning, "warning", 0xfff2a65a, 0xff8f5200},
    {ThemeColor::success, "success", 0xff5ccb7f, 0xff1b7339},
};

double luminance(const QColor& color) {
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

}  // namespace

QColor themeColor(ThemeColor role, ThemeTone tone) {
    const Row& row = table[static_cast<std::size_t>(role)];
    return QColor::fromRgb(tone == ThemeTone::dark ? row.dark : row.light);
}

QColor themeColor(ThemeColor role) {
    return themeColor(role, currentTone());
}

ThemeTone currentTone() {
    return QGuiApplication::palette().color(QPalette::Window).lightness() < 128 ? ThemeTone::dark : ThemeTone::light;
}

QList<QPair<QString, ThemeColor>> themeColorNames() {
    QList<QPair<QString, ThemeColor>> names;
    for (const Row& row : table) names.append({QString::fromLatin1(row.name), row.role});
    return names;
}

double contrastRatio(const QColor& a, const QColor& b) {
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

}  // namespace stillwave::ui
