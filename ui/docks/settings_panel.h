#pragma once

#include <QComboBox>
#include <QHash>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QWidget>

#include "engine/animation_engine.h"
#include "ui/docks/generate_card.h"
#include "ui/docks/setting_editor.h"

class QVBoxLayout;

namespace stillwave::ui {

/// The Motion panel: an editor for every row of settings_fields(), the model, the presets and the Generate card.
class SettingsPanel : public QWidget {
    Q_OBJECT

  public:
    explicit SettingsPanel(QWidget* parent = nullptr);

    using Values = QHash<QString, std::optional<SettingValue>>;  ///< no value: mixed
    void setValues(const Values& values);
    void setPhotoCount(int count);                       ///< whose settings these are
    void setEditable(bool editable);                     ///< false: there is no photo whose settings these could be
    void setTakeSeed(std::optional<std::int64_t> seed);  ///< of the take that is shown: what locking keeps
    void setChanged(const QStringList& keys);            ///< that differ from the take that is shown
    /// `current` empty: mixed; "" is the default model.
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
    QWidget* makeModel();
    QWidget* makeFaster();
    QWidget* makeMore();
    void showCaptions();
    void showSize();
    double number(const char* key, double fallback) const;

    QWidget* m_content;
    Values m_values;
    QHash<QString, SettingEditor*> m_editors;
    std::vector<ModelSummary> m_models;
    QString m_defaultModel;
    QComboBox* m_model;
    QComboBox* m_size;
    QWidget* m_customSize;
    QLabel* m_heading;
    QPushButton* m_presets;
    QWidget* m_changed;
    QLabel* m_changedText;
    GenerateCard* m_card;
};

}  // namespace stillwave::ui
