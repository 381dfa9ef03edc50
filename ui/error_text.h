#pragma once

#include <QString>

#include "types/error.h"
#include "ui/session/session.h"

namespace stillwave::ui {

/// What went wrong in a few words, by its code: core's sentence follows with the names and numbers.
QString errorHeadline(ErrorCode code);

/// What a button that offers the remedy says.
QString remedyText(Session::Remedy remedy);

}  // namespace stillwave::ui
