#pragma once

#include <QComboBox>
#include <QHash>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QWidget>

#include "engine/engine.h"
#include "ui/docks/generate_card.h"
#include "ui/docks/guidance_curve.h"
#include "ui/docks/setting_editor.h"

class QVBoxLayout;

namespace stillwave::ui {

/// The Motion panel: an editor for every row of settings_fields(), the model, the presets and the Generate card.
class SettingsPanel : public QWidget {
    Q_OBJECT

  public:
    explicit SettingsPanel(QWidget* parent = nullptr);

    using Values = QHash<QString, std::optional<SettingValue>>;  ///< by key; an empty value: the selected photos differ
    void setValues(const Values& values);
    void setPhotoCount(int count);                       ///< how many selected photos have these settings
    void setEditable(bool editable);                     ///< false: no photo is selected
    void setTakeSeed(std::optional<std::int64_t> seed);  ///< the shown take's, which locking the seed keeps
    void setChanged(const QStringList& keys);            ///< the settings that differ from the shown take's
    /// `current` is the selected photos' model: empty where they differ, "" for the default model.
    void setModels(const std::vector<ModelSummary>& models, const QString& defaultModel,
                   const std::optional<QString>& current);
    struct Preset {
        QString name;
        bool builtIn = false;
    };
    void setPresets(const QList<Preset>& presets);
    GenerateCard* card() const { return m_card; }

  Q_SIGNALS:
    void valueEdited(const QString& key, const stillwave::SettingValue& value);
    void valueReset(const QString& key);
    void sizeChosen(const QSize& size);  ///< px; 0 x 0: the model's own
    void modelChosen(const QString& name);
    void addModelRequested();
    void presetChosen(const QString& name);
    void presetSaveRequested();
    void presetRemoveRequested(const QString& name);
    void revertRequested();
    void generateRequested(int seeds);

  private:
    SettingEditor* addEditor(QVBoxLayout* layout, const char* key, SettingEditor::Shape shape);
    QWidget* makeSize();
    QWidget* makeGuidance();
    QWidget* makeModel();
    QWidget* makeFaster();
    QWidget* makeMore();
    void showCaptions();
    void showGuidance();
    void showSize();
    void showModelNote();
    const ModelSummary* chosenModel() const;  ///< nullptr: the selected photos differ, or there is no model
    double number(const char* key, double fallback) const;

    QWidget* m_content;
    Values m_values;
    QHash<QString, SettingEditor*> m_editors;
    std::vector<ModelSummary> m_models;
    QString m_defaultModel;
    GuidanceCurve* m_guidance;
    QComboBox* m_model;
    QLabel* m_modelNote;
    QComboBox* m_size;
    QWidget* m_customSize;
    QLabel* m_heading;
    QPushButton* m_presets;
    QWidget* m_changed;
    QLabel* m_changedText;
    GenerateCard* m_card;
};

}  // namespace stillwave::ui
