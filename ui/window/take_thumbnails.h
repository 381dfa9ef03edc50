#pragma once

#include <QHash>
#include <QImage>
#include <QList>
#include <QObject>
#include <QSet>
#include <QThreadPool>

#include "ui/project/types.h"

namespace stillwave::ui {

/// Reads thumbnails of takes' frames from their folders, on a thread of its own.
class TakeThumbnails : public QObject {
    Q_OBJECT

  public:
    explicit TakeThumbnails(QObject* parent = nullptr);
    ~TakeThumbnails() override;

    /// Thumbnails of all frames; empty until they were read, and `ready` tells when.
    QList<QImage> frames(const Take& take);

  Q_SIGNALS:
    void ready(qint64 take);

  private:
    QHash<TakeId, QList<QImage>> m_frames;
    QSet<TakeId> m_reading;
    QThreadPool m_pool;
};

}  // namespace stillwave::ui
