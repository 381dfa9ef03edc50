#pragma once

#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

namespace stillwave::ui {

/// Paints a take: its picture with the caption, its rating, and an outline where it is the one on the stage.
class TakeDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setItemHeight(int height) { m_height = height; }
    /// The take whose frames play now, and the one to show of them.
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
