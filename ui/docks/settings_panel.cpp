#include "ui/docks/settings_panel.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/docks/panel_rows.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace stillwave::ui {
SettingsPanel::SettingsPanel(QWidget* parent)
    : QWidget(parent), m_changed(new QWidget), m_changedText(new QLabel), m_card(new GenerateCard) {
    setObjectName(QStringLiteral("settings_panel"));
    setLook(this, Look::panel);
    setAttribute(Qt::WA_StyledBackground);
    m_content = new QWidget;
    setLook(m_content, Look::panel);
    auto* rows = new QVBoxLayout(m_content);
    rows->setContentsMargins(panelMargin, 8, panelMargin, panelMargin);
    rows->setSpacing(7);

    m_presets = named(new QPushButton(tr("Presets")), "preset_button", tr("Presets"),
                      tr("Takes or keeps a set of values for the motion."));
    setLook(m_presets, Look::link);
    m_presets->setMenu(new QMenu(m_presets));
    m_presets->setMinimumWidth(m_presets->sizeHint().width() + 20);
    auto* top = new QHBoxLayout;
    m_heading = new QLabel(tr("This photo"));
    setLook(m_heading, Look::heading);
    top->addWidget(m_heading, 1);
    top->addWidget(m_presets);
    rows->addLayout(top);

    m_changedText->setObjectName(QStringLiteral("changed_text"));
    m_changedText->setWordWrap(true);
    setLook(m_changedText, Look::caption);
    auto* revert = named(new QPushButton(tr("Revert")), "revert_button", tr("Revert"),
                         tr("Takes back the settings of the take that is shown."));
    setLook(revert, Look::link);
    auto* changedRow = new QHBoxLayout(m_changed);
    changedRow->setContentsMargins(0, 0, 0, 0);
    changedRow->addWidget(m_changedText, 1);
    changedRow->addWidget(revert);
    m_changed->hide();
    rows->addWidget(m_changed);

    using Shape = SettingEditor::Shape;
    addEditor(rows, "preset", Shape::compact);
    for (const char* key : {"motion_bucket_id", "fps", "noise_aug_strength"}) addEditor(rows, key, Shape::big);
    rows->addWidget(panelLine());
    for (const char* key : {"seed", "num_frames", "num_inference_steps"}) addEditor(rows, key, Shape::compact);
    rows->addWidget(makeGuidance());
    rows->addWidget(panelLine());
    rows->addWidget(makeModel());
    rows->addSpacing(4);
    rows->addWidget(panelHeading(tr("Picture")));
    rows->addWidget(makeSize());
    for (const char* key : {"fit", "focus_x", "focus_y", "background", "detail", "detail_size", "detail_fallback"})
        addEditor(rows, key, Shape::compact);
    rows->addWidget(makeFaster());
    rows->addWidget(makeMore());
    rows->addStretch();

    auto* scroll = panelScroll(m_content, QStringLiteral("settings_scroll"), tr("Settings of the clip"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, panelMargin);
    layout->addWidget(scroll, 1);
    auto* pinned = new QHBoxLayout;
    pinned->setContentsMargins(panelMargin, 0, panelMargin, 0);
    pinned->addWidget(m_card);
    layout->addLayout(pinned);

    connect(revert, &QPushButton::clicked, this, &SettingsPanel::revertRequested);
    connect(m_card, &GenerateCard::generateRequested, this, &SettingsPanel::generateRequested);
    Values values;
    const AnimationSettings defaults;
    for (const SettingsField& field : settings_fields())
        values.insert(QString::fromStdString(std::string(field.key)), get_setting(defaults, field));
    setValues(values);
    setPresets({});
}

SettingEditor* SettingsPanel::addEditor(QVBoxLayout* layout, const char* key, SettingEditor::Shape shape) {
    auto* editor = new SettingEditor(settings_field(key), shape);
    m_editors.insert(editor->key(), editor);
    layout->addWidget(editor);
    connect(editor, &SettingEditor::edited, this, [this, editor](const SettingValue& value) {
        m_values[editor->key()] = value;
        showCaptions();
        showGuidance();
        Q_EMIT valueEdited(editor->key(), value);
    });
    connect(editor, &SettingEditor::resetRequested, this, [this, editor] { Q_EMIT valueReset(editor->key()); });
    return editor;
}

QWidget* SettingsPanel::makeGuidance() {
    auto* holder = new QWidget;
    auto* column = new QVBoxLayout(holder);
    column->setContentsMargins(0, 0, 0, 0);
    for (const char* key : {"min_guidance_scale", "max_guidance_scale", "guidance_shape"})
        addEditor(column, key, SettingEditor::Shape::compact);
    m_guidance = new GuidanceCurve;
    column->addWidget(m_guidance);
    auto* points = addEditor(column, "guidance_curve", SettingEditor::Shape::compact);
    connect(m_guidance, &GuidanceCurve::edited, points, [points](const QString& text) {
        points->setValue(text.toStdString());
        Q_EMIT points->edited(text.toStdString());
    });
    return holder;
}

void SettingsPanel::showGuidance() {
    const auto text = [&](const char* key) {
        const auto value = m_values.value(QString::fromLatin1(key));
        const auto* string = value ? std::get_if<std::string>(&*value) : nullptr;
        return string ? QString::fromStdString(*string) : QString();
    };
    const bool free = text("guidance_shape") == QLatin1String("points");
    m_guidance->setVisible(free);
    m_editors.value(QStringLiteral("guidance_curve"))->setVisible(free);
    m_guidance->setText(text("guidance_curve"));
    m_guidance->setScales(number("min_guidance_scale", 1), number("max_guidance_scale", 3));
}

QWidget* SettingsPanel::makeModel() {
    auto* holder = new QWidget;
    auto* column = new QVBoxLayout(holder);
    column->setContentsMargins(0, 0, 0, 0);
    auto* row = new QHBoxLayout;
    column->addLayout(row);
    m_model = named(new QComboBox, "model_choice", tr("Model"), tr("The model that makes the clip."));
    m_model->setPlaceholderText(tr("Mixed"));
    m_model->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_model->setMinimumWidth(fontMetrics().averageCharWidth() * 10);
    auto* add = named(new QToolButton, "add_model_button", tr("Add model"), tr("Adds a model file or folder."));
    add->setIcon(themeIcon(QStringLiteral("plus")));
    row->addWidget(panelLabel(tr("Model"), m_model));
    row->addWidget(m_model, 1);
    row->addWidget(add);
    m_modelNote = new QLabel;
    m_modelNote->setObjectName(QStringLiteral("model_note"));
    m_modelNote->setWordWrap(true);
    setLook(m_modelNote, Look::caption);
    column->addWidget(m_modelNote);
    connect(m_model, &QComboBox::activated, this,
            [this](int index) { Q_EMIT modelChosen(m_model->itemData(index).toString()); });
    connect(add, &QToolButton::clicked, this, &SettingsPanel::addModelRequested);
    return holder;
}

QWidget* SettingsPanel::makeSize() {
    auto* holder = new QWidget;
    auto* column = new QVBoxLayout(holder);
    column->setContentsMargins(0, 0, 0, 0);
    m_size = named(new QComboBox, "size_choice", tr("Size"), tr("The size at which the model works."));
    m_size->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_size->setMinimumWidth(fontMetrics().averageCharWidth() * 10);
    auto* row = new QHBoxLayout;
    row->addWidget(panelLabel(tr("Size"), m_size));
    row->addWidget(m_size, 1);
    column->addLayout(row);
    m_customSize = new QWidget;
    auto* custom = new QVBoxLayout(m_customSize);
    custom->setContentsMargins(0, 0, 0, 0);
    for (const char* key : {"width", "height"})
        addEditor(custom, key, SettingEditor::Shape::compact)->setZeroText(tr("Automatic"));
    column->addWidget(m_customSize);
    connect(m_size, &QComboBox::activated, this, [this](int index) {
        const QSize size = m_size->itemData(index).toSize();
        m_customSize->setVisible(!size.isValid());
        if (size.isValid()) Q_EMIT sizeChosen(size);
    });
    return holder;
}

QWidget* SettingsPanel::makeFaster() {
    auto* faster = new FoldedRows(tr("Faster, less exact"), QStringLiteral("faster_toggle"),
                                  tr("Shows settings that trade exactness for time or memory."));
    for (const char* key : {"deep_cache_interval", "guidance_sigma_min", "guidance_sigma_max", "scheduler",
                            "sigma_schedule", "weight_storage", "freeu_b1", "freeu_b2", "freeu_s1", "freeu_s2"})
        addEditor(faster->rows(), key, SettingEditor::Shape::compact);
    m_editors.value(QStringLiteral("guidance_sigma_max"))->setZeroText(tr("No limit"));
    return faster;
}

QWidget* SettingsPanel::makeMore() {
    auto* more =
        new FoldedRows(tr("More"), QStringLiteral("more_toggle"), tr("Shows settings that are seldom needed."));
    addEditor(more->rows(), "decode_chunk_size", SettingEditor::Shape::compact)->setZeroText(tr("Automatic"));
    // Rows of the table that have no place of their own yet are shown here.
    for (const SettingsField& field : settings_fields())
        if (const std::string key(field.key); !m_editors.contains(QString::fromStdString(key)))
            addEditor(more->rows(), key.c_str(), SettingEditor::Shape::compact);
    for (const char* key : {"context_length", "context_overlap"})
        m_editors.value(QString::fromLatin1(key))->setZeroText(tr("Automatic"));
    return more;
}

double SettingsPanel::number(const char* key, double fallback) const {
    const auto value = m_values.value(QString::fromLatin1(key));
    if (!value) return fallback;
    if (const auto* integer = std::get_if<std::int64_t>(&*value)) return static_cast<double>(*integer);
    if (const auto* real = std::get_if<double>(&*value)) return *real;
    return fallback;
}

void SettingsPanel::setValues(const Values& values) {
    m_values = values;
    for (auto it = m_editors.cbegin(); it != m_editors.cend(); ++it) it.value()->setValue(values.value(it.key()));
    showCaptions();
    showGuidance();
    showSize();
}

void SettingsPanel::showCaptions() {
    const double motion = number("motion_bucket_id", -1);
    const double fps = number("fps", -1);
    const double noise = number("noise_aug_strength", -1);
    const double frames = number("num_frames", -1);
    m_editors.value(QStringLiteral("motion_bucket_id"))
        ->setCaption(motion < 0      ? tr("Low is calm, high is lively.")
                     : motion < 70   ? tr("Calm: small, slow movement.")
                     : motion <= 160 ? tr("Moderate: natural movement.")
                                     : tr("Lively: wide, fast movement."));
    m_editors.value(QStringLiteral("fps"))
        ->setCaption(fps <= 0 || frames < 0
                         ? tr("Also tells the model the speed.")
                         : tr("%n frames play %1 s; also tells the model the speed.", nullptr, static_cast<int>(frames))
                               .arg(locale().toString(frames / fps, 'f', 1)));
    m_editors.value(QStringLiteral("noise_aug_strength"))
        ->setCaption(noise >= 0 && noise <= 0.05 ? tr("Stays close to the photo; more frees the motion.")
                                                 : tr("Freer motion, less like the photo."));
}

const ModelSummary* SettingsPanel::chosenModel() const {
    const QString chosen = m_model->currentData().toString();
    const std::string name = (chosen.isEmpty() ? m_defaultModel : chosen).toStdString();
    const auto found =
        std::find_if(m_models.begin(), m_models.end(), [&](const ModelSummary& model) { return model.name == name; });
    return m_model->currentIndex() < 0 || found == m_models.end() ? nullptr : &*found;
}

void SettingsPanel::showModelNote() {
    QString note;
    if (const auto* model = chosenModel())
        note = model->variant == "starter"
                   ? tr("Each seed is another move: push in, pull out, pan, tilt, roll, parallax or sway. Motion says "
                        "how far it goes.")
                   : QString::fromStdString(model->note);
    m_modelNote->setText(note);
    m_modelNote->setVisible(!note.isEmpty());
}

void SettingsPanel::showSize() {
    m_size->clear();
    m_size->addItem(tr("Automatic"), QSize(0, 0));
    if (const auto* model = chosenModel()) {
        const auto side = [&](const char* key) -> int {
            const auto value = model->card.find(key);
            if (value == model->card.end()) return 0;
            const auto* integer = std::get_if<std::int64_t>(&value->second);
            return integer ? static_cast<int>(*integer) : 0;
        };
        QList<QSize> sizes;
        for (const auto& size : model->sizes)
            sizes.append(QSize(static_cast<int>(size.width), static_cast<int>(size.height)));
        const QSize best(side("width"), side("height"));
        if (sizes.isEmpty() && !best.isEmpty()) sizes = {best, best.transposed()};
        for (const QSize& size : sizes) m_size->addItem(tr("%1 × %2").arg(size.width()).arg(size.height()), size);
        for (const char* key : {"width", "height"})
            m_editors.value(QString::fromLatin1(key))->setStep(static_cast<double>(model->size_multiple));
    }
    m_size->addItem(tr("Custom"));
    const QSize size(static_cast<int>(number("width", -1)), static_cast<int>(number("height", -1)));
    int index = m_size->count() - 1;
    for (int i = 0; i < m_size->count() - 1; ++i)
        if (m_size->itemData(i).toSize() == size) index = i;
    m_size->setCurrentIndex(index);
    m_customSize->setVisible(index == m_size->count() - 1);
}

void SettingsPanel::setPhotoCount(int count) {
    m_heading->setText(count > 1 ? tr("%n photos", nullptr, count) : tr("This photo"));
}

void SettingsPanel::setTakeSeed(std::optional<std::int64_t> seed) {
    m_editors[QStringLiteral("seed")]->setTakeSeed(seed);
}

void SettingsPanel::setEditable(bool editable) {
    m_content->setEnabled(editable);
}

void SettingsPanel::setChanged(const QStringList& keys) {
    QStringList labels;
    for (const SettingsField& field : settings_fields()) {
        SettingEditor* editor = m_editors.value(QString::fromStdString(std::string(field.key)));
        editor->setMarked(keys.contains(editor->key()));
        if (keys.contains(editor->key())) labels.append(editor->label());
    }
    m_changedText->setText(tr("Changed since this take: %1").arg(locale().createSeparatedList(labels)));
    m_changed->setVisible(!labels.isEmpty());
}

void SettingsPanel::setModels(const std::vector<ModelSummary>& models, const QString& defaultModel,
                              const std::optional<QString>& current) {
    m_models = models;
    m_defaultModel = defaultModel;
    m_model->clear();
    m_model->addItem(defaultModel.isEmpty() ? tr("No model yet") : tr("%1 · auto").arg(defaultModel), QString());
    for (const ModelSummary& model : models) {
        const QString name = QString::fromStdString(model.name);
        m_model->addItem(name, name);
        QStringList tip{QString::fromStdString(model.variant),
                        model.frames_warning.empty() ? QString() : tr("Whether it is SVD or SVD-XT is a guess."),
                        QString::fromStdString(model.note), QString::fromStdString(model.problem)};
        tip.removeAll(QString());
        m_model->setItemData(m_model->count() - 1, tip.join(QLatin1Char('\n')), Qt::ToolTipRole);
    }
    m_model->setCurrentIndex(current ? m_model->findData(*current) : -1);
    showModelNote();
    showSize();
}

void SettingsPanel::setPresets(const QList<Preset>& presets) {
    QMenu* menu = m_presets->menu();
    menu->clear();
    for (const Preset& preset : presets)
        menu->addAction(preset.name, this, [this, name = preset.name] { Q_EMIT presetChosen(name); });
    menu->addSeparator();
    menu->addAction(themeIcon(QStringLiteral("bookmark")), tr("Keep these values as a preset…"), this,
                    &SettingsPanel::presetSaveRequested);
    for (const Preset& preset : presets)
        if (!preset.builtIn)
            menu->addAction(themeIcon(QStringLiteral("trash-2")), tr("Remove “%1”").arg(preset.name), this,
                            [this, name = preset.name] { Q_EMIT presetRemoveRequested(name); });
}

}  // namespace stillwave::ui
