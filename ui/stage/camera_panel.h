#pragma once

#include <QHash>
#include <QWidget>

#include "types/controls.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QToolButton;

namespace stillwave::ui {

/// An artist's name for a value of stillwave::easings.
QString easingLabel(const QString& easing);

/// The camera's numbers in a strip below the stage, the picture of its depth, and the choice to let it make the clip
/// alone. A double-click on a label puts its number back.
class CameraPanel : public QWidget {
    Q_OBJECT

  public:
    explicit CameraPanel(QWidget* parent = nullptr);

    void setCamera(const CameraPath& camera);
    /// Why the camera cannot work with what else directs the clip; empty: it can.
    void setProblem(const QString& problem);

  Q_SIGNALS:
    /// Successive edits of one number share `key`, the number's name; all others have an empty one.
    void cameraEdited(const stillwave::CameraPath& camera, const QString& key);
    void depthWanted();  ///< the artist wants to choose a depth picture's file
    void doneRequested();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    struct Number {
        double CameraPath::*member;
        QDoubleSpinBox* box;
        QLabel* label;
    };

    void addNumber(const char* key, double CameraPath::*member, const QString& text, const QString& tip);
    void edit(const CameraPath& camera, const QString& key = {});
    void showDepth();

    CameraPath m_camera;
    QHash<QString, Number> m_numbers;
    QComboBox* m_easing;
    QToolButton* m_depth;
    QToolButton* m_clearDepth;
    QCheckBox* m_alone;
    QLabel* m_problem;
    QToolButton* m_reset;
};

}  // namespace stillwave::ui
