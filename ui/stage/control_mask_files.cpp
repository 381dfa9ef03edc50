#include "ui/stage/control_mask_files.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QSaveFile>

#include "ui/stage/control_mask.h"

namespace stillwave::ui {
namespace {

QString textOf(const std::filesystem::path& path) {
    return QString::fromStdU16String(path.u16string());
}

QByteArray pngOf(const QImage& mask) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    mask.save(&buffer, "PNG");
    return bytes;
}

}  // namespace

StageArea* MaskFiles::keep(const QString& path, const StageArea& area) {
    m_read.insert(path, new StageArea(area), area.mask.sizeInBytes());
    return m_read.object(path);
}

StageArea MaskFiles::read(const PhotoArea& area) {
    StageArea made;
    if (area.mask.empty()) {
        QList<QPointF> places;
        for (const auto& place : area.polygon) places.append(pointOf(place));
        made = polygonArea(places, area.feather);
    } else {
        const QString path = textOf(area.mask);
        const StageArea* known = m_read.object(path);
        if (!known) {
            QImage mask(path);
            if (!mask.isNull()) {
                mask = mask.convertToFormat(QImage::Format_Grayscale8);
                known = keep(path, maskArea(mask.scaled(maskSizeOf(mask.size())), area.feather));
            }
        }
        if (known) made = *known;
    }
    made.area = area;
    return made;
}

StageControls MaskFiles::read(const Controls& controls) {
    StageControls regions;
    for (const auto& brush : controls.motion_brushes)
        regions.moved.append({read(brush.area), brush.path, brush.easing});
    for (const auto& frozen : controls.frozen) regions.frozen.append(read(frozen));
    return regions;
}

bool MaskFiles::write(StageArea& area, const QString& folder) {
    if (area.mask.isNull() || !area.area.mask.empty()) return true;
    const QByteArray png = pngOf(area.mask);
    const QString name = QString::fromLatin1(QCryptographicHash::hash(png, QCryptographicHash::Sha256).toHex());
    const QString path = QStringLiteral("%1/%2.png").arg(folder, name);
    if (!QFile::exists(path)) {
        QSaveFile file(path);
        if (!QDir().mkpath(folder) || !file.open(QIODevice::WriteOnly) || file.write(png) != png.size() ||
            !file.commit())
            return false;
    }
    area.area.mask = path.toStdU16String();
    keep(path, area);
    return true;
}

bool MaskFiles::write(const StageControls& regions, const QString& folder, Controls& controls) {
    Controls written = controls;
    written.motion_brushes.clear();
    written.frozen.clear();
    for (MovedRegion region : regions.moved) {
        if (!write(region.area, folder)) return false;
        written.motion_brushes.push_back({region.area.area, region.path, region.easing});
    }
    for (StageArea area : regions.frozen) {
        if (!write(area, folder)) return false;
        written.frozen.push_back(area.area);
    }
    controls = written;
    return true;
}

}  // namespace stillwave::ui
