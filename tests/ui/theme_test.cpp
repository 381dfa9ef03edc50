#include "ui/theme/theme.h"

#include <QFontDatabase>
#include <QPainter>
#include <QPushButton>
#include <QtTest>

#include "ui/theme/icons.h"

namespace stillwave::ui {
namespace {

// The colour that an icon is drawn in, which is that of its most opaque pixel.
QColor strokeColor(const QPixmap& pixmap) {
    const QImage image = pixmap.toImage().convertToFormat(QImage::Format_ARGB32);
    QColor best(0, 0, 0, 0);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (const QColor color = image.pixelColor(x, y); color.alpha() > best.alpha()) best = color;
    best.setAlpha(255);
    return best;
}

}  // namespace

class ThemeTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void textAndAccentsCanBeRead_data() {
        QTest::addColumn<ThemeTone>("tone");
        QTest::newRow("dark") << ThemeTone::dark;
        QTest::newRow("light") << ThemeTone::light;
    }

    void textAndAccentsCanBeRead() {
        QFETCH(ThemeTone, tone);
        const auto ratio = [tone](ThemeColor a, ThemeColor b) {
            return contrastRatio(themeColor(a, tone), themeColor(b, tone));
        };
        for (const ThemeColor ground : {ThemeColor::stage, ThemeColor::window, ThemeColor::panel, ThemeColor::input}) {
            for (const ThemeColor text : {ThemeColor::text, ThemeColor::subtleText})
                QVERIFY2(ratio(text, ground) >= 4.5, qPrintable(QString::number(ratio(text, ground))));
            for (const ThemeColor sign : {ThemeColor::accent, ThemeColor::success})
                QVERIFY2(ratio(sign, ground) >= 3, qPrintable(QString::number(ratio(sign, ground))));
        }
        for (const ThemeColor ground : {ThemeColor::window, ThemeColor::panel, ThemeColor::input})
            for (const ThemeColor text : {ThemeColor::danger, ThemeColor::warning, ThemeColor::accent})
                QVERIFY2(ratio(text, ground) >= 4.5, qPrintable(QString::number(ratio(text, ground))));
        for (const ThemeColor ground : {ThemeColor::button, ThemeColor::hover, ThemeColor::selection})
            QVERIFY(ratio(ThemeColor::text, ground) >= 4.5);
        QVERIFY(ratio(ThemeColor::subtleText, ThemeColor::selection) >= 3);
        QVERIFY(ratio(ThemeColor::onAccent, ThemeColor::accent) >= 4.5);
        QVERIFY(ratio(ThemeColor::onAccent, ThemeColor::accentHover) >= 4.5);

        const QPalette palette = themePalette(tone);
        QVERIFY(contrastRatio(palette.color(QPalette::WindowText), palette.color(QPalette::Window)) >= 4.5);
        QVERIFY(contrastRatio(palette.color(QPalette::Text), palette.color(QPalette::Base)) >= 4.5);
        QVERIFY(contrastRatio(palette.color(QPalette::PlaceholderText), palette.color(QPalette::Base)) >= 4.5);
    }

    void theTableIsInTheEnumsOrder() {
        int index = 0;
        for (const auto& [name, role] : themeColorNames()) {
            QCOMPARE(static_cast<int>(role), index++);
            QVERIFY(!name.isEmpty());
        }
        QCOMPARE(index, static_cast<int>(ThemeColor::success) + 1);
    }

    void theApplicationIsDressed() {
        for (const ThemeChoice choice : {ThemeChoice::light, ThemeChoice::dark}) {
            applyTheme(*qApp, choice);
            QCOMPARE(currentTone(), choice == ThemeChoice::dark ? ThemeTone::dark : ThemeTone::light);
            QCOMPARE(QApplication::palette().color(QPalette::Highlight), themeColor(ThemeColor::accent));
            QVERIFY(qApp->styleSheet().contains(themeColor(ThemeColor::accent).name()));
            QVERIFY(!qApp->styleSheet().section(QStringLiteral("*/"), 1).contains(QLatin1Char('@')));
            QVERIFY(QFontDatabase::families().contains(QStringLiteral("Inter")));
            QCOMPARE(QFontInfo(QApplication::font()).family(), QStringLiteral("Inter"));
            QVERIFY(QApplication::font().pointSizeF() >= 9);
        }
    }

    void withoutAPlatformPaletteItIsDark() {
        applyTheme(*qApp, ThemeChoice::light);
        applyTheme(*qApp, ThemeChoice::system);
        QCOMPARE(currentTone(), ThemeTone::dark);
    }

    void iconsFollowTheTheme() {
        const QIcon icon = themeIcon(QStringLiteral("square"));
        QVERIFY(!icon.isNull());
        applyTheme(*qApp, ThemeChoice::dark);
        QCOMPARE(strokeColor(icon.pixmap(32)), themeColor(ThemeColor::text, ThemeTone::dark));
        QCOMPARE(strokeColor(icon.pixmap(32, QIcon::Disabled)), themeColor(ThemeColor::disabledText, ThemeTone::dark));
        QCOMPARE(strokeColor(icon.pixmap(32, QIcon::Normal, QIcon::On)),
                 themeColor(ThemeColor::accent, ThemeTone::dark));
        applyTheme(*qApp, ThemeChoice::light);
        QCOMPARE(strokeColor(icon.pixmap(32)), themeColor(ThemeColor::text, ThemeTone::light));
        const QIcon colored = themeIcon(QStringLiteral("square"), ThemeColor::danger);
        QCOMPARE(strokeColor(colored.pixmap(32)), themeColor(ThemeColor::danger, ThemeTone::light));
    }

    void iconsAreSharpAtAnyPixelRatio() {
        const QPixmap pixmap = themeIcon(QStringLiteral("play")).pixmap(QSize(16, 16), 2.0);
        QCOMPARE(pixmap.size(), QSize(32, 32));
        QCOMPARE(pixmap.devicePixelRatio(), 2.0);
    }

    void anUnknownIconIsNull() { QVERIFY(themeIcon(QStringLiteral("no-such-icon")).isNull()); }

    void aLookIsAPropertyOfTheStyleSheet() {
        applyTheme(*qApp, ThemeChoice::dark);
        QPushButton button(QStringLiteral("Generate"));
        setLook(&button, Look::primary);
        button.resize(200, 40);
        button.clearFocus();
        QCOMPARE(button.grab().toImage().pixelColor(20, 20), themeColor(ThemeColor::accent));
    }
};

}  // namespace stillwave::ui

QTEST_MAIN(stillwave::ui::ThemeTest)
#include "theme_test.moc"
