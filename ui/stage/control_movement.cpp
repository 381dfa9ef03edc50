#include "ui/stage/control_movement.h"

#include <algorithm>

#include "ui/stage/control_fill.h"
#include "ui/stage/control_mask.h"

namespace stillwave::ui {
namespace {

constexpr int largestSide = 2560;  // px

bool sameArea(const StageArea& a, const StageArea& b) {
    return a.area.feather == b.area.feather && a.mask.cacheKey() == b.mask.cacheKey() && a.outline == b.outline;
}

bool sameAreas(const QList<MovedRegion>& a, const QList<MovedRegion>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const MovedRegion& one, const MovedRegion& other) { return sameArea(one.area, other.area); });
}

// Paints white where a region lies at `time`.
void coverRegions(QImage& cover, const QList<MovedRegion>& regions, double time) {
    QPainter painter(&cover);
    painter.scale(cover.width(), cover.height());
    // A seam round the moved outline belongs to the region too, whose edge lies between pixels.
    painter.setPen(QPen(Qt::white, 3.0 / cover.width()));
    painter.setBrush(Qt::white);
    for (const auto& region : regions) painter.drawPath(region.area.outline.translated(region.movedBy(time)));
}

QImage maskOfArea(const StageArea& area, const QSize& size) {
    return area.mask.isNull() ? maskOf(area.outline, size) : area.mask;
}

// Draws a picture moved by parts of a pixel too. The painter rounds a mere translation to whole pixels, which would
// make a slow movement jump, so that the picture is also stretched by an unseen part of a pixel.
void drawBetweenPixels(QPainter& painter, const QPointF& place, const QImage& picture) {
    constexpr double unseen = 1e-3;
    painter.drawImage(QRectF(place, QSizeF(picture.size()) + QSizeF(unseen, unseen)), picture);
}

}  // namespace

void ControlMovement::setPhoto(const QImage& photo) {
    if (photo.cacheKey() == m_photo.cacheKey()) return;
    m_photo = photo;
    m_scaled = {};
    m_exact = {};
    m_ready = false;
}

void ControlMovement::setRegions(const QList<MovedRegion>& regions) {
    const bool same = sameAreas(regions, m_regions);
    m_regions = regions;
    if (same) return;
    m_exact = {};
    m_ready = false;
}

void ControlMovement::setSize(const QSize& size) {
    const QSize bounded = size.width() > largestSide || size.height() > largestSide
                              ? size.scaled(largestSide, largestSide, Qt::KeepAspectRatio)
                              : size;
    if (bounded == m_size) return;
    m_size = bounded;
    m_scaled = {};
    m_ready = false;
}

bool ControlMovement::moves() const {
    return std::any_of(m_regions.begin(), m_regions.end(), [](const MovedRegion& region) { return region.moves(); });
}

void ControlMovement::setExactFrames(const QList<QImage>& frames, const QList<MovedRegion>& regions,
                                     const QRectF& part) {
    if (frames.size() < 2 || part.isEmpty() || !sameAreas(regions, m_regions)) return;
    const QSize size = frames.constFirst().size();
    const QSize whole = QSizeF(size.width() / part.width(), size.height() / part.height()).toSize();
    const QRect shown(QPointF(part.x() * whole.width(), part.y() * whole.height()).toPoint(), size);
    QImage exact(size, QImage::Format_ARGB32_Premultiplied);
    exact.fill(Qt::transparent);
    QPainter painter(&exact);
    for (qsizetype i = 0; i < frames.size(); ++i) {
        if (frames[i].size() != size) return;
        QImage cover = emptyMask(whole);
        coverRegions(cover, regions, static_cast<double>(i) / static_cast<double>(frames.size() - 1));
        cover.invertPixels();
        painter.drawImage(0, 0, cutOut(frames[i], cover.copy(shown)));
    }
    painter.end();
    m_exact = exact;
    m_exactPart = part;
    m_ready = false;
}

// The area's place in the pieces' size, with room for an edge between pixels.
QRect ControlMovement::boxOf(const StageArea& area) const {
    const QRectF bounds = area.outline.boundingRect();
    return QRectF(bounds.x() * m_size.width(), bounds.y() * m_size.height(), bounds.width() * m_size.width(),
                  bounds.height() * m_size.height())
        .toAlignedRect()
        .adjusted(-2, -2, 2, 2)
        .intersected(QRect(QPoint(), m_size));
}

// The part of a whole mask that lies in `box`, at the pieces' size.
QImage ControlMovement::maskIn(const QImage& mask, const QRect& box) const {
    const double across = static_cast<double>(mask.width()) / m_size.width();
    const double down = static_cast<double>(mask.height()) / m_size.height();
    QImage part = emptyMask(box.size());
    QPainter painter(&part);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(QRectF(part.rect()), mask,
                      QRectF(box.x() * across, box.y() * down, box.width() * across, box.height() * down));
    return part;
}

QImage ControlMovement::background() const {
    QRect box;
    QImage holes = emptyMask(maskSizeOf(m_size));
    for (const auto& region : m_regions) {
        const QImage inside = anyInside(maskOfArea(region.area, holes.size()));
        QPainter painter(&holes);
        painter.setCompositionMode(QPainter::CompositionMode_Lighten);
        painter.drawImage(holes.rect(), inside);
        box |= boxOf(region.area);
    }
    QImage fill = holesFilled(m_scaled, holes).scaled(m_size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    if (!m_exact.isNull()) {
        QPainter painter(&fill);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(QRectF(m_exactPart.x() * m_size.width(), m_exactPart.y() * m_size.height(),
                                 m_exactPart.width() * m_size.width(), m_exactPart.height() * m_size.height()),
                          m_exact);
    }
    QImage filled = m_scaled;
    if (!box.isEmpty()) QPainter(&filled).drawImage(box, cutOut(fill.copy(box), anyInside(maskIn(holes, box))));
    return filled;
}

ControlMovement ControlMovement::unshared() const {
    auto copy = *this;
    for (auto& region : copy.m_regions) {
        QPainterPath outline;
        outline.setFillRule(region.area.outline.fillRule());
        outline.addPath(region.area.outline);
        region.area.outline = outline;
    }
    return copy;
}

void ControlMovement::prepare() {
    if (m_ready || m_photo.isNull() || m_size.isEmpty()) return;
    m_ready = true;
    m_pieces.clear();
    if (m_scaled.isNull())
        m_scaled = m_photo.scaled(m_size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                       .convertToFormat(QImage::Format_RGB32);
    m_background = background();
    for (const auto& region : m_regions) {
        const QRect box = boxOf(region.area);
        if (box.isEmpty()) {
            m_pieces.append(Piece());
            continue;
        }
        const QImage own = maskOfArea(region.area, maskSizeOf(m_size));
        const QImage soft = withSoftEdgeInside(own, region.area.area.feather * std::max(own.width(), own.height()));
        const QImage pixels = m_scaled.copy(box);
        m_pieces.append(
            {box.topLeft(), cutOut(pixels, maskIn(soft, box)), cutOut(pixels, maskIn(anyInside(own), box))});
    }
}

void ControlMovement::paint(QPainter& painter, const QRectF& target, double time) {
    if (m_photo.isNull() || m_size.isEmpty()) return;
    prepare();
    painter.save();
    painter.setClipRect(target);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.translate(target.topLeft());
    painter.scale(target.width() / m_size.width(), target.height() / m_size.height());
    painter.drawImage(0, 0, m_background);
    for (qsizetype i = 0; i < m_regions.size(); ++i) {
        const QPointF by = m_regions[i].movedBy(time);
        const Piece& piece = m_pieces[i];
        if (by.isNull()) painter.drawImage(piece.place, piece.whole);
        drawBetweenPixels(painter, piece.place + QPointF(by.x() * m_size.width(), by.y() * m_size.height()),
                          piece.soft);
    }
    painter.restore();
}

}  // namespace stillwave::ui
