#pragma once

#include <QImage>
#include <QList>
#include <QObject>
#include <QTimer>

#include "ui/session/session.h"
#include "ui/stage/clip_loader.h"

namespace stillwave::ui {

class StageView;
class Timeline;

/// Decides what the stage and the timeline show: the photo, its take, the clip in the making, or why it failed.
class StagePresenter : public QObject {
    Q_OBJECT

  public:
    StagePresenter(Session* session, StageView* view, Timeline* timeline, QObject* parent);

  public Q_SLOTS:
    /// The generation that is running, in place of a take.
    void watchRunning();
    void setCropping(bool cropping);
    void showOriginal(bool show);

  Q_SIGNALS:
    void croppingChanged(bool cropping);
    void detailShown(const QString& takeFolder);  ///< of the take whose photo detail is on the stage; empty: none is
    void findPhotoRequested(qint64 photo);        ///< for the failed job's remedy

  private:
    enum class Shown { nothing, photo, take, running };

    void refresh();
    void showPhoto();
    void showTake();
    void showRunning();
    void showFailure();
    void tellDetail();
    void runStarted(JobId job);
    void runProgressed();
    void runFinished(TakeId take);
    void playPreview();
    void clipLoaded(const QList<QImage>& frames, const QList<QImage>& thumbnails);
    void refreshCrop();
    void refreshDetail();
    void requestAspect(int width, int height);
    void connectCrop();
    void connectPlayer();
    void keepPlayhead();
    bool takeHasDetail(const Take& take) const;
    const QueueRunner::Live* liveHere() const;

    Session* m_session;
    StageView* m_view;
    Timeline* m_timeline;
    ClipLoader m_loader;
    QTimer m_previewTimer;
    QList<QImage> m_preview;  // of the clip in the making
    int m_previewFrame = 0;
    qsizetype m_decoded = 0;  // frames of it that are in the player
    Shown m_shown = Shown::nothing;
    QString m_shownFolder;  // of the take
    TakeFrames m_shownFrames = TakeFrames::model;
    bool m_watching = true;  // the clip in the making rather than a take
    bool m_cropping = false;
    bool m_modelView = false;
};

}  // namespace stillwave::ui
