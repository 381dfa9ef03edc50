#pragma once

#include <QObject>
#include <QTimer>
#include <optional>

#include "ui/session/session.h"

namespace stillwave::ui {

class CameraOverlay;
class CameraPanel;
class CameraPreview;
class StageView;
class TimelinePanel;

/// Connects the current photo's camera with its handles on the stage, its panel, its preview and its lane on the
/// timeline.
class CameraPresenter : public QObject {
    Q_OBJECT

  public:
    CameraPresenter(Session* session, StageView* view, TimelinePanel* timeline, QObject* parent);

  public Q_SLOTS:
    /// Whether the camera tool is the chosen one. The stage must show the photo then.
    void setShown(bool shown);

  Q_SIGNALS:
    void toolWanted(bool wanted);  ///< the artist wants to choose the camera tool, or to leave it

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void refresh();
    void refreshPreview();
    void place();
    void apply(const CameraPath& camera, const QString& key);
    void askExact();
    void showExact(PhotoId photo, const QList<QImage>& frames, double fps);
    void chooseDepth();
    QString problem() const;
    const Photo* photo() const;

    Session* m_session;
    StageView* m_view;
    TimelinePanel* m_timeline;
    CameraOverlay* m_overlay;
    CameraPreview* m_preview;
    CameraPanel* m_panel;
    QTimer m_settle;                    // runs until the camera has come to rest and the exact preview is asked for
    std::optional<CameraPath> m_asked;  // the camera of the exact preview that was asked for
    QString m_shownCrop;                // of which photo, size and crop the preview has the picture
    QString m_refusal;                  // why the engine could not preview the camera
    bool m_shown = false;
    bool m_previewIsLeft = false;
};

}  // namespace stillwave::ui
