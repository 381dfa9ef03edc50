#pragma once

#include <QObject>

#include "ui/session/exports.h"

namespace stillwave::ui {

class LoopPanel;
class MessageBar;

/// Connects the session's exports with the Loop panel.
class LoopPresenter : public QObject {
    Q_OBJECT

  public:
    LoopPresenter(Session* session, LoopPanel* panel, MessageBar* messages, QObject* parent);

  private:
    void refresh();
    void showVariants();
    void fix();

    Exports* m_exports;
    LoopPanel* m_panel;
    MessageBar* m_messages;
};

}  // namespace stillwave::ui
