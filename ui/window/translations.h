#pragma once

class QApplication;

namespace stillwave::ui {

/// Installs the translation for the user's language where Stillwave has one; the texts stay English else.
void installTranslations(QApplication& application);

}  // namespace stillwave::ui
