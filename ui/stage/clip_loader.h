#pragma once

#include <QImage>
#include <QList>
#include <QObject>
#include <QSize>
#include <QString>

#include "engine/take.h"

namespace stillwave::ui {

/// Reads a take's frames on another thread. The takes that were loaded last are cached, so that switching between them
/// is instant.
class ClipLoader : public QObject {
    Q_OBJECT

  public:
    explicit ClipLoader(QObject* parent = nullptr);
    ~ClipLoader() override;

    /// Loads the frames; `loaded` or `failed` answers, within the call where the take is cached. Frames larger than
    /// `maxSize` are scaled down to it; an empty size leaves them. The answer to an older load is dropped.
    void load(const QString& takeFolder, stillwave::TakeFrames which, const QSize& maxSize = {});
    /// Drops the answer to the load that is on its way.
    void cancel();
    /// Drops the take from the cache, such as when its frames were made anew.
    void forget(const QString& takeFolder);

  Q_SIGNALS:
    /// Frames as RGB32; thumbnails 160 px wide or high.
    void loaded(const QString& takeFolder, stillwave::TakeFrames which, const QList<QImage>& frames,
                const QList<QImage>& thumbnails);
    void failed(const QString& takeFolder, const QString& message);

  private:
    struct Key {
        QString folder;
        TakeFrames which = TakeFrames::model;
        QSize maxSize;

        bool operator==(const Key&) const = default;
    };
    struct Clip {
        Key key;
        QList<QImage> frames;
        QList<QImage> thumbnails;
        QString problem;

        qint64 bytes() const;
    };

    static Clip read(const Key& key);
    void keep(const Clip& clip);
    void deliver(const Clip& clip, quint64 load);

    QList<Clip> m_kept;  // the cache; the last used take stands last
    quint64 m_load = 0;
};

}  // namespace stillwave::ui
