#pragma once

#include <QMenu>

#include "ui/session/forecast.h"

class QActionGroup;

namespace stillwave::ui {

/// How much memory clips may take: what is free, or at most so much, for those who need the rest. Kept for all
/// projects.
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
