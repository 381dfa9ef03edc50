#include "ui/stage/clip_loader.h"

#include <QDir>
#include <QFutureWatcher>
#include <QtConcurrentRun>
#include <algorithm>
#include <exception>
#include <filesystem>

#include "ui/image_qt.h"

namespace stillwave::ui {
namespace {

constexpr qint64 keptBytes = qint64{1} << 30;
constexpr QSize thumbnailSize{160, 160};

}  // namespace

ClipLoader::ClipLoader(QObject* parent) : QObject(parent) {}

ClipLoader::~ClipLoader() = default;

qint64 ClipLoader::Clip::bytes() const {
    qint64 sum = 0;
    for (const QImage& frame : frames) sum += frame.sizeInBytes();
    return sum;
}

ClipLoader::Clip ClipLoader::read(const Key& key) {
    Clip clip{key, {}, {}, {}};
    try {
        const std::filesystem::path folder(key.folder.toStdU16String());
        for (const Image& image : read_frames(take_frames_path(folder, key.which))) {
            QImage frame = toRgb32(image);
            const bool tooLarge = frame.width() > key.maxSize.width() || frame.height() > key.maxSize.height();
            if (!key.maxSize.isEmpty() && tooLarge)
                frame = frame.scaled(key.maxSize, Qt::KeepAspectRatio, Qt::SmoothTransformation);
            clip.thumbnails.append(frame.scaled(thumbnailSize, Qt::KeepAspectRatio, Qt::SmoothTransformation));
            clip.frames.append(frame);
        }
    } catch (const std::exception& error) {
        clip.problem = QString::fromUtf8(error.what());
    }
    return clip;
}

void ClipLoader::load(const QString& takeFolder, TakeFrames which, const QSize& maxSize) {
    const quint64 load = ++m_load;
    const Key key{QDir::cleanPath(takeFolder), which, maxSize};
    const auto kept = std::find_if(m_kept.begin(), m_kept.end(), [&](const Clip& clip) { return clip.key == key; });
    if (kept != m_kept.end()) {
        std::rotate(kept, kept + 1, m_kept.end());
        const Clip clip = m_kept.constLast();
        Q_EMIT loaded(clip.key.folder, which, clip.frames, clip.thumbnails);
        return;
    }
    // Each load has its own watcher, which is deleted with this object or after its answer.
    auto* watcher = new QFutureWatcher<Clip>(this);
    connect(watcher, &QFutureWatcher<Clip>::finished, this, [this, watcher, load] {
        const Clip clip = watcher->result();
        watcher->deleteLater();
        deliver(clip, load);
    });
    watcher->setFuture(QtConcurrent::run(&ClipLoader::read, key));
}

void ClipLoader::cancel() {
    ++m_load;
}

void ClipLoader::forget(const QString& takeFolder) {
    const QString folder = QDir::cleanPath(takeFolder);
    m_kept.removeIf([&](const Clip& clip) { return clip.key.folder == folder; });
}

void ClipLoader::deliver(const Clip& clip, quint64 load) {
    if (clip.problem.isEmpty()) keep(clip);
    if (load != m_load) return;
    if (clip.problem.isEmpty())
        Q_EMIT loaded(clip.key.folder, clip.key.which, clip.frames, clip.thumbnails);
    else
        Q_EMIT failed(clip.key.folder, clip.problem);
}

void ClipLoader::keep(const Clip& clip) {
    m_kept.removeIf([&](const Clip& other) { return other.key == clip.key; });
    qint64 sum = clip.bytes();
    if (sum > keptBytes) return;
    for (const Clip& other : std::as_const(m_kept)) sum += other.bytes();
    while (sum > keptBytes) {
        sum -= m_kept.constFirst().bytes();
        m_kept.removeFirst();
    }
    m_kept.append(clip);
}

}  // namespace stillwave::ui
