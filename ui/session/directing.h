#pragma once

#include <QString>

#include "types/controls.h"

/// The controls that direct a clip, as the window sends them and speaks of them.
namespace stillwave::ui {

/// The controls without the regions that have no movement yet: the engine would hold those still, but the artist has
/// only not said yet where they go.
Controls withoutResting(Controls controls);

/// A sentence that says which of the controls cannot direct one clip together, as the engine would refuse them; empty:
/// all can.
QString whyNotTogether(const Controls& controls);

}  // namespace stillwave::ui
