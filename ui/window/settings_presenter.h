#pragma once

#include <QObject>

#include "ui/session/session.h"

namespace stillwave::ui {

class MessageBar;
class SettingsPanel;

/// Connects the session with the Motion panel.
class SettingsPresenter : public QObject {
    Q_OBJECT

  public:
    SettingsPresenter(Session* session, SettingsPanel* panel, MessageBar* messages, QObject* parent);

    void generate(int seeds);

  Q_SIGNALS:
    void generated();  ///< the artist asked for clips, and they are in the queue

  private:
    void refresh();
    void refreshModels();
    void refreshPresets();
    void refreshCard();
    void edit(const QString& key, const SettingValue& value);
    void savePreset();

    Session* m_session;
    SettingsPanel* m_panel;
    MessageBar* m_messages;
};

}  // namespace stillwave::ui
