#pragma once

#include <QString>
#include <stdexcept>

namespace stillwave::ui {

/// The reason why a project cannot be opened. `message` is a translated text that says what to do.
struct ProjectError {
    enum class Kind { locked, newer, unwritable } kind;
    QString message;
};

}  // namespace stillwave::ui
