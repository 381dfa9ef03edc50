#include "ui/stage/control_painting.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "ui/theme/icons.h"
#include "ui/theme/theme_colors.h"

namespace stillwave::ui {
namespace {

constexpr QColor ice(142, 190, 255);
constexpr QColor dark(0, 0, 0, 150);
constexpr double headLength = 15;  // px
constexpr QSizeF cardSize(340, 150);

QColor teal() {
    return themeColor(ThemeColor::accent, ThemeTone::dark);
}

QColor faint(QColor colour, int alpha) {
    colour.setAlpha(alpha);
    return colour;
}

QTransform ofPicture(const QRectF& picture) {
    return QTransform::fromScale(picture.width(), picture.height()) *
           QTransform::fromTranslate(picture.x(), picture.y());
}

// A light dashed line over a dark one is seen on any photo.
void drawOutline(QPainter& painter, const QPainterPath& outline, const QColor& colour, double width) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(dark, width + 1.5));
    painter.drawPath(outline);
    QPen dashes(colour, width);
    dashes.setDashPattern({4, 3});
    painter.setPen(dashes);
    painter.drawPath(outline);
}

QPolygonF headOf(const QPointF& tip, const QPointF& before) {
    const double angle = std::atan2(tip.y() - before.y(), tip.x() - before.x());
    const auto corner = [&](double turn) {
        return tip - headLength * QPointF(std::cos(angle + turn), std::sin(angle + turn));
    };
    return QPolygonF({tip, corner(0.42), corner(-0.42)});
}

void drawArrow(QPainter& painter, const QList<QPointF>& places, const QColor& colour) {
    if (places.size() < 2) return;
    QPainterPath line(places.first());
    for (const QPointF& place : places.mid(1)) line.lineTo(place);
    // The head looks along the last stretch that is long enough to have a direction.
    const QPointF tip = places.last();
    QPointF before = places.first();
    for (auto place = places.crbegin(); place != places.crend(); ++place)
        if (std::hypot(place->x() - tip.x(), place->y() - tip.y()) >= headLength) {
            before = *place;
            break;
        }
    const QPolygonF head = headOf(tip, before);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(dark, 4.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(line);
    painter.drawPolygon(head);
    painter.setPen(QPen(colour, 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(line);
    painter.setBrush(colour);
    painter.drawPolygon(head);
}

void drawHandle(QPainter& painter, const QPointF& place, const QColor& colour, double radius) {
    painter.setPen(QPen(dark, 3));
    painter.setBrush(colour);
    painter.drawEllipse(place, radius, radius);
    painter.setPen(QPen(Qt::white, 1.5));
    painter.drawEllipse(place, radius, radius);
}

void drawFrozen(QPainter& painter, const StageArea& area, const QRectF& picture, bool selected, bool tinted) {
    if (area.outline.isEmpty()) return;
    const QPainterPath outline = ofPicture(picture).map(area.outline);
    if (tinted) painter.fillPath(outline, faint(ice, 60));
    painter.fillPath(outline, QBrush(faint(ice, tinted ? 130 : 80), Qt::BDiagPattern));
    drawOutline(painter, outline, ice, selected ? 2 : 1.2);
    constexpr double side = 22;
    const QPointF centre = ofPicture(picture).map(area.centre());
    const QRectF place(centre.x() - side / 2, centre.y() - side / 2, side, side);
    painter.setPen(Qt::NoPen);
    painter.setBrush(faint(Qt::black, 120));
    painter.drawEllipse(place.adjusted(-5, -5, 5, 5));
    themeIcon(QStringLiteral("snowflake"), ThemeColor::text, ThemeTone::dark).paint(&painter, place.toRect());
}

void drawMoved(QPainter& painter, const MovedRegion& region, const QRectF& picture, bool selected, bool tinted) {
    const QPainterPath outline = ofPicture(picture).map(region.area.outline);
    if (tinted) painter.fillPath(outline, faint(teal(), selected ? 95 : 60));
    drawOutline(painter, outline, selected ? QColor(Qt::white) : teal(), selected ? 2 : 1.2);
    const QList<QPointF> path = pathOnStage(region, picture);
    if (region.moves()) drawArrow(painter, path, selected ? QColor(Qt::white) : teal());
    if (!selected || path.isEmpty()) return;
    if (!region.moves()) return drawHandle(painter, path.first(), teal(), handleRadius);
    // The arrow's head is its own handle.
    for (qsizetype i = 1; i + 1 < path.size(); ++i) drawHandle(painter, path[i], teal(), handleRadius - 2);
}

}  // namespace

QList<QPointF> pathOnStage(const MovedRegion& region, const QRectF& picture) {
    QList<QPointF> places;
    for (const auto& place : region.path) places.append(ofPicture(picture).map(pointOf(place.place)));
    return places;
}

void drawControls(QPainter& painter, const StageControls& controls, const ControlSelection& selection,
                  const QRectF& picture, bool tinted) {
    using Kind = ControlSelection::Kind;
    for (qsizetype i = 0; i < controls.frozen.size(); ++i)
        drawFrozen(painter, controls.frozen[i], picture, selection == ControlSelection{Kind::frozen, i}, tinted);
    for (qsizetype i = 0; i < controls.moved.size(); ++i)
        drawMoved(painter, controls.moved[i], picture, selection == ControlSelection{Kind::moved, i}, tinted);
}

void drawLine(QPainter& painter, const QList<QPointF>& places) {
    if (places.size() < 2) return;
    QPainterPath line(places.first());
    for (const QPointF& place : places.mid(1)) line.lineTo(place);
    painter.fillPath(line, faint(teal(), 60));
    drawOutline(painter, line, Qt::white, 1.5);
}

void drawBrush(QPainter& painter, const QPointF& place, double diameter, bool erases) {
    painter.setBrush(erases ? faint(Qt::white, 40) : QBrush(Qt::NoBrush));
    painter.setPen(QPen(dark, 3));
    painter.drawEllipse(place, diameter / 2, diameter / 2);
    painter.setPen(QPen(Qt::white, 1.2));
    painter.drawEllipse(place, diameter / 2, diameter / 2);
    painter.drawPoint(place);
}

void drawOutsideClip(QPainter& painter, const QRectF& picture, const QRectF& clipPart) {
    const QRectF shown = ofPicture(picture).mapRect(clipPart);
    if (shown.contains(picture)) return;
    QPainterPath outside;
    outside.addRect(picture);
    QPainterPath inside;
    inside.addRect(shown);
    painter.fillPath(outside.subtracted(inside), faint(Qt::black, 120));
}

void drawHintCard(QPainter& painter, const QRectF& room, const QString& sentence) {
    const QSizeF size = cardSize.boundedTo(room.size());
    QRectF card(QPointF(), size);
    card.moveCenter(room.center());
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 185));
    painter.drawRoundedRect(card, 10, 10);

    // The picture: a cloud with a lasso round it and an arrow that takes it away.
    painter.save();
    painter.translate(card.center().x() - 75, card.top() + 14);
    QPainterPath cloud;
    cloud.setFillRule(Qt::WindingFill);
    for (const auto& [x, y, r] : {std::tuple(34, 38, 12), std::tuple(50, 30, 16), std::tuple(68, 38, 12)})
        cloud.addEllipse(QPointF(x, y), r, r);
    cloud.addRoundedRect(QRectF(24, 36, 54, 14), 7, 7);
    painter.fillPath(cloud, faint(Qt::white, 210));
    QPainterPath lasso;
    lasso.addEllipse(QRectF(8, 4, 88, 56));
    drawOutline(painter, lasso, teal(), 2);
    drawArrow(painter, {QPointF(84, 34), QPointF(138, 24)}, teal());
    painter.restore();

    painter.setPen(Qt::white);
    painter.drawText(card.adjusted(16, 84, -16, -12), Qt::AlignCenter | Qt::TextWordWrap, sentence);
}

void drawHint(QPainter& painter, const QPointF& place, const QRectF& room, const QString& text) {
    const QFontMetricsF metrics(painter.font());
    const QSizeF size(metrics.horizontalAdvance(text) + 20, metrics.height() + 10);
    QRectF pill(QPointF(place.x() - size.width() / 2, place.y() + handleRadius + 8), size);
    pill.moveLeft(std::max(room.left(), std::min(pill.left(), room.right() - size.width())));
    pill.moveTop(std::max(room.top(), std::min(pill.top(), room.bottom() - size.height())));
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 185));
    painter.drawRoundedRect(pill, size.height() / 2, size.height() / 2);
    painter.setPen(Qt::white);
    painter.drawText(pill, Qt::AlignCenter, text);
}

}  // namespace stillwave::ui
