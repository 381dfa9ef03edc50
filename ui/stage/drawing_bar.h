#pragma once

#include <QSize>
#include <QWidget>
#include <string>

class QAction;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QSlider;
class QToolButton;

namespace stillwave::ui {

/// The options of the drawing tools, over the stage: the brush's size, a region's soft edge and easing, and a line
/// about what is drawn.
class DrawingBar : public QWidget {
    Q_OBJECT

  public:
    explicit DrawingBar(QWidget* parent = nullptr);

    void setPhoto(const QSize& size);  ///< the photo's size in px, for telling sizes in px
    void setBrushShown(bool shown);    ///< whether the tool has a brush
    /// Parts of the photo's longer side.
    void setBrushSize(double size);
    double brushSize() const;
    void setFeather(double feather);
    void setEasing(const std::string& easing);
    void setEasingShown(bool shown);
    /// A line about what is drawn or about the tool.
    void setNote(const QString& text, bool warns);
    /// The actions that play the movement and remove all regions.
    void setActions(QAction* preview, QAction* clear);

  public Q_SLOTS:
    void makeBrushSmaller();
    void makeBrushLarger();

  Q_SIGNALS:
    void brushSizeChanged(double size);
    void featherEdited(double feather);
    void easingEdited(const QString& easing);
    void doneRequested();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Slider {
        QLabel* label;
        QSlider* slider;
        QLabel* value;
    };
    Slider addSlider(const QString& name, const QString& text, const QString& tip, int steps);
    QToolButton* addButton(const QString& name, QAction* action);
    void showValues();
    QString pixels(double part) const;

    QHBoxLayout* m_row;
    Slider m_size;
    Slider m_feather;
    QLabel* m_easingLabel;
    QComboBox* m_easing;
    QLabel* m_note;
    QSize m_photo;
};

}  // namespace stillwave::ui
