#pragma once

#include <QImage>
#include <QObject>
#include <QSize>
#include <memory>

#include "ui/project/types.h"
#include "ui/worker.h"

namespace stillwave::ui {

/// Reads photos at the sizes in which the window shows them, through an engine on a thread of its own: thumbnails in
/// the order asked, stage pictures before them. Pictures are cached up to a limit.
class PictureLoader : public QObject {
    Q_OBJECT

  public:
    static constexpr int thumbnailSide = 320;  ///< px, long side
    static constexpr int stageSide = 2048;     ///< px, long side

    explicit PictureLoader(Worker::MakeEngine make_engine, QObject* parent = nullptr);
    ~PictureLoader() override;

    /// The cached picture of the photo at `path`. Where none is cached yet it is null, and pictureRead or pictureFailed
    /// follows once the photo was read.
    QImage thumbnail(const QString& path);
    QImage stagePicture(const QString& path);

    /// Drops the photo's cached pictures and its failure, so that the next call reads the file again.
    void forget(const QString& path);

  Q_SIGNALS:
    /// A photo was read at one of the two sizes. `photoSize` is its own size in px, upright.
    void pictureRead(const QString& path, QSize photoSize);
    void pictureFailed(const QString& path, const stillwave::ui::JobFailure& failure);

  private:
    void run(const Worker::MakeEngine& make_engine);

    struct Private;
    std::unique_ptr<Private> m_private;
};

}  // namespace stillwave::ui
