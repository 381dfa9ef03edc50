#pragma once

#include <QWidget>

class QPlainTextEdit;

namespace stillwave::ui {

/// The Log panel: the lines that the workers log, with the time; for the curious and for reports.
class LogPanel : public QWidget {
    Q_OBJECT

  public:
    explicit LogPanel(QWidget* parent = nullptr);

  public Q_SLOTS:
    void append(const QString& line);

  private:
    QPlainTextEdit* m_lines;
};

}  // namespace stillwave::ui
