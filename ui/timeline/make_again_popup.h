#pragma once

#include <QFrame>

class QLabel;
class QPushButton;
class QSlider;

namespace stillwave::ui {

/// Asks how far frames that are made again may leave the ones that they replace.
class MakeAgainPopup : public QFrame {
    Q_OBJECT

  public:
    explicit MakeAgainPopup(QWidget* parent = nullptr);

    /// Frames are counted from 0 here and shown from 1.
    void setFrames(int first, int last, int count);
    /// Whether the artist directed the take, which the new frames do not follow. The popup then says so.
    void setDirected(bool directed);
    void setCost(const QString& cost);    ///< a sentence; empty: it is not known
    void popup(const QPoint& lowerLeft);  ///< where its lower left corner comes, on the screen
    double strength() const;              ///< 0 keeps the frames, 1 makes them wholly anew

  Q_SIGNALS:
    void confirmed(int first, int last, double strength);

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void showStrength();

    int m_first = 0;
    int m_last = 0;
    bool m_whole = true;  // they are all of the take's
    QLabel* m_title;
    QSlider* m_strength;
    QLabel* m_meaning;
    QLabel* m_warning;
    QLabel* m_cost;
    QPushButton* m_confirm;
};

}  // namespace stillwave::ui
