#pragma once

#include <QList>
#include <QWidget>

class QAction;

namespace stillwave::ui {

/// The column of tools at the stage's left edge: a button for each action, with its icon and its key.
class ToolBar : public QWidget {
    Q_OBJECT

  public:
    explicit ToolBar(QWidget* parent = nullptr);

    void setTools(const QList<QAction*>& tools);
};

}  // namespace stillwave::ui
