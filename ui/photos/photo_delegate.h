#pragma once

#include <QStyledItemDelegate>

namespace stillwave::ui {

/// Paints a photo of the dock: its thumbnail with a badge, its name, and a line about it.
class PhotoDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace stillwave::ui
