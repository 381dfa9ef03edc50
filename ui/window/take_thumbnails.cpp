#include "ui/window/take_thumbnails.h"

#include "engine/take.h"
#include "types/error.h"
#include "ui/image_qt.h"

namespace stillwave::ui {
namespace {

constexpr QSize box(240, 240);  // px

QList<QImage> readSmall(const QString& folder) {
    QList<QImage> small;
    try {
        // The model's frames are read, because every take has them and they are smaller than those with photo detail.
        for (const auto& frame : read_frames(take_frames_path(folder.toStdString(), TakeFrames::model)))
            small.append(toQImage(frame)
                             .scaled(box, Qt::KeepAspectRatio, Qt::SmoothTransformation)
                             .convertToFormat(QImage::Format_RGB32));
    } catch (const Error&) {
        // The strip shows an empty cell for this take; opening the take tells why it cannot be read.
    }
    return small;
}

}  // namespace

TakeThumbnails::TakeThumbnails(QObject* parent) : QObject(parent) {
    m_pool.setMaxThreadCount(1);
}

TakeThumbnails::~TakeThumbnails() {
    m_pool.clear();
    m_pool.waitForDone();
}

QList<QImage> TakeThumbnails::frames(const Take& take) {
    if (!m_frames.contains(take.id) && !m_reading.contains(take.id)) {
        m_reading.insert(take.id);
        m_pool.start([this, id = take.id, folder = take.folder] {
            const auto small = readSmall(folder);
            QMetaObject::invokeMethod(this, [this, id, small] {
                m_reading.remove(id);
                m_frames.insert(id, small);
                Q_EMIT ready(id);
            });
        });
    }
    return m_frames.value(take.id);
}

}  // namespace stillwave::ui
