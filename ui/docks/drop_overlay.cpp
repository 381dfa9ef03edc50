#include "ui/docks/drop_overlay.h"

#include <QFileInfo>
#include <QPainter>
#include <QUrl>

#include "ui/session/photo_files.h"
#include "ui/theme/theme_colors.h"

namespace stillwave::ui {
namespace {

bool isModel(const QString& path) {
    const QFileInfo info(path);
    return info.suffix().compare(QLatin1String("safetensors"), Qt::CaseInsensitive) == 0 ||
           (info.isDir() && QFileInfo::exists(path + QStringLiteral("/model_index.json")));
}

QStringList paths(const QMimeData& mime, bool models) {
    QStringList found;
    for (const QUrl& url : mime.urls())
        if (url.isLocalFile() && isModel(url.toLocalFile()) == models) found.append(url.toLocalFile());
    return found;
}

}  // namespace

DropOverlay::DropOverlay(QWidget* window) : QWidget(window) {
    setObjectName(QStringLiteral("drop_overlay"));
    setAccessibleName(tr("What a drop does"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

QStringList DropOverlay::models(const QMimeData& mime) {
    return paths(mime, true);
}

QStringList DropOverlay::files(const QMimeData& mime) {
    return paths(mime, false);
}

QString DropOverlay::sentence(const QMimeData& mime) {
    QStringList photoPaths;
    QStringList clipPaths;
    for (const auto& path : files(mime)) (isClipName(path) ? clipPaths : photoPaths).append(path);
    if (photoPaths.size() == 1 && QFileInfo(photoPaths.first()).isDir())
        return tr("Add the pictures of folder “%1”").arg(QFileInfo(photoPaths.first()).fileName());
    if (!photoPaths.isEmpty()) return tr("Add %n photos", nullptr, static_cast<int>(photoPaths.size()));
    if (clipPaths.size() == 1)
        return tr("Restore the settings that made “%1”").arg(QFileInfo(clipPaths.first()).fileName());
    if (!clipPaths.isEmpty())
        return tr("Restore the settings that made %n files", nullptr, static_cast<int>(clipPaths.size()));
    const QStringList modelPaths = models(mime);
    if (modelPaths.size() == 1) return tr("Add model %1").arg(QFileInfo(modelPaths.first()).fileName());
    if (!modelPaths.isEmpty()) return tr("Add %n models", nullptr, static_cast<int>(modelPaths.size()));
    return mime.hasImage() ? tr("Add the picture") : QString();
}

void DropOverlay::showFor(const QMimeData& mime) {
    m_text = sentence(mime);
    setGeometry(parentWidget()->rect());
    setVisible(!m_text.isEmpty());
    raise();
    update();
}

void DropOverlay::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QRegion covered(rect());
    for (const auto* widget : m_clear)
        if (widget->isVisible()) covered -= QRect(widget->mapTo(parentWidget(), QPoint()), widget->size());
    painter.setClipRegion(covered);
    QColor veil = themeColor(ThemeColor::window);
    veil.setAlphaF(0.88F);
    painter.fillRect(rect(), veil);
    painter.setPen(QPen(themeColor(ThemeColor::accent), 2, Qt::DashLine));
    painter.drawRoundedRect(QRectF(rect()).adjusted(16, 16, -16, -16), 12, 12);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.7);
    large.setWeight(QFont::DemiBold);
    painter.setFont(large);
    painter.setPen(themeColor(ThemeColor::text));
    painter.drawText(rect().adjusted(40, 40, -40, -40), Qt::AlignCenter | Qt::TextWordWrap, m_text);
}

}  // namespace stillwave::ui
