#pragma once

#include <QFrame>
#include <QLabel>
#include <QScrollArea>
#include <QString>
#include <QVBoxLayout>

/// Building blocks that the right dock's panels share, so that they look alike.
namespace stillwave::ui {

inline constexpr int panelMargin = 12;  // px

/// Gives the widget its object name, its name for screen readers and its tool tip, and returns it.
template <class W>
W* named(W* widget, const char* name, const QString& accessible, const QString& tip) {
    widget->setObjectName(QString::fromLatin1(name));
    widget->setAccessibleName(accessible);
    widget->setToolTip(tip);
    return widget;
}

QFrame* panelLine();
QLabel* panelHeading(const QString& text);
/// The width in px that compact editors give their labels.
int panelLabelWidth();
QLabel* panelLabel(const QString& text, QWidget* buddy);
/// Small text below a control.
QLabel* panelCaption(const char* name);
QScrollArea* panelScroll(QWidget* content, const QString& name, const QString& accessible);

/// Rows that are seldom needed, shown by a button.
class FoldedRows : public QWidget {
    Q_OBJECT

  public:
    FoldedRows(const QString& title, const QString& toggleName, const QString& tip, QWidget* parent = nullptr);
    QVBoxLayout* rows() const { return m_rows; }

  private:
    QVBoxLayout* m_rows;
};

}  // namespace stillwave::ui
