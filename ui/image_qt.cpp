#include "ui/image_qt.h"

namespace stillwave::ui {

QImage toQImage(const Image& image) {
    if (image.empty()) return {};
    // This copy of the Image shares its pixels and keeps them until Qt calls the clean-up function.
    auto* held = new Image(image);
    return {held->data(),
            held->width,
            held->height,
            qsizetype{Image::channels} * held->width,
            QImage::Format_RGB888,
            [](void* wrapped) { delete static_cast<Image*>(wrapped); },
            held};
}

QImage toRgb32(const Image& image) {
    return toQImage(image).convertToFormat(QImage::Format_RGB32);
}

}  // namespace stillwave::ui
