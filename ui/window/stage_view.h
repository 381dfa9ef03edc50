#pragma once

#include <QWidget>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace stillwave::ui {

class Canvas;
class ClipPlayer;
class ControlOverlay;
class ControlPreview;
class CropBar;
class CropOverlay;
class DrawingBar;
class FailureCard;
class MessageBar;
class StartPage;
class TakesStrip;
class ToolBar;
class TransportBar;

/// The middle of the window: notices, then the start page or the stage with its transport, then the takes. The view
/// arranges these widgets; StagePresenter and TakesPresenter fill and connect them.
class StageView : public QWidget {
    Q_OBJECT

  public:
    explicit StageView(QWidget* parent = nullptr);

    MessageBar* messages() const { return m_messages; }
    StartPage* startPage() const { return m_startPage; }
    Canvas* canvas() const { return m_canvas; }
    ClipPlayer* player() const { return m_player; }
    CropOverlay* cropOverlay() const { return m_cropOverlay; }
    CropBar* cropBar() const { return m_cropBar; }
    ControlOverlay* controlOverlay() const { return m_controlOverlay; }
    ControlPreview* controlPreview() const { return m_controlPreview; }
    DrawingBar* drawingBar() const { return m_drawingBar; }
    ToolBar* toolBar() const { return m_toolBar; }
    FailureCard* failureCard() const { return m_failureCard; }
    TransportBar* transport() const { return m_transport; }
    QToolButton* detailButton() const { return m_detail; }
    TakesStrip* takes() const { return m_takes; }

    void addBelowPicture(QWidget* strip);  ///< puts a strip between the picture and the transport bar
    void showStart(bool start);
    void setCropping(bool cropping);
    void setDrawing(bool drawing);      ///< true: the regions are shown and can be drawn
    void setDirecting(bool directing);  ///< true: the takes make room for the picture, on which the artist draws
    void setFullScreen(bool full);      ///< true: the picture and the transport bar alone are shown

  protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void placeOverlays();
    void showTakes();

    MessageBar* m_messages;
    QStackedWidget* m_pages;
    StartPage* m_startPage;
    QWidget* m_stage;
    Canvas* m_canvas;
    ClipPlayer* m_player;
    ControlPreview* m_controlPreview;
    ControlOverlay* m_controlOverlay;
    CropOverlay* m_cropOverlay;
    CropBar* m_cropBar;
    DrawingBar* m_drawingBar;
    ToolBar* m_toolBar;
    FailureCard* m_failureCard;
    TransportBar* m_transport;
    QToolButton* m_detail;
    QLabel* m_takesTitle;
    TakesStrip* m_takes;
    bool m_directing = false;
    bool m_full = false;
};

}  // namespace stillwave::ui
