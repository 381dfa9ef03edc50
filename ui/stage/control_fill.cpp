#include "ui/stage/control_fill.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace stillwave::ui {
namespace {

constexpr int smallSide = 256;  // px

/// Colours times their weight, and the weights.
struct Level {
    int width = 0;
    int height = 0;
    std::vector<std::array<float, 4>> pixels;

    Level(int columns, int rows)
        : width(columns), height(rows), pixels(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows)) {}
    std::array<float, 4>& at(int x, int y) { return pixels[static_cast<std::size_t>(y * width + x)]; }
    const std::array<float, 4>& at(int x, int y) const { return pixels[static_cast<std::size_t>(y * width + x)]; }
};

Level halved(const Level& fine) {
    Level coarse((fine.width + 1) / 2, (fine.height + 1) / 2);
    for (int y = 0; y < fine.height; ++y)
        for (int x = 0; x < fine.width; ++x)
            for (std::size_t c = 0; c < 4; ++c) coarse.at(x / 2, y / 2)[c] += fine.at(x, y)[c];
    // A coarse pixel counts fully as soon as the finer level has a whole pixel's weight below it.
    for (auto& pixel : coarse.pixels)
        if (pixel[3] > 1)
            for (const float weight = pixel[3]; auto& part : pixel) part /= weight;
    return coarse;
}

std::array<float, 4> between(const Level& level, float x, float y) {
    const float left = std::clamp(x, 0.0F, static_cast<float>(level.width - 1));
    const float top = std::clamp(y, 0.0F, static_cast<float>(level.height - 1));
    const int x0 = static_cast<int>(left), y0 = static_cast<int>(top);
    const int x1 = std::min(x0 + 1, level.width - 1), y1 = std::min(y0 + 1, level.height - 1);
    const float across = left - static_cast<float>(x0), down = top - static_cast<float>(y0);
    std::array<float, 4> mixed{};
    for (std::size_t c = 0; c < 4; ++c)
        mixed[c] = (1 - down) * ((1 - across) * level.at(x0, y0)[c] + across * level.at(x1, y0)[c]) +
                   down * ((1 - across) * level.at(x0, y1)[c] + across * level.at(x1, y1)[c]);
    return mixed;
}

// Fills what lacks weight from the coarser levels, so that each pixel has the weight 1.
void fill(Level& level) {
    if (level.width == 1 && level.height == 1) {
        auto& last = level.at(0, 0);
        if (last[3] > 0)
            for (const float weight = last[3]; auto& part : last) part /= weight;
        last[3] = 1;
        return;
    }
    Level coarse = halved(level);
    fill(coarse);
    for (int y = 0; y < level.height; ++y)
        for (int x = 0; x < level.width; ++x) {
            auto& pixel = level.at(x, y);
            if (pixel[3] >= 1) continue;
            const auto around = between(coarse, (static_cast<float>(x) - 0.5F) / 2, (static_cast<float>(y) - 0.5F) / 2);
            const float lacking = 1 - pixel[3];
            for (std::size_t c = 0; c < 4; ++c) pixel[c] += lacking * around[c];
        }
}

}  // namespace

QImage holesFilled(const QImage& picture, const QImage& holes) {
    const QSize size = picture.size().scaled(smallSide, smallSide, Qt::KeepAspectRatio).expandedTo({1, 1});
    QImage small =
        picture.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).convertToFormat(QImage::Format_RGB32);
    const QImage unknown =
        holes.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).convertToFormat(QImage::Format_Grayscale8);
    Level level(size.width(), size.height());
    for (int y = 0; y < size.height(); ++y) {
        const auto* row = reinterpret_cast<const QRgb*>(small.constScanLine(y));
        for (int x = 0; x < size.width(); ++x)
            if (unknown.constScanLine(y)[x] == 0)
                level.at(x, y) = {static_cast<float>(qRed(row[x])), static_cast<float>(qGreen(row[x])),
                                  static_cast<float>(qBlue(row[x])), 1.0F};
    }
    fill(level);
    const auto byte = [](float value) { return static_cast<int>(std::lround(std::clamp(value, 0.0F, 255.0F))); };
    for (int y = 0; y < size.height(); ++y) {
        auto* row = reinterpret_cast<QRgb*>(small.scanLine(y));
        for (int x = 0; x < size.width(); ++x) {
            const auto& pixel = level.at(x, y);
            row[x] = qRgb(byte(pixel[0]), byte(pixel[1]), byte(pixel[2]));
        }
    }
    return small;
}

}  // namespace stillwave::ui
