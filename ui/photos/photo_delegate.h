#pragma once

#include <QStyledItemDelegate>

namespace stillwave::ui {

/// Paints a photo's row in the dock: the thumbnail with its badge, the name, and a line about the photo.
class PhotoDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace stillwave::ui
