#pragma once

#include <QHash>
#include <QWidget>

#include "ui/docks/setting_editor.h"

class QVBoxLayout;

namespace stillwave::ui {

/// The base of the Loop and Export panels: a panel with an editor for some of the rows of export_fields().
class ExportFieldsPanel : public QWidget {
    Q_OBJECT

  public:
    explicit ExportFieldsPanel(QWidget* parent = nullptr);
    virtual void setSettings(const ExportSettings& settings);

  Q_SIGNALS:
    void valueEdited(const QString& key, const stillwave::SettingValue& value);
    void valueReset(const QString& key);

  protected:
    SettingEditor* addEditor(QVBoxLayout* layout, const char* key,
                             SettingEditor::Shape shape = SettingEditor::Shape::compact);
    SettingEditor* editor(const char* key) const { return m_editors.value(QLatin1String(key)); }
    bool hasEditor(const QString& key) const { return m_editors.contains(key); }
    const ExportSettings& settings() const { return m_settings; }

  private:
    ExportSettings m_settings;
    QHash<QString, SettingEditor*> m_editors;
};

}  // namespace stillwave::ui
