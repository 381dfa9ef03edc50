#pragma once

class QApplication;

namespace stillwave::ui {

/// Speaks the user's language, where there is one of ours; else English.
void installTranslations(QApplication& application);

}  // namespace stillwave::ui
