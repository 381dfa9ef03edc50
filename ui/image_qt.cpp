#include "ui/image_qt.h"

namespace stillwave::ui {

QImage toQImage(const Image& image) {
    if (image.empty()) return {};
    // The wrapper holds a share of the pixels until Qt lets go of them.
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
