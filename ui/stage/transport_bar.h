#pragma once

#include <QWidget>

#include "ui/stage/playback.h"

class QLabel;
class QToolButton;

namespace stillwave::ui {

class Canvas;
class ClipPlayer;

/// The row under the stage: the clip's time and frame, the buttons that play and step it, its speed, loop mode and
/// zoom.
class TransportBar : public QWidget {
    Q_OBJECT

  public:
    explicit TransportBar(QWidget* parent = nullptr);

    /// Connects the bar with the player and the canvas both ways; the bar keeps no pointer to them.
    void connectTo(ClipPlayer* player, Canvas* canvas);

  public Q_SLOTS:
    void setFrameCount(int count);
    void setPosition(int frame);
    void setFps(double fps);
    void setPlaying(bool playing);
    void setMode(stillwave::ui::PlayMode mode);
    void setSpeed(double speed);
    void setZoom(double zoom, bool fit);

  Q_SIGNALS:
    void startRequested();
    void endRequested();
    void stepRequested(int frames);
    void playToggled();
    void modeRequested(stillwave::ui::PlayMode mode);
    void speedRequested(double speed);
    void fitRequested();
    void zoomRequested(double zoom);

  private:
    QToolButton* makeButton(const QString& name, const QString& icon, const QString& tip);
    QToolButton* makeMenuButton(const QString& name, const QString& accessibleName, const QString& tip);
    void fillMenus();
    void showTime();

    QLabel* m_time;
    QToolButton* m_play;
    QList<QToolButton*> m_moving;  // buttons that are disabled without frames
    QToolButton* m_speed;
    QToolButton* m_mode;
    QToolButton* m_zoom;
    int m_frameCount = 0;
    int m_position = 0;
    double m_fps = 7;
};

}  // namespace stillwave::ui
