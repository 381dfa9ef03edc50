#pragma once

#include <QObject>

#include "ui/session/exports.h"

namespace stillwave::ui {

class ExportPanel;
class MessageBar;

/// Connects the session's exports with the Export panel.
class ExportPresenter : public QObject {
    Q_OBJECT

  public:
    ExportPresenter(Session* session, ExportPanel* panel, MessageBar* messages, QObject* parent);

  public Q_SLOTS:
    void exportTake();
    void repeatLast();

  private:
    void watchProject();
    void refresh();
    void refreshEngine();
    void refreshPresets();
    void refreshEstimate();
    void refreshExports();
    void refreshLive();
    void tellFailure(JobId job);
    void edit(const QString& key, const SettingValue& value);
    void savePreset();
    void chooseFolder();
    bool tellBlocked();

    Session* m_session;
    Exports* m_exports;
    ExportPanel* m_panel;
    MessageBar* m_messages;
};

}  // namespace stillwave::ui
