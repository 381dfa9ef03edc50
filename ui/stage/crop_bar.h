#pragma once

#include <QList>
#include <QSize>
#include <QWidget>

class QToolButton;

namespace stillwave::ui {

/// The crop frame's tool bar: the clip's aspect, how the photo is fitted into it, and what the model sees of it.
class CropBar : public QWidget {
    Q_OBJECT

  public:
    explicit CropBar(QWidget* parent = nullptr);

    /// The clip's size in px. The button of its aspect is checked.
    void setTarget(const QSize& size);
    /// "crop" or "letterbox".
    void setFit(const QString& fit);
    void setModelView(bool shown);

  Q_SIGNALS:
    void aspectRequested(int width, int height);  ///< a ratio, such as 16 and 9
    void fitRequested(const QString& fit);
    void modelViewToggled(bool shown);
    void resetRequested();
    void doneRequested();

  private:
    QToolButton* addButton(const QString& name, const QString& text, const QString& tip, bool checkable);

    QList<QToolButton*> m_aspects;
    QToolButton* m_crop;
    QToolButton* m_letterbox;
    QToolButton* m_modelView;
};

}  // namespace stillwave::ui
