#include "ui/photos/photo_delegate.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmapCache>

#include "ui/photos/photos_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme_colors.h"

namespace stillwave::ui {
namespace {

constexpr int margin = 6;      // px around the card
constexpr int padding = 6;     // px within the card
constexpr int badgeSide = 20;  // px
constexpr double radius = 6;
constexpr double aspect = 16.0 / 10;
constexpr int narrowest = 120;  // px

int pictureWidth(const QStyleOptionViewItem& option) {
    const int room = option.rect.width() > 0 ? option.rect.width() : narrowest;
    return qMax(narrowest, room) - 2 * (margin + padding);
}

int textHeight(const QStyleOptionViewItem& option) {
    return 2 * option.fontMetrics.height() + padding;
}

// The picture scaled to fill `size` and cut to it; cached for each size.
QPixmap scaledPicture(const QImage& picture, const QSize& size, double ratio) {
    const QSize pixels = size * ratio;
    const QString key =
        QStringLiteral("photo-%1-%2x%3").arg(picture.cacheKey()).arg(pixels.width()).arg(pixels.height());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) return pixmap;
    const QImage scaled = picture.scaled(pixels, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    pixmap = QPixmap::fromImage(scaled.copy((scaled.width() - pixels.width()) / 2,
                                            (scaled.height() - pixels.height()) / 2, pixels.width(), pixels.height()));
    pixmap.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void drawBadge(QPainter* painter, const QRectF& picture, PhotoBadge badge, double fraction) {
    if (badge == PhotoBadge::none) return;
    const QRectF box(picture.right() - badgeSide - 5, picture.top() + 5, badgeSide, badgeSide);
    painter->setPen(Qt::NoPen);
    painter->setBrush(QColor(0, 0, 0, 150));
    painter->drawEllipse(box);
    const QRectF inner = box.adjusted(4, 4, -4, -4);
    if (badge == PhotoBadge::running) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(QColor(255, 255, 255, 90), 2.5));
        painter->drawEllipse(inner);
        painter->setPen(QPen(themeColor(ThemeColor::accent, ThemeTone::dark), 2.5, Qt::SolidLine, Qt::RoundCap));
        painter->drawArc(inner, 90 * 16, static_cast<int>(-360 * 16 * fraction));
        return;
    }
    const QString icon = badge == PhotoBadge::done     ? QStringLiteral("check")
                         : badge == PhotoBadge::failed ? QStringLiteral("triangle-alert")
                                                       : QStringLiteral("clock");
    // The badge lies on a dark disc in both themes.
    const auto color = badge == PhotoBadge::failed ? ThemeColor::warning : ThemeColor::accent;
    themeIcon(icon, color, ThemeTone::dark).paint(painter, inner.toRect());
}

}  // namespace

QSize PhotoDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    const int width = pictureWidth(option);
    return {width + 2 * (margin + padding),
            static_cast<int>(width / aspect) + textHeight(option) + 2 * (margin + padding)};
}

void PhotoDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const QRectF card = QRectF(option.rect).adjusted(margin, margin / 2.0, -margin, -margin / 2.0);
    const bool selected = option.state & QStyle::State_Selected;
    const bool current = option.state & QStyle::State_HasFocus;
    if (selected || current || (option.state & QStyle::State_MouseOver)) {
        painter->setPen(selected || current ? QPen(themeColor(ThemeColor::accent), current ? 2 : 1.5)
                                            : QPen(Qt::NoPen));
        painter->setBrush(themeColor(selected ? ThemeColor::selection : ThemeColor::hover));
        painter->drawRoundedRect(card.adjusted(1, 1, -1, -1), radius + 2, radius + 2);
    }

    const int width = pictureWidth(option);
    const QSize size(width, static_cast<int>(width / aspect));
    const QRectF box(card.topLeft() + QPointF(padding, padding), size);
    QPainterPath rounded;
    rounded.addRoundedRect(box, radius, radius);
    const auto picture = index.data(PhotosModel::thumbnailRole).value<QImage>();
    painter->save();
    painter->setClipPath(rounded);
    if (picture.isNull()) {
        painter->fillRect(box, themeColor(ThemeColor::input));
    } else {
        painter->drawPixmap(box.topLeft(), scaledPicture(picture, size, painter->device()->devicePixelRatioF()));
    }
    painter->restore();
    const auto badge = static_cast<PhotoBadge>(index.data(PhotosModel::badgeRole).toInt());
    drawBadge(painter, box, badge, index.data(PhotosModel::fractionRole).toDouble());

    QRectF line(box.left(), box.bottom() + padding / 2.0, box.width(), option.fontMetrics.height());
    painter->setPen(themeColor(ThemeColor::text));
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, static_cast<int>(width)));
    QFont small = option.font;
    small.setPointSizeF(small.pointSizeF() * 0.88);
    painter->setFont(small);
    line.translate(0, option.fontMetrics.height());
    painter->setPen(themeColor(badge == PhotoBadge::failed ? ThemeColor::danger : ThemeColor::subtleText));
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(small).elidedText(index.data(PhotosModel::subtitleRole).toString(), Qt::ElideRight,
                                                     static_cast<int>(width)));
    painter->restore();
}

}  // namespace stillwave::ui
