#pragma once

#include <QImage>

#include "types/image.h"

namespace stillwave::ui {

/// The image as RGB888. The QImage shares the pixels, which live as long as it does; nothing is copied.
QImage toQImage(const Image& image);

/// A copy of the image as RGB32, which Qt paints without another conversion.
QImage toRgb32(const Image& image);

}  // namespace stillwave::ui
