#pragma once

#include <QString>

#include "types/error.h"
#include "ui/session/session.h"

namespace stillwave::ui {

/// A headline of a few words for an error's code. The window shows core's sentence below it, which has the names and
/// numbers.
QString errorHeadline(ErrorCode code);

/// The text of a button that offers the remedy.
QString remedyText(Session::Remedy remedy);

}  // namespace stillwave::ui
