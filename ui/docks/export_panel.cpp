#include "ui/docks/export_panel.h"

#include <QDir>
#include <QFrame>
#include <QHBoxLayout>
#include <QMenu>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/docks/panel_rows.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace stillwave::ui {
namespace {

constexpr qsizetype mostExports = 2;
// The rows that the Loop panel has.
constexpr const char* ofLoop[] = {"loop", "loop_count", "interpolate", "target_fps"};
// The formats without a setting of quality: most of them lose nothing, and a GIF has its number of colours.
constexpr const char* withoutQuality[] = {"gif", "apng", "png_sequence", "ffv1"};

template <typename List>
bool contains(const List& list, const std::string& key) {
    return std::find(std::begin(list), std::end(list), key) != std::end(list);
}

}  // namespace

ExportPanel::ExportPanel(QWidget* parent) : ExportFieldsPanel(parent) {
    setObjectName(QStringLiteral("export_panel"));
    auto* content = new QWidget;
    setLook(content, Look::panel);
    auto* rows = new QVBoxLayout(content);
    rows->setContentsMargins(panelMargin, 8, panelMargin, panelMargin);
    rows->setSpacing(7);
    makeRows(rows);
    rows->addStretch();

    m_exports = new QWidget;
    m_exports->setObjectName(QStringLiteral("exports"));
    auto* exports = new QVBoxLayout(m_exports);
    exports->setContentsMargins(0, 0, 0, 0);
    exports->setSpacing(0);
    m_exports->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, panelMargin);
    layout->setSpacing(6);
    layout->addWidget(panelScroll(content, QStringLiteral("export_scroll"), tr("Settings of the export")), 1);
    auto* pinned = new QVBoxLayout;
    pinned->setContentsMargins(panelMargin, 0, panelMargin, 0);
    pinned->addWidget(m_exports);
    pinned->addWidget(makeCard());
    layout->addLayout(pinned);
    setPresets({});
    setBlocked({});
    setShortcutTexts({}, {});
    ExportPanel::setSettings({});
}

void ExportPanel::makeRows(QVBoxLayout* rows) {
    m_presets = named(new QPushButton(tr("Presets")), "export_preset_button", tr("Presets of exports"),
                      tr("Takes or keeps settings by what the file is for."));
    setLook(m_presets, Look::link);
    m_presets->setMenu(new QMenu(m_presets));
    m_presets->setMinimumWidth(m_presets->sizeHint().width() + 20);
    auto* top = new QHBoxLayout;
    top->addWidget(panelHeading(tr("The take that is shown")), 1);
    top->addWidget(m_presets);
    rows->addLayout(top);
    addEditor(rows, "format");
    addEditor(rows, "quality", SettingEditor::Shape::big)
        ->setCaption(tr("80 looks like the original; less is smaller."));
    addEditor(rows, "gif_colors");
    addEditor(rows, "gif_dither");
    addEditor(rows, "size_budget_mb")->setZeroText(tr("No limit"));
    editor("size_budget_mb")->showUnit();
    m_budgetHint = panelCaption("budget_hint");
    m_budgetHint->setText(tr("Quality, and size if need be, are lowered until the file fits."));
    rows->addWidget(m_budgetHint);
    rows->addWidget(panelLine());
    rows->addWidget(panelHeading(tr("Picture")));
    auto* upscale = addEditor(rows, "upscale");
    upscale->setZeroText(tr("Off"));
    upscale->setPrefix(tr("× ", "times the size"));
    addEditor(rows, "upscale_model");
    addEditor(rows, "long_side")->setZeroText(tr("As it is"));
    editor("long_side")->showUnit();
    addEditor(rows, "fill");
    addEditor(rows, "camera_lock");
    rows->addWidget(panelLine());
    rows->addWidget(panelHeading(tr("File")));
    addEditor(rows, "name_pattern");
    m_fileName = panelCaption("export_file_name");
    // The name stands below the editor of its pattern.
    m_fileName->setIndent(panelLabelWidth() + 8);
    rows->addWidget(m_fileName);
    rows->addWidget(makeFolder());
    m_more =
        new FoldedRows(tr("More"), QStringLiteral("export_more_toggle"), tr("Shows settings that are seldom needed."));
    for (const char* key : {"overwrite", "write_recipe", "pixel_format"}) addEditor(m_more->rows(), key);
    // Rows of the table that have no place of their own yet are shown here.
    for (const ExportField& field : export_fields())
        if (const std::string key(field.key); !hasEditor(QString::fromStdString(key)) && !contains(ofLoop, key))
            addEditor(m_more->rows(), key.c_str());
    rows->addWidget(m_more);
}

QWidget* ExportPanel::makeFolder() {
    auto* holder = new QWidget;
    auto* row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_folder = named(new QPushButton, "export_folder", tr("Folder"), tr("Chooses where exports go."));
    m_folder->setIcon(themeIcon(QStringLiteral("folder-open")));
    m_folder->setIconSize(besideText());
    m_folder->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    row->addWidget(panelLabel(tr("Folder"), m_folder));
    row->addWidget(m_folder, 1);
    connect(m_folder, &QPushButton::clicked, this, &ExportPanel::folderRequested);
    return holder;
}

QWidget* ExportPanel::makeCard() {
    auto* card = new QFrame;
    setLook(card, Look::card);
    m_headline = new QLabel;
    m_headline->setObjectName(QStringLiteral("estimate_headline"));
    setLook(m_headline, Look::headline);
    m_detail = panelCaption("estimate_detail");
    m_reason = panelCaption("export_blocked_reason");
    m_export =
        named(new QPushButton, "export_button", tr("Export"), tr("Writes the file; the queue shows how far it is."));
    m_export->setIcon(themeIcon(QStringLiteral("arrow-right-to-line"), ThemeColor::onAccent));
    m_export->setIconSize(besideText());
    setLook(m_export, Look::primary);
    m_repeat = named(new QPushButton(tr("Repeat")), "export_repeat_button", tr("Repeat the last export"), {});
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_export, 1);
    buttons->addWidget(m_repeat);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->setSpacing(3);
    layout->addWidget(panelHeading(tr("The file")));
    layout->addWidget(m_headline);
    layout->addWidget(m_detail);
    layout->addSpacing(5);
    layout->addLayout(buttons);
    layout->addWidget(m_reason);
    connect(m_export, &QPushButton::clicked, this, &ExportPanel::exportRequested);
    connect(m_repeat, &QPushButton::clicked, this, &ExportPanel::repeatRequested);
    setEstimate({}, {});
    setCanRepeat(false);
    return card;
}

void ExportPanel::setSettings(const ExportSettings& settings) {
    ExportFieldsPanel::setSettings(settings);
    showRows();
}

void ExportPanel::setFormats(const std::vector<FormatSummary>& formats) {
    m_formats = formats;
    QList<SettingEditor::Offer> offers;
    for (const auto& format : formats)
        if (format.problem.empty()) offers.append({QString::fromStdString(format.key), {}});
    editor("format")->setOffers(offers);
    showRows();
}

void ExportPanel::setUpscalers(const std::vector<UpscalerSummary>& upscalers) {
    QList<SettingEditor::Offer> offers{{QString(), tr("Automatic")}};
    for (const auto& upscaler : upscalers)
        if (upscaler.problem.empty())
            offers.append({QString::fromStdString(upscaler.name), QString::fromStdString(upscaler.name)});
    m_upscales = offers.size() > 1;
    editor("upscale_model")->setOffers(offers);
    showRows();
}

void ExportPanel::setLetterboxed(bool letterboxed) {
    m_letterboxed = letterboxed;
    showRows();
}

// Shows the rows that the format and the machine leave to choose, and hides the others.
void ExportPanel::showRows() {
    const auto& set = settings();
    const bool gif = set.format == "gif";
    editor("quality")->setVisible(!contains(withoutQuality, set.format));
    editor("gif_colors")->setVisible(gif);
    editor("gif_dither")->setVisible(gif);
    m_budgetHint->setVisible(set.size_budget_mb > 0);
    editor("upscale")->setVisible(m_upscales);
    editor("upscale_model")->setVisible(m_upscales && set.upscale > 1);
    editor("fill")->setVisible(m_letterboxed);
    QList<SettingEditor::Offer> pixels{{QStringLiteral("auto"), {}}};
    for (const auto& format : m_formats)
        if (format.key == set.format)
            for (const auto& name : format.pixel_formats) pixels.append({QString::fromStdString(name), {}});
    editor("pixel_format")->setOffers(pixels);
    editor("pixel_format")->setVisible(pixels.size() > 1);
}

void ExportPanel::setPresets(const QList<Preset>& presets) {
    QMenu* menu = m_presets->menu();
    menu->clear();
    for (const Preset& preset : presets)
        menu->addAction(preset.name, this, [this, name = preset.name] { Q_EMIT presetChosen(name); });
    menu->addSeparator();
    menu->addAction(themeIcon(QStringLiteral("bookmark")), tr("Keep these settings as a preset…"), this,
                    &ExportPanel::presetSaveRequested);
    for (const Preset& preset : presets)
        if (!preset.builtIn)
            menu->addAction(themeIcon(QStringLiteral("trash-2")), tr("Remove “%1”").arg(preset.name), this,
                            [this, name = preset.name] { Q_EMIT presetRemoveRequested(name); });
}

void ExportPanel::setFolder(const QString& folder) {
    m_folderPath = QDir::toNativeSeparators(folder);
    m_folder->setToolTip(tr("Where exports go: %1").arg(m_folderPath));
    showFolder();
}

// Shortens the path at its beginning, because its end says most.
void ExportPanel::showFolder() {
    constexpr int padding = 50;  // px, of the button and its icon
    m_folder->setText(
        m_folder->fontMetrics().elidedText(m_folderPath, Qt::ElideLeft, qMax(0, m_folder->width() - padding)));
}

void ExportPanel::resizeEvent(QResizeEvent* event) {
    ExportFieldsPanel::resizeEvent(event);
    layout()->activate();
    showFolder();
}

void ExportPanel::showEvent(QShowEvent* event) {
    ExportFieldsPanel::showEvent(event);
    showFolder();
    Q_EMIT shown();
}

void ExportPanel::setFileName(const QString& name) {
    m_fileName->setText(
        name.isEmpty() ? tr("{photo}, {take}, {seed}, {date}, {width}, {height}, {fps} and {format} are filled in.")
                       : name);
}

void ExportPanel::setEstimate(const QString& headline, const QString& detail) {
    m_headline->setText(headline.isEmpty() ? tr("Not measured yet") : headline);
    m_detail->setText(headline.isEmpty() ? tr("A part of the take is encoded to tell the size.") : detail);
}

void ExportPanel::setBlocked(const QString& reason) {
    m_export->setEnabled(reason.isEmpty());
    m_reason->setText(reason);
    m_reason->setVisible(!reason.isEmpty());
}

void ExportPanel::setCanRepeat(bool can) {
    m_repeat->setEnabled(can);
}

void ExportPanel::setShortcutTexts(const QString& exportKeys, const QString& repeatKeys) {
    const QString text = tr("Export");
    m_export->setText(exportKeys.isEmpty() ? text : tr("%1   %2", "a button and its key").arg(text, exportKeys));
    const QString tip = tr("Exports this take with the settings and the folder of the last export.");
    m_repeat->setToolTip(repeatKeys.isEmpty() ? tip : tr("%1 (%2)", "what it does (its key)").arg(tip, repeatKeys));
}

void ExportPanel::setExports(const QList<QueueItem>& items) {
    const auto count = std::min(items.size(), mostExports);
    while (m_exportRows.size() > count) m_exportRows.takeLast()->deleteLater();
    while (m_exportRows.size() < count) {
        auto* row = new QueueRow(items.at(m_exportRows.size()), m_exports);
        connect(row, &QueueRow::cancelRequested, this, &ExportPanel::cancelRequested);
        connect(row, &QueueRow::retryRequested, this, &ExportPanel::retryRequested);
        connect(row, &QueueRow::revealRequested, this, &ExportPanel::revealRequested);
        connect(row, &QueueRow::copyRequested, this, &ExportPanel::copyRequested);
        connect(row, &QueueRow::forgetRequested, this, &ExportPanel::forgetRequested);
        m_exports->layout()->addWidget(row);
        m_exportRows << row;
    }
    for (qsizetype i = 0; i < count; ++i) m_exportRows[i]->setItem(items.at(i));
    m_exports->setVisible(count > 0);
}

void ExportPanel::updateExport(const QueueItem& item) {
    for (auto* row : m_exportRows)
        if (row->item().id == item.id && !row->item().isFile()) row->setItem(item);
}

}  // namespace stillwave::ui
