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
        QString loop;          ///< a choice of export_fields' `loop`
        QList<QImage> frames;  ///< small
        double fps = 0;
        double seam = 0;  ///< score of its join
        QString problem;  ///< why the clip cannot be looped so; empty: it can
    };
    void setVariants(const QList<Variant>& variants);  ///< empty: not made, or of a clip that is not shown any more
    void setMaking(bool making);
    void setBlocked(const QString& reason);  ///< why the seam cannot be looked at; empty: it can
    void setSettings(const ExportSettings& settings) override;

    /// What a seam's score means, in words.
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
    QTimer m_timer;  ///< of all variants, so that they play in step
    int m_frame = 0;
    bool m_making = false;
};

}  // namespace stillwave::ui
