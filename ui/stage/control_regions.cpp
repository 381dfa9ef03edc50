#include "ui/stage/control_regions.h"

#include <algorithm>
#include <cmath>

#include "ui/stage/control_mask.h"

namespace stillwave::ui {
namespace {

double eased(const std::string& easing, double time) {
    if (easing == "ease_in") return time * time;
    if (easing == "ease_out") return time * (2 - time);
    if (easing == "ease_in_out") return time * time * (3 - 2 * time);
    return time;
}

double distanceToLine(const QPointF& place, const QPointF& from, const QPointF& to) {
    const QPointF way = to - from;
    const double length = QPointF::dotProduct(way, way);
    const double along = length > 0 ? std::clamp(QPointF::dotProduct(place - from, way) / length, 0.0, 1.0) : 0.0;
    const QPointF away = place - from - along * way;
    return std::hypot(away.x(), away.y());
}

void keepFarthest(const QList<QPointF>& line, qsizetype first, qsizetype last, double tolerance, QList<bool>& kept) {
    qsizetype farthest = first;
    double distance = tolerance;
    for (qsizetype i = first + 1; i < last; ++i)
        if (const double away = distanceToLine(line[i], line[first], line[last]); away > distance) {
            farthest = i;
            distance = away;
        }
    if (farthest == first) return;
    kept[farthest] = true;
    keepFarthest(line, first, farthest, tolerance, kept);
    keepFarthest(line, farthest, last, tolerance, kept);
}

}  // namespace

bool StageArea::holds(const QPointF& place) const {
    if (mask.isNull()) return outline.contains(place);
    const QPoint pixel(static_cast<int>(std::floor(place.x() * mask.width())),
                       static_cast<int>(std::floor(place.y() * mask.height())));
    return mask.rect().contains(pixel) && qGray(mask.pixel(pixel)) > 127;
}

bool MovedRegion::moves() const {
    return std::any_of(path.begin(), path.end(),
                       [this](const PathPlace& place) { return place.place != path.front().place; });
}

QPointF MovedRegion::movedBy(double time) const {
    if (path.empty()) return {};
    const auto& from = path.front();
    const double span = path.back().time - from.time;
    const double along = span > 0 ? std::clamp((time - from.time) / span, 0.0, 1.0) : 1.0;
    const double when = from.time + span * eased(easing, along);
    const auto next = std::find_if(path.begin(), path.end(), [when](const auto& place) { return place.time >= when; });
    if (next == path.begin()) return {};
    const QPointF start = pointOf(from.place);
    if (next == path.end()) return pointOf(path.back().place) - start;
    const auto& before = *(next - 1);
    const double part = (when - before.time) / (next->time - before.time);
    return pointOf(before.place) + part * (pointOf(next->place) - pointOf(before.place)) - start;
}

StageArea polygonArea(const QList<QPointF>& places, double feather) {
    StageArea made;
    made.area.feather = feather;
    for (const QPointF& place : places) made.area.polygon.push_back(placeOf(place));
    QPolygonF polygon;
    for (const auto& place : made.area.polygon) polygon.append(pointOf(place));
    made.outline.addPolygon(polygon);
    made.outline.closeSubpath();
    return made;
}

StageArea maskArea(const QImage& mask, double feather) {
    StageArea made;
    made.area.feather = feather;
    made.mask = mask;
    made.outline = contourOf(mask);
    return made;
}

StageArea shifted(const StageArea& area, const QPointF& by) {
    if (!area.mask.isNull()) {
        const QPoint pixels = QPointF(by.x() * area.mask.width(), by.y() * area.mask.height()).toPoint();
        return maskArea(area.mask.copy(area.mask.rect().translated(-pixels)), area.area.feather);
    }
    QList<QPointF> places;
    for (const auto& place : area.area.polygon) places.append(pointOf(place) + by);
    return polygonArea(places, area.area.feather);
}

std::vector<PathPlace> arrowPath(const QPointF& from, const QPointF& to) {
    return {{0, placeOf(from)}, {1, placeOf(to)}};
}

std::vector<PathPlace> restingPath(const QPointF& place) {
    return arrowPath(place, place);
}

std::vector<PathPlace> evenPath(const QList<QPointF>& places, const QSizeF& photo) {
    std::vector<PathPlace> path;
    double length = 0;
    for (const QPointF& place : places) {
        const PhotoPlace next = placeOf(place);
        if (!path.empty()) {
            const QPointF way = pointOf(next) - pointOf(path.back().place);
            const double step = std::hypot(way.x() * photo.width(), way.y() * photo.height());
            if (step == 0) continue;
            length += step;
        }
        path.push_back({length, next});
    }
    if (path.size() < 2) return restingPath(places.value(0));
    for (auto& place : path) place.time /= length;
    return path;
}

QPointF pointOf(const PhotoPlace& place) {
    return {place.x, place.y};
}

PhotoPlace placeOf(const QPointF& point) {
    return {std::clamp(point.x(), 0.0, 1.0), std::clamp(point.y(), 0.0, 1.0)};
}

QList<QPointF> simplified(const QList<QPointF>& line, double tolerance) {
    if (line.size() < 3) return line;
    QList<bool> kept(line.size(), false);
    kept.first() = kept.last() = true;
    keepFarthest(line, 0, line.size() - 1, tolerance, kept);
    QList<QPointF> result;
    for (qsizetype i = 0; i < line.size(); ++i)
        if (kept[i]) result.append(line[i]);
    return result;
}

}  // namespace stillwave::ui
