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

/// Decides what the stage and the timeline show: the photo, its take, the clip in the making, or the card of its
/// failure.
class StagePresenter : public QObject {
    Q_OBJECT

  public:
    StagePresenter(Session* session, StageView* view, Timeline* timeline, QObject* parent);

  public Q_SLOTS:
    /// Shows the clip in the making in place of a take.
    void watchRunning();
    void setCropping(bool cropping);
    /// Shows the photo in place of a take while the artist draws on it.
    void setDrawing(bool drawing);
    void showOriginal(bool show);

  Q_SIGNALS:
    void croppingChanged(bool cropping);
    void photoShown(bool shown);  ///< whether the photo itself is on the stage, without the crop frame
    /// `takeFolder` is the take whose frames with photo detail are on the stage; empty: there is none.
    void detailShown(const QString& takeFolder);
    void findPhotoRequested(qint64 photo);  ///< the remedy of a job that failed because its photo is gone

  private:
    enum class Shown { nothing, photo, take, running };

    void refresh();
    void showPhoto();
    void showTake();
    void showTitle(const Take& take, qsizetype frames);
    void showRunning();
    void showFailure();
    void tellShown();
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
    static QImage asModelSees(const QImage& picture, const AnimationSettings& settings);
    bool takeHasDetail(const Take& take) const;
    const QueueRunner::Live* liveHere() const;

    Session* m_session;
    StageView* m_view;
    Timeline* m_timeline;
    ClipLoader m_loader;
    QTimer m_previewTimer;
    QList<QImage> m_preview;  // the last preview of the clip in the making
    int m_previewFrame = 0;
    qsizetype m_decoded = 0;  // how many of that clip's frames are in the player
    Shown m_shown = Shown::nothing;
    QString m_shownFolder;  // the folder of the shown take
    TakeFrames m_shownFrames = TakeFrames::model;
    bool m_watching = true;  // the stage prefers the clip in the making to a take
    bool m_cropping = false;
    bool m_drawing = false;
    bool m_modelView = false;
};

}  // namespace stillwave::ui
