#include "ui/stage/control_movement.h"

#include <algorithm>

#include "ui/stage/control_fill.h"
#include "ui/stage/control_mask.h"

namespace stillwave::ui {
namespace {

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

QImage grey(const QImage& picture) {
    return picture.convertToFormat(QImage::Format_Grayscale8);
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
    const QSize bounded = size.width() > m_photo.width() ? m_photo.size() : size;
    if (bounded == m_size) return;
    m_size = bounded;
    m_ready = false;
}

bool ControlMovement::moves() const {
    return std::any_of(m_regions.begin(), m_regions.end(), [](const MovedRegion& region) { return region.moves(); });
}

QImage ControlMovement::holes(const QSize& size) const {
    QImage all(size, QImage::Format_ARGB32_Premultiplied);
    all.fill(Qt::black);
    QPainter painter(&all);
    painter.setCompositionMode(QPainter::CompositionMode_Lighten);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    for (const auto& region : m_regions) {
        const QImage mask = maskOfArea(region.area, size);
        painter.drawImage(QRectF(QPointF(), size), mask.convertToFormat(QImage::Format_RGB32), QRectF(mask.rect()));
    }
    painter.end();
    return anyInside(all);
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

void ControlMovement::prepare() {
    m_ready = true;
    m_pieces.clear();
    const QImage photo = m_photo.scaled(m_size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                             .convertToFormat(QImage::Format_ARGB32_Premultiplied);
    const QImage hole = holes(m_size);
    QImage fill = holesFilled(photo, hole).scaled(m_size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    if (!m_exact.isNull()) {
        fill = fill.convertToFormat(QImage::Format_ARGB32_Premultiplied);
        QPainter painter(&fill);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(QRectF(m_exactPart.x() * m_size.width(), m_exactPart.y() * m_size.height(),
                                 m_exactPart.width() * m_size.width(), m_exactPart.height() * m_size.height()),
                          m_exact);
    }
    m_background = photo.convertToFormat(QImage::Format_RGB32);
    QPainter(&m_background).drawImage(0, 0, cutOut(fill, hole));

    for (const auto& region : m_regions) {
        const QRectF bounds = region.area.outline.boundingRect();
        const QRect box = QRectF(bounds.x() * m_size.width(), bounds.y() * m_size.height(),
                                 bounds.width() * m_size.width(), bounds.height() * m_size.height())
                              .toAlignedRect()
                              .adjusted(-2, -2, 2, 2)
                              .intersected(QRect(QPoint(), m_size));
        const QSize maskSize = maskSizeOf(m_size);
        const QImage own = maskOfArea(region.area, maskSize);
        const QImage soft = withSoftEdgeInside(own, region.area.area.feather * std::max(own.width(), own.height()));
        const auto piece = [&](const QImage& mask) {
            return cutOut(photo.copy(box),
                          grey(mask.scaled(m_size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)).copy(box));
        };
        m_pieces.append({box.topLeft(), piece(soft), piece(anyInside(own))});
    }
}

void ControlMovement::paint(QPainter& painter, const QRectF& target, double time) {
    if (m_photo.isNull() || m_size.isEmpty()) return;
    if (!m_ready) prepare();
    painter.save();
    painter.setClipRect(target);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.translate(target.topLeft());
    // Without a scale the background is copied and not resampled.
    const double across = target.width() / m_size.width(), down = target.height() / m_size.height();
    const double ratio = painter.device()->devicePixelRatioF();
    if (qAbs(across * ratio - 1) * m_size.width() < 0.5 && ratio == 1)
        painter.drawImage(0, 0, m_background);
    else {
        painter.scale(across, down);
        painter.drawImage(0, 0, m_background);
    }
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
