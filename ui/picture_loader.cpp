#include "ui/picture_loader.h"

#include <QCache>
#include <QSet>
#include <QThread>
#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace stillwave::ui {
namespace {

constexpr std::chrono::minutes restAfter(10);
constexpr qsizetype thumbnailBytes = qsizetype{128} << 20;
constexpr qsizetype stageBytes = qsizetype{256} << 20;

struct Wanted {
    QString path;
    int side = 0;  // px

    bool operator==(const Wanted&) const = default;
};

QImage toPicture(const Image& image) {
    // The conversion for the screen is done here, on the loader's thread, where no window waits.
    return QImage(image.data(), image.width, image.height, image.width * Image::channels, QImage::Format_RGB888)
        .convertToFormat(QImage::Format_RGB32);
}

}  // namespace

struct PictureLoader::Private {
    // Used on both threads, under the mutex.
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Wanted> wanted;
    bool ending = false;

    // Used on the window's thread alone.
    QCache<QString, QImage> thumbnails{thumbnailBytes};
    QCache<QString, QImage> stagePictures{stageBytes};
    QSet<QString> failed;
    std::unique_ptr<QThread> thread;

    QCache<QString, QImage>& cache(int side) { return side == thumbnailSide ? thumbnails : stagePictures; }

    QImage get(const QString& path, int side) {
        if (const QImage* picture = cache(side).object(path)) return *picture;
        if (!failed.contains(path)) push({path, side});
        return {};
    }

    void push(const Wanted& request) {
        const std::lock_guard lock(mutex);
        if (std::find(wanted.begin(), wanted.end(), request) != wanted.end()) return;
        if (request.side == stageSide) {
            wanted.push_front(request);
        } else {
            wanted.push_back(request);
        }
        changed.notify_all();
    }

    /// Waits for the next request, on the loader's thread. Empty: the loader ends. A request without a path: nothing
    /// was asked for ten minutes, and a `warm` engine should give its memory back.
    std::optional<Wanted> next(bool warm) {
        std::unique_lock lock(mutex);
        const auto ready = [&] { return ending || !wanted.empty(); };
        if (!warm) {
            changed.wait(lock, ready);
        } else if (!changed.wait_for(lock, restAfter, ready)) {
            return Wanted();
        }
        if (ending) return std::nullopt;
        auto request = wanted.front();
        wanted.pop_front();
        return request;
    }
};

PictureLoader::PictureLoader(Worker::MakeEngine make_engine, QObject* parent)
    : QObject(parent), m_private(std::make_unique<Private>()) {
    m_private->thread.reset(QThread::create([this, make = std::move(make_engine)] { run(make); }));
    m_private->thread->start();
}

PictureLoader::~PictureLoader() {
    {
        const std::lock_guard lock(m_private->mutex);
        m_private->ending = true;
        m_private->changed.notify_all();
    }
    m_private->thread->wait();
}

void PictureLoader::run(const Worker::MakeEngine& make_engine) {
    const auto engine = make_engine();
    bool warm = false;
    while (const auto request = m_private->next(warm)) {
        warm = !request->path.isEmpty();
        if (!warm) {
            engine->rest();
            continue;
        }
        try {
            const auto read = engine->read_picture({request->path.toStdString(), request->side, "#000000"});
            const QImage picture = toPicture(read.image);
            const QSize size(read.photo_width, read.photo_height);
            QMetaObject::invokeMethod(this, [this, request = *request, picture, size] {
                m_private->cache(request.side).insert(request.path, new QImage(picture), picture.sizeInBytes());
                Q_EMIT pictureRead(request.path, size);
            });
        } catch (const Error& error) {
            const JobFailure failure{error.code(), QString::fromUtf8(error.what()),
                                     QString::fromStdString(error.detail())};
            QMetaObject::invokeMethod(this, [this, path = request->path, failure] {
                m_private->failed.insert(path);
                Q_EMIT pictureFailed(path, failure);
            });
        }
    }
}

QImage PictureLoader::thumbnail(const QString& path) {
    return m_private->get(path, thumbnailSide);
}

QImage PictureLoader::stagePicture(const QString& path) {
    return m_private->get(path, stageSide);
}

void PictureLoader::forget(const QString& path) {
    m_private->failed.remove(path);
    m_private->thumbnails.remove(path);
    m_private->stagePictures.remove(path);
}

}  // namespace stillwave::ui
