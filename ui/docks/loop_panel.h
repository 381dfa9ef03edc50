#pragma once

#include <QButtonGroup>
#include <QImage>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

#include "ui/docks/export_fields_panel.h"

namespace stillwave::ui {

class VariantButton;

/// The Loop panel: how the clip loops, how smoothly it moves, and its seam. "Fix seam" shows the ways to loop side by
/// side, playing; a click chooses one.
class LoopPanel : public ExportFieldsPanel {
    Q_OBJECT

  public:
    explicit LoopPanel(QWidget* parent = nullptr);

    struct Variant {
        QString loop;          ///< a choice of the setting `loop` of export_fields()
        QList<QImage> frames;  ///< the frames at a reduced size
        double fps = 0;
        double seam = 0;  ///< how visible the join from the last to the first frame is (motion::SeamScore)
        QString problem;  ///< why the clip cannot be looped in this way; empty: it can
    };
    void setVariants(const QList<Variant>& variants);  ///< empty: the shown clip's variants are not known
    void setMaking(bool making);
    void setBlocked(const QString& reason);  ///< the sentence that says why the seam cannot be looked at; empty: it can
    void setSettings(const ExportSettings& settings) override;

    /// A seam's score in words, such as "Not visible".
    static QString seamText(double seam);

  Q_SIGNALS:
    void fixRequested();

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    QWidget* makeCard();
    void showSeam();
    void playOn();

    QList<Variant> m_variants;
    QWidget* m_grid;
    QList<VariantButton*> m_buttons;
    QButtonGroup* m_group;
    QLabel* m_headline = nullptr;
    QLabel* m_detail = nullptr;
    QLabel* m_reason = nullptr;
    QPushButton* m_fix = nullptr;
    QTimer m_timer;  ///< one for all variants, so that they play in step
    int m_frame = 0;
    bool m_making = false;
};

}  // namespace stillwave::ui
