#pragma once

#include <QObject>
#include <QTimer>

#include "ui/session/session.h"
#include "ui/stage/control_mask_files.h"
#include "ui/stage/drawing_tool.h"

namespace stillwave::ui {

class Actions;
class StageView;

/// Connects the drawing tools with the current photo's controls: what is drawn becomes an edit that can be undone, and
/// the stage plays what is drawn.
class DirectingPresenter : public QObject {
    Q_OBJECT

  public:
    DirectingPresenter(Session* session, StageView* view, Actions* actions, QObject* parent);

  public Q_SLOTS:
    void setTool(DrawingTool tool);
    void leaveTool();
    /// Whether the photo itself is on the stage, where its movement can be played.
    void setPhotoShown(bool shown);

  Q_SIGNALS:
    void drawingChanged(bool drawing);    ///< a tool is chosen, for which the stage shows the photo
    void cameraToolChanged(bool chosen);  ///< the camera is to be shown on the stage

  private:
    void connectTools();
    void connectOptions();
    void refresh();
    void refreshClip();
    void refreshOptions();
    void refreshNote();
    void refreshPreview();
    void showCount();
    void apply(const StageControls& regions, const QString& undoText, const QString& key);
    void clear();
    void askExact();
    void showExact(PhotoId photo, const QList<QImage>& frames);
    const Photo* photo() const;

    Session* m_session;
    StageView* m_view;
    Actions* m_actions;
    MaskFiles m_masks;
    QTimer m_settle;  // runs until the controls have come to rest and the exact preview is asked for
    DrawingTool m_tool = DrawingTool::none;
    QList<MovedRegion> m_asked;  // the regions of the exact preview that was asked for
    QString m_refusal;           // why the engine could not preview the controls
    bool m_photoShown = false;
};

}  // namespace stillwave::ui
