#pragma once

#include <QMenu>

#include "ui/session/forecast.h"

class QActionGroup;

namespace stillwave::ui {

/// The menu that sets how much memory clips may take: all that is free, or at most a number of GB. All projects share
/// the choice.
class MemoryMenu : public QMenu {
    Q_OBJECT

  public:
    MemoryMenu(Session* session, QWidget* parent);

  private:
    void fill();

    Session* m_session;
    QActionGroup* m_choices = nullptr;
};

}  // namespace stillwave::ui
