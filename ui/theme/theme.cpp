#include "ui/theme/theme.h"

#include <QFile>
#include <QFontDatabase>
#include <QStyle>
#include <QWidget>

namespace stillwave::ui {
namespace {

constexpr const char* lookProperty = "look";

ThemeTone toneOf(QApplication& application, ThemeChoice choice) {
    if (choice != ThemeChoice::system) return choice == ThemeChoice::dark ? ThemeTone::dark : ThemeTone::light;
    application.setPalette(QPalette());  // the platform's own
    const QColor platform = application.palette().color(QPalette::Window);
    // Fusion's own grey means that the platform has no palette of its own.
    if (platform == application.style()->standardPalette().color(QPalette::Window)) return ThemeTone::dark;
    return platform.lightness() < 128 ? ThemeTone::dark : ThemeTone::light;
}

void loadFonts() {
    if (QFontDatabase::families().contains(QStringLiteral("Inter"))) return;
    for (const char* weight : {"Regular", "Medium", "SemiBold"})
        QFontDatabase::addApplicationFont(QStringLiteral(":/fonts/Inter-%1.otf").arg(QLatin1String(weight)));
}

QFont themeFont() {
    loadFonts();
    QFont font(QStringLiteral("Inter"));
    font.setPointSizeF(qBound(9.0, QFontDatabase::systemFont(QFontDatabase::GeneralFont).pointSizeF(), 16.0));
    return font;
}

QString styleSheet(ThemeTone tone, double pointSize) {
    QFile file(QStringLiteral(":/theme/stillwave.qss"));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const auto put = [&sheet](const QString& name, const QString& value) {
        sheet.replace(QLatin1Char('@') + name + QLatin1Char(';'), value + QLatin1Char(';'));
    };
    for (const auto& [name, role] : themeColorNames()) put(name, themeColor(role, tone).name());
    const auto size = [pointSize](double factor) {
        return QString::number(pointSize * factor, 'f', 1) + QStringLiteral("pt");
    };
    put(QStringLiteral("small"), size(0.88));
    put(QStringLiteral("large"), size(1.3));
    put(QStringLiteral("check"), tone == ThemeTone::dark ? QStringLiteral("url(:/theme/check-dark.svg)")
                                                         : QStringLiteral("url(:/theme/check-light.svg)"));
    put(QStringLiteral("chevron"), tone == ThemeTone::dark ? QStringLiteral("url(:/theme/chevron-dark.svg)")
                                                           : QStringLiteral("url(:/theme/chevron-light.svg)"));
    return sheet;
}

}  // namespace

QPalette themePalette(ThemeTone tone) {
    QPalette palette;
    const auto set = [&palette, tone](QPalette::ColorRole role, ThemeColor color, ThemeColor disabled) {
        palette.setColor(QPalette::Active, role, themeColor(color, tone));
        palette.setColor(QPalette::Inactive, role, themeColor(color, tone));
        palette.setColor(QPalette::Disabled, role, themeColor(disabled, tone));
    };
    const auto same = [&set](QPalette::ColorRole role, ThemeColor color) { set(role, color, color); };
    same(QPalette::Window, ThemeColor::window);
    same(QPalette::Base, ThemeColor::input);
    same(QPalette::AlternateBase, ThemeColor::panel);
    same(QPalette::Button, ThemeColor::button);
    same(QPalette::ToolTipBase, ThemeColor::panel);
    same(QPalette::ToolTipText, ThemeColor::text);
    same(QPalette::BrightText, ThemeColor::danger);
    same(QPalette::PlaceholderText, ThemeColor::subtleText);
    same(QPalette::Light, ThemeColor::hover);
    same(QPalette::Midlight, ThemeColor::button);
    same(QPalette::Mid, ThemeColor::line);
    same(QPalette::Dark, ThemeColor::line);
    same(QPalette::Shadow, ThemeColor::stage);
    set(QPalette::WindowText, ThemeColor::text, ThemeColor::disabledText);
    set(QPalette::Text, ThemeColor::text, ThemeColor::disabledText);
    set(QPalette::ButtonText, ThemeColor::text, ThemeColor::disabledText);
    set(QPalette::Highlight, ThemeColor::accent, ThemeColor::line);
    set(QPalette::HighlightedText, ThemeColor::onAccent, ThemeColor::disabledText);
    set(QPalette::Link, ThemeColor::accent, ThemeColor::disabledText);
    set(QPalette::LinkVisited, ThemeColor::accent, ThemeColor::disabledText);
    return palette;
}

void applyTheme(QApplication& application, ThemeChoice choice) {
    // The style sheet is removed first, because it wraps the style, and the name below must be the style's own.
    application.setStyleSheet({});
    if (application.style()->name().compare(QLatin1String("fusion"), Qt::CaseInsensitive) != 0)
        QApplication::setStyle(QStringLiteral("Fusion"));
    const ThemeTone tone = toneOf(application, choice);
    const QFont font = themeFont();
    application.setPalette(themePalette(tone));
    application.setFont(font);
    application.setStyleSheet(styleSheet(tone, font.pointSizeF()));
}

void setLook(QWidget* widget, Look look) {
    static constexpr const char* names[] = {"plain", "caption", "heading", "headline", "danger",
                                            "panel", "card",    "primary", "link",     "flat"};
    const QString name = QString::fromLatin1(names[static_cast<std::size_t>(look)]);
    if (widget->property(lookProperty).toString() == name) return;
    widget->setProperty(lookProperty, name);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

}  // namespace stillwave::ui
