#pragma once

#include <QImage>

#include "types/image.h"

namespace stillwave::ui {

/// The same pixels as RGB888: nothing is copied, and they live as long as the QImage does.
QImage toQImage(const Image& image);

/// A copy as RGB32, which paints without another conversion.
QImage toRgb32(const Image& image);

}  // namespace stillwave::ui
