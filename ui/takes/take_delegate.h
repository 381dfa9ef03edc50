#pragma once

#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

namespace stillwave::ui {

/// Paints a take in the strip: its thumbnail with the caption, its rating, and an outline round the take that is on the
/// stage.
class TakeDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setItemHeight(int height) { m_height = height; }
    /// The take under the pointer, whose frames play, and the frame to show of it.
    void setHovered(const QModelIndex& index, int frame);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

  private:
    QImage picture(const QModelIndex& index) const;
    void paintRunning(QPainter* painter, const QStyleOptionViewItem& option, const QRectF& place,
                      const QModelIndex& index) const;

    int m_height = 80;
    QPersistentModelIndex m_hovered;
    int m_frame = 0;
};

}  // namespace stillwave::ui
