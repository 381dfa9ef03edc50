#include "ui/takes/take_delegate.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/project/types.h"
#include "ui/stage/picture_scaling.h"
#include "ui/takes/takes_model.h"
#include "ui/theme/icons.h"

namespace stillwave::ui {
namespace {

constexpr int outline = 4;  // px around a thumbnail that the outline takes
constexpr double corner = 5;

void paintBadge(QPainter* painter, const QRectF& place, const QString& icon, ThemeColor color) {
    constexpr double size = 22;
    const QRectF badge(place.right() - size - 5, place.top() + 5, size, size);
    painter->setPen(Qt::NoPen);
    painter->setBrush(QColor(0, 0, 0, 165));
    painter->drawEllipse(badge);
    // The badge lies on a dark disc in both themes.
    themeIcon(icon, color, ThemeTone::dark).paint(painter, badge.adjusted(4, 4, -4, -4).toRect());
}

}  // namespace

void TakeDelegate::setHovered(const QModelIndex& index, int frame) {
    m_hovered = index;
    m_frame = frame;
}

QSize TakeDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    const QSizeF picture = index.data(TakesModel::thumbnailRole).value<QImage>().size();
    const double aspect = picture.isEmpty() ? 16.0 / 9 : std::clamp(picture.width() / picture.height(), 0.75, 2.0);
    return {static_cast<int>((m_height - 2 * outline) * aspect) + 2 * outline, m_height};
}

QImage TakeDelegate::picture(const QModelIndex& index) const {
    if (index == m_hovered) {
        const auto frames = index.data(TakesModel::hoverFramesRole).value<QList<QImage>>();
        if (!frames.isEmpty()) return frames.at(m_frame % frames.size());
    }
    return index.data(TakesModel::thumbnailRole).value<QImage>();
}

void TakeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QRectF place = QRectF(option.rect).adjusted(outline, outline, -outline, -outline);
    const bool rejected = index.data(TakesModel::ratingRole).toInt() == static_cast<int>(Rating::rejected);
    painter->save();
    painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    QPainterPath shape;
    shape.addRoundedRect(place, corner, corner);
    painter->fillPath(shape, option.palette.color(QPalette::Base));
    painter->setClipPath(shape);
    const QImage shown = picture(index);
    if (!shown.isNull()) {
        const QSizeF size = QSizeF(shown.size()).scaled(place.size(), Qt::KeepAspectRatioByExpanding);
        QRectF filled(QPointF(), size);
        filled.moveCenter(place.center());
        painter->setOpacity(rejected ? 0.35 : 1);
        const double ratio = painter->device()->devicePixelRatioF();
        painter->drawImage(filled, smoothlyScaled(shown, (size * ratio).toSize()));
        painter->setOpacity(1);
    }
    if (index.data(TakesModel::idRole).toLongLong() == noId) {
        paintRunning(painter, option, place, index);
    } else {
        painter->setFont(option.font);
        drawPill(*painter, place.adjusted(5, 5, -5, -5), index.data(Qt::DisplayRole).toString(),
                 Qt::AlignLeft | Qt::AlignBottom);
        if (rejected) paintBadge(painter, place, QStringLiteral("x"), ThemeColor::danger);
        if (index.data(TakesModel::ratingRole).toInt() == static_cast<int>(Rating::starred))
            paintBadge(painter, place, QStringLiteral("star"), ThemeColor::warning);
    }
    painter->setClipping(false);

    const bool current = index.data(TakesModel::currentRole).toBool();
    const bool focused = option.state & QStyle::State_HasFocus;
    painter->setBrush(Qt::NoBrush);
    if (current) {
        painter->setPen(QPen(themeColor(ThemeColor::accent), 2.5));
        painter->drawRoundedRect(place.adjusted(-2, -2, 2, 2), corner + 2, corner + 2);
    }
    if (focused) {
        painter->setPen(QPen(option.palette.color(QPalette::WindowText), 1, Qt::DotLine));
        painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), corner + 3, corner + 3);
    }
    painter->restore();
}

void TakeDelegate::paintRunning(QPainter* painter, const QStyleOptionViewItem& option, const QRectF& place,
                                const QModelIndex& index) const {
    QColor veil = option.palette.color(QPalette::Window);
    veil.setAlpha(170);
    painter->fillRect(place, veil);
    painter->setPen(option.palette.color(QPalette::WindowText));
    painter->setFont(option.font);
    painter->drawText(place.adjusted(6, 4, -6, -6), Qt::AlignCenter | Qt::TextWordWrap,
                      index.data(Qt::DisplayRole).toString());
    QRectF line(place.left(), place.bottom() - 3, place.width(), 3);
    painter->fillRect(line, option.palette.color(QPalette::Mid));
    line.setWidth(line.width() * index.data(TakesModel::fractionRole).toDouble());
    painter->fillRect(line, themeColor(ThemeColor::accent));
}

}  // namespace stillwave::ui
