#pragma once

#include <QImage>
#include <QObject>
#include <QSize>
#include <memory>

#include "ui/project/types.h"
#include "ui/worker.h"

namespace stillwave::ui {

/// Reads photos through an engine on a thread of its own: thumbnails in the order asked, the stage's picture before
/// them. What was read is kept, up to a limit, so that asking again is cheap.
class PictureLoader : public QObject {
    Q_OBJECT

  public:
    static constexpr int thumbnailSide = 320;  ///< px, long side
    static constexpr int stageSide = 2048;     ///< px, long side

    explicit PictureLoader(Worker::MakeEngine make_engine, QObject* parent = nullptr);
    ~PictureLoader() override;

    /// The picture if it is at hand; else a null one, and pictureRead or pictureFailed follows once it was read.
    QImage thumbnail(const QString& path);
    QImage stagePicture(const QString& path);

    /// Forgets what is known of the file, so that it is read again.
    void forget(const QString& path);

  Q_SIGNALS:
    /// A file was read at one of the two sizes; `photoSize` is the upright photo's.
    void pictureRead(const QString& path, QSize photoSize);
    void pictureFailed(const QString& path, const stillwave::ui::JobFailure& failure);

  private:
    void run(const Worker::MakeEngine& make_engine);

    struct Private;
    std::unique_ptr<Private> m_private;
};

}  // namespace stillwave::ui
