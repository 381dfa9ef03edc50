#include "ui/window/translations.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace stillwave::ui {

void installTranslations(QApplication& application) {
    // The C locale has no language; it gets English, which needs a translation for its plurals.
    const QLocale user;
    const QLocale locale = user.language() == QLocale::C ? QLocale(QLocale::English) : user;
    const auto install = [&](const QString& name, const QString& folder) {
        auto* translator = new QTranslator(&application);
        if (!translator->load(locale, name, QStringLiteral("_"), folder)) return false;
        QApplication::installTranslator(translator);
        return true;
    };
    install(QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    if (install(QStringLiteral("stillwave"), QStringLiteral(":/translations"))) return;
    auto* english = new QTranslator(&application);
    if (english->load(QStringLiteral(":/translations/stillwave_en.qm"))) QApplication::installTranslator(english);
}

}  // namespace stillwave::ui
