#include "ui/window/detail_map.h"

#include <cmath>

#include "ui/stage/canvas.h"
#include "ui/stage/clip_player.h"
#include "ui/window/message_bar.h"
#include "ui/window/stage_view.h"

namespace stillwave::ui {
namespace {

constexpr QRgb tintColor = qRgb(255, 140, 0);
constexpr double strongestTint = 0.62;

// Makes the tint for one frame's confidence map, which is white where all is the photo's. The tint covers a place the
// more, the darker the map is there.
QImage tintOf(const QImage& confidence) {
    QImage tint(confidence.size(), QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < tint.height(); ++y) {
        const auto* from = reinterpret_cast<const QRgb*>(confidence.constScanLine(y));
        auto* to = reinterpret_cast<QRgb*>(tint.scanLine(y));
        for (int x = 0; x < tint.width(); ++x) {
            const int alpha = static_cast<int>(std::lround((255 - qGreen(from[x])) * strongestTint));
            to[x] = qPremultiply(qRgba(qRed(tintColor), qGreen(tintColor), qBlue(tintColor), alpha));
        }
    }
    return tint;
}

}  // namespace

DetailMap::DetailMap(StageView* view, QObject* parent) : QObject(parent), m_view(view) {
    connect(view->player(), &ClipPlayer::positionChanged, this, &DetailMap::showFrame);
    connect(&m_loader, &ClipLoader::loaded, this,
            [this](const QString&, TakeFrames, const QList<QImage>& maps, const QList<QImage>&) {
                m_tints.clear();
                for (const auto& map : maps) m_tints.append(tintOf(map));
                showFrame(m_view->player()->position());
            });
    connect(&m_loader, &ClipLoader::failed, this, [this] {
        m_view->messages()->show({QStringLiteral("detail_map"),
                                  MessageBar::Kind::info,
                                  tr("This take does not say where its pixels come from."),
                                  tr("It was made by an earlier version. Generate it again to see."),
                                  {},
                                  0});
    });
}

void DetailMap::setTake(const QString& folder) {
    if (folder == m_folder) return;
    m_folder = folder;
    refresh();
}

void DetailMap::setShown(bool shown) {
    m_shown = shown;
    refresh();
}

void DetailMap::refresh() {
    m_tints.clear();
    m_view->canvas()->setTint({}, {});
    if (m_shown && !m_folder.isEmpty())
        m_loader.load(m_folder, TakeFrames::confidence);
    else
        m_loader.cancel();
}

void DetailMap::showFrame(int frame) {
    if (!m_tints.isEmpty()) m_view->canvas()->setTint(m_tints.value(frame), tr("Tinted: what the model made"));
}

}  // namespace stillwave::ui
