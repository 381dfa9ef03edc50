#include "ui/stage/control_mask.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/stage/control_regions.h"

namespace stillwave::ui {
namespace {

// The outline of a larger mask is followed on a smaller picture of it, so that it keeps up with a brush.
constexpr int contourSide = 512;
constexpr double middle = 127.5;
constexpr double contourTolerance = 0.3;  // px of that picture

/// A picture whose outlines are followed. Beyond its border lies black. Each line between two neighbouring pixels that
/// an outline crosses has a number.
class Contours {
  public:
    explicit Contours(const QImage& mask)
        : m_mask(mask), m_stride(mask.width() + 2), m_next(2 * m_stride * (mask.height() + 2), -1) {
        for (int y = -1; y < mask.height(); ++y)
            for (int x = -1; x < mask.width(); ++x) follow(x, y);
    }

    QPainterPath path() {
        QPainterPath path;
        for (int start = 0; start < static_cast<int>(m_next.size()); ++start) {
            if (m_next[static_cast<std::size_t>(start)] < 0) continue;
            QList<QPointF> loop;
            for (int edge = start; edge >= 0;) {
                loop.append(crossing(edge));
                edge = std::exchange(m_next[static_cast<std::size_t>(edge)], -1);
            }
            add(loop, path);
        }
        return path;
    }

  private:
    double value(int x, int y) const {
        return x >= 0 && y >= 0 && x < m_mask.width() && y < m_mask.height() ? m_mask.constScanLine(y)[x] : 0;
    }
    int across(int x, int y) const { return 2 * ((y + 1) * m_stride + x + 1); }
    int down(int x, int y) const { return across(x, y) + 1; }

    // Marching squares: the lines between four pixels that an outline crosses, in its order.
    void follow(int x, int y) {
        const int corners = (value(x, y) > middle ? 8 : 0) + (value(x + 1, y) > middle ? 4 : 0) +
                            (value(x + 1, y + 1) > middle ? 2 : 0) + (value(x, y + 1) > middle ? 1 : 0);
        const int top = across(x, y), bottom = across(x, y + 1), left = down(x, y), right = down(x + 1, y);
        const auto join = [this](int from, int to) { m_next[static_cast<std::size_t>(from)] = to; };
        if (corners == 8 || corners == 10) join(left, top);
        if (corners == 4 || corners == 5) join(top, right);
        if (corners == 2 || corners == 10) join(right, bottom);
        if (corners == 1 || corners == 5) join(bottom, left);
        if (corners == 12) join(left, right);
        if (corners == 6) join(top, bottom);
        if (corners == 3) join(right, left);
        if (corners == 9) join(bottom, top);
        if (corners == 14) join(left, bottom);
        if (corners == 7) join(top, left);
        if (corners == 11) join(right, top);
        if (corners == 13) join(bottom, right);
    }

    QPointF crossing(int edge) const {
        const int cell = edge / 2;
        const int x = cell % m_stride - 1, y = cell / m_stride - 1;
        const bool goesDown = edge % 2 == 1;
        const double from = value(x, y);
        const double to = goesDown ? value(x, y + 1) : value(x + 1, y);
        const double part = (middle - from) / (to - from);
        return goesDown ? QPointF(x + 0.5, y + 0.5 + part) : QPointF(x + 0.5 + part, y + 0.5);
    }

    void add(const QList<QPointF>& loop, QPainterPath& path) const {
        QPolygonF polygon;
        for (const QPointF& place : simplified(loop, contourTolerance))
            polygon.append(
                {std::clamp(place.x() / m_mask.width(), 0.0, 1.0), std::clamp(place.y() / m_mask.height(), 0.0, 1.0)});
        path.addPolygon(polygon);
        path.closeSubpath();
    }

    QImage m_mask;
    int m_stride;
    std::vector<int> m_next;  // for each line that is crossed, the next one
};

QImage grey(const QImage& picture) {
    return picture.convertToFormat(QImage::Format_Grayscale8);
}

}  // namespace

QSize maskSizeOf(const QSize& photo) {
    if (std::max(photo.width(), photo.height()) <= maskSide) return photo;
    return photo.scaled(maskSide, maskSide, Qt::KeepAspectRatio).expandedTo({1, 1});
}

QImage emptyMask(const QSize& size) {
    QImage mask(size, QImage::Format_Grayscale8);
    mask.fill(0);
    return mask;
}

QImage maskOf(const QPainterPath& outline, const QSize& size) {
    QImage mask = emptyMask(size);
    QPainter painter(&mask);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(size.width(), size.height());
    painter.fillPath(outline, Qt::white);
    return mask;
}

void paintStroke(QImage& mask, const QPointF& from, const QPointF& to, double diameter, bool white) {
    const QSizeF size = mask.size();
    const double width = std::max(1.0, diameter * std::max(size.width(), size.height()));
    const QPointF start(from.x() * size.width(), from.y() * size.height());
    const QPointF end(to.x() * size.width(), to.y() * size.height());
    QPainter painter(&mask);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = white ? Qt::white : Qt::black;
    if (start == end) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(start, width / 2, width / 2);
    } else {
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(start, end);
    }
}

bool isEmptyMask(const QImage& mask) {
    for (int y = 0; y < mask.height(); ++y) {
        const uchar* row = mask.constScanLine(y);
        if (std::any_of(row, row + mask.width(), [](uchar value) { return value > 127; })) return false;
    }
    return true;
}

QPainterPath contourOf(const QImage& mask) {
    const bool large = std::max(mask.width(), mask.height()) > contourSide;
    return Contours(grey(large ? mask.scaled(contourSide, contourSide, Qt::KeepAspectRatio, Qt::SmoothTransformation)
                               : mask))
        .path();
}

QImage withSoftEdgeInside(const QImage& mask, double width) {
    QImage soft = grey(mask);
    if (width <= 0) return soft;
    // The distance to the nearest black pixel in two passes, in thirds of a pixel (Borgefors' 3-4 chamfer).
    constexpr int straight = 3, diagonal = 4, far = 1 << 28;
    const int columns = soft.width(), rows = soft.height(), stride = columns + 2;
    std::vector<int> away(static_cast<std::size_t>(stride) * static_cast<std::size_t>(rows + 2), far);
    const auto at = [&](int x, int y) -> int& { return away[static_cast<std::size_t>((y + 1) * stride + x + 1)]; };
    const auto pass = [&](int x, int y, int way) {
        int& here = at(x, y);
        here = std::min({here, at(x - way, y) + straight, at(x, y - way) + straight, at(x - 1, y - way) + diagonal,
                         at(x + 1, y - way) + diagonal});
    };
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x) {
            if (soft.constScanLine(y)[x] == 0) at(x, y) = 0;
            pass(x, y, 1);
        }
    for (int y = rows - 1; y >= 0; --y) {
        uchar* row = soft.scanLine(y);
        for (int x = columns - 1; x >= 0; --x) {
            pass(x, y, -1);
            const double share = std::min(1.0, at(x, y) / (straight * (width + 1)));
            row[x] = static_cast<uchar>(std::lround(row[x] * share));
        }
    }
    return soft;
}

QImage cutOut(const QImage& picture, const QImage& mask) {
    QImage cut = picture.convertToFormat(QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < cut.height(); ++y) {
        auto* row = reinterpret_cast<QRgb*>(cut.scanLine(y));
        const uchar* inside = mask.constScanLine(y);
        for (int x = 0; x < cut.width(); ++x)
            row[x] = qPremultiply(qRgba(qRed(row[x]), qGreen(row[x]), qBlue(row[x]), inside[x]));
    }
    return cut;
}

QImage anyInside(const QImage& mask) {
    QImage any = grey(mask);
    for (int y = 0; y < any.height(); ++y) {
        uchar* row = any.scanLine(y);
        std::transform(row, row + any.width(), row, [](uchar value) -> uchar { return value > 0 ? 255 : 0; });
    }
    return any;
}

}  // namespace stillwave::ui
