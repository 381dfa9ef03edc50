#include "ui/docks/export_fields_panel.h"

#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace stillwave::ui {

ExportFieldsPanel::ExportFieldsPanel(QWidget* parent) : QWidget(parent) {
    setLook(this, Look::panel);
    setAttribute(Qt::WA_StyledBackground);
}

SettingEditor* ExportFieldsPanel::addEditor(QVBoxLayout* layout, const char* key, SettingEditor::Shape shape) {
    auto* editor = new SettingEditor(export_field(key), shape);
    m_editors.insert(editor->key(), editor);
    layout->addWidget(editor);
    connect(editor, &SettingEditor::edited, this,
            [this, editor](const SettingValue& value) { Q_EMIT valueEdited(editor->key(), value); });
    connect(editor, &SettingEditor::resetRequested, this, [this, editor] { Q_EMIT valueReset(editor->key()); });
    return editor;
}

void ExportFieldsPanel::setSettings(const ExportSettings& settings) {
    m_settings = settings;
    for (auto* editor : m_editors) editor->setValue(get_setting(settings, export_field(editor->key().toStdString())));
}

}  // namespace stillwave::ui
