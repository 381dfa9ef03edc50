#include "ui/theme/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <algorithm>

namespace stillwave::ui {
namespace {

/// Paints one SVG whose strokes are `currentColor`, in the colour that the icon's mode and state have at that moment.
class ThemeIconEngine : public QIconEngine {
  public:
    ThemeIconEngine(QString name, std::optional<ThemeColor> color, std::optional<ThemeTone> tone)
        : m_name(std::move(name)), m_color(color), m_tone(tone) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        const double ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return scaledPixmap(size, mode, state, 1);
    }

    // `size` is in device pixels.
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override {
        const QColor color = themeColor(colorOf(mode, state), m_tone.value_or(currentTone()));
        const QString key =
            QStringLiteral("stillwave-icon/%1/%2/%3x%4").arg(m_name, color.name()).arg(size.width()).arg(size.height());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap)) return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QFile file(QStringLiteral(":/icons/%1.svg").arg(m_name));
        if (file.open(QIODevice::ReadOnly)) {
            QSvgRenderer renderer(file.readAll().replace("currentColor", color.name().toLatin1()));
            // The icon stands at the left of a size that is wider than high: see besideText().
            const int side = std::min(size.width(), size.height());
            QPainter painter(&pixmap);
            renderer.render(&painter, QRectF(0, (size.height() - side) / 2.0, side, side));
        }
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    bool isNull() override { return !QFile::exists(QStringLiteral(":/icons/%1.svg").arg(m_name)); }

    QString iconName() override { return m_name; }

    QIconEngine* clone() const override { return new ThemeIconEngine(*this); }

  private:
    ThemeColor colorOf(QIcon::Mode mode, QIcon::State state) const {
        if (mode == QIcon::Disabled) return ThemeColor::disabledText;
        if (m_color) return *m_color;
        return state == QIcon::On ? ThemeColor::accent : ThemeColor::text;
    }

    QString m_name;
    std::optional<ThemeColor> m_color;
    std::optional<ThemeTone> m_tone;
};

}  // namespace

QSize besideText(int side) {
    return {side + 5, side};
}

QIcon themeIcon(const QString& name, std::optional<ThemeColor> color, std::optional<ThemeTone> tone) {
    return QIcon(new ThemeIconEngine(name, color, tone));
}

}  // namespace stillwave::ui
