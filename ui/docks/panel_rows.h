#pragma once

#include <QFrame>
#include <QLabel>
#include <QScrollArea>
#include <QString>
#include <QVBoxLayout>

/// What the panels of the right dock are laid out with, so that they look alike.
namespace stillwave::ui {

inline constexpr int panelMargin = 12;  // px

template <class W>
W* named(W* widget, const char* name, const QString& accessible, const QString& tip) {
    widget->setObjectName(QString::fromLatin1(name));
    widget->setAccessibleName(accessible);
    widget->setToolTip(tip);
    return widget;
}

QFrame* panelLine();
QLabel* panelHeading(const QString& text);
/// Of the labels of compact editors, px.
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
