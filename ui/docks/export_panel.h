#pragma once

#include <QLabel>
#include <QPushButton>
#include <vector>

#include "types/export_types.h"
#include "ui/docks/export_fields_panel.h"
#include "ui/queue/queue_row.h"

namespace stillwave::ui {

class FoldedRows;

/// The Export panel: an editor for every row of export_fields() that the Loop panel lacks, presets by purpose, the
/// file's folder, name and estimated size, and the exports under way and done.
class ExportPanel : public ExportFieldsPanel {
    Q_OBJECT

  public:
    explicit ExportPanel(QWidget* parent = nullptr);

    void setSettings(const ExportSettings& settings) override;
    /// The panel offers those entries of both lists that this machine can use.
    void setFormats(const std::vector<FormatSummary>& formats);
    void setUpscalers(const std::vector<UpscalerSummary>& upscalers);
    void setLetterboxed(bool letterboxed);  ///< true: the take was made with bars around the photo
    struct Preset {
        QString name;
        bool builtIn = false;
    };
    void setPresets(const QList<Preset>& presets);
    void setFolder(const QString& folder);
    void setFileName(const QString& name);  ///< the name that an export would get now; empty: there is no take
    /// The expected file, such as "About 1.2 MB" and "768 × 432 · 25 frames · 7 fps".
    void setEstimate(const QString& headline, const QString& detail);
    void setBlocked(const QString& reason);  ///< the sentence that says why Export cannot be pressed; empty: it can
    void setCanRepeat(bool can);
    void setShortcutTexts(const QString& exportKeys, const QString& repeatKeys);
    void setExports(const QList<QueueItem>& items);  ///< newest first; the panel shows the first few
    void updateExport(const QueueItem& item);

  Q_SIGNALS:
    void presetChosen(const QString& name);
    void presetSaveRequested();
    void presetRemoveRequested(const QString& name);
    void folderRequested();
    void exportRequested();
    void repeatRequested();
    void cancelRequested(qint64 job);
    void retryRequested(qint64 job);
    void revealRequested(const QString& file);
    void copyRequested(const QString& file);
    void forgetRequested(qint64 job);
    void shown();  ///< the panel came into sight, so its estimate should be brought up to date

  protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void makeRows(QVBoxLayout* rows);
    QWidget* makeFolder();
    QWidget* makeCard();
    void showRows();
    void showFolder();

    std::vector<FormatSummary> m_formats;
    bool m_upscales = false;
    bool m_letterboxed = false;
    QString m_folderPath;
    QPushButton* m_presets = nullptr;
    QPushButton* m_folder = nullptr;
    QLabel* m_fileName = nullptr;
    QLabel* m_budgetHint = nullptr;
    QLabel* m_headline = nullptr;
    QLabel* m_detail = nullptr;
    QLabel* m_reason = nullptr;
    QPushButton* m_export = nullptr;
    QPushButton* m_repeat = nullptr;
    QWidget* m_exports = nullptr;
    QList<QueueRow*> m_exportRows;
    FoldedRows* m_more = nullptr;
};

}  // namespace stillwave::ui
