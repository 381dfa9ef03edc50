#pragma once

#include <QString>

namespace stillwave::ui {

/// Opens the folder of `file` in the desktop's file manager.
void revealFile(const QString& file);

/// Puts the path on the clipboard, as text and as a file to be pasted.
void copyPath(const QString& file);

}  // namespace stillwave::ui
