#include "ui/docks/variant_button.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

#include "ui/theme/theme_colors.h"

namespace stillwave::ui {
namespace {

constexpr int outline = 4;  // px
constexpr double corner = 5;
constexpr double usualRatio = 9.0 / 16;  // height by width, until there are frames

QFont smallFont(const QFont& font) {
    QFont small(font);
    small.setPointSizeF(small.pointSizeF() * 0.9);
    return small;
}

}  // namespace

VariantButton::VariantButton(QWidget* parent) : QAbstractButton(parent) {
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void VariantButton::setClip(const QList<QImage>& frames, const QString& name, const QString& note) {
    m_frames = frames;
    m_name = name;
    m_note = note;
    setAccessibleName(tr("%1: %2", "a way to loop and how its seam looks").arg(name, note));
    updateGeometry();
    update();
}

void VariantButton::showFrame(int frame) {
    if (m_frames.isEmpty()) return;
    m_frame = frame % static_cast<int>(m_frames.size());
    update();
}

int VariantButton::heightForWidth(int width) const {
    const double ratio =
        m_frames.isEmpty() ? usualRatio : static_cast<double>(m_frames.first().height()) / m_frames.first().width();
    const int lines = fontMetrics().height() + QFontMetrics(smallFont(font())).height();
    return 2 * outline + qRound((width - 2 * outline) * ratio) + lines + 6;
}

QSize VariantButton::sizeHint() const {
    return {140, heightForWidth(140)};
}

QSize VariantButton::minimumSizeHint() const {
    return {90, heightForWidth(90)};
}

void VariantButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const QFont small = smallFont(font());
    const int name_height = fontMetrics().height();
    const int note_height = QFontMetrics(small).height();
    const QRectF picture =
        QRectF(rect()).adjusted(outline, outline, -outline, -outline - name_height - note_height - 6);
    QPainterPath shape;
    shape.addRoundedRect(picture, corner, corner);
    painter.fillPath(shape, themeColor(ThemeColor::stage));
    if (!m_frames.isEmpty()) {
        painter.save();
        painter.setClipPath(shape);
        if (!isEnabled()) painter.setOpacity(0.35);
        const auto& frame = m_frames.at(m_frame % m_frames.size());
        QRectF fitted(QPointF(), QSizeF(frame.size()).scaled(picture.size(), Qt::KeepAspectRatio));
        fitted.moveCenter(picture.center());
        painter.drawImage(fitted, frame);
        painter.restore();
    }
    const bool marked = isChecked() || hasFocus() || underMouse();
    if (marked && isEnabled()) {
        painter.setPen(QPen(themeColor(isChecked() || hasFocus() ? ThemeColor::accent : ThemeColor::line),
                            isChecked() ? 2.5 : 1.5));
        painter.drawRoundedRect(picture.adjusted(-2, -2, 2, 2), corner + 2, corner + 2);
    }
    const auto line = [&](double top, int height, const QFont& wanted, ThemeColor color, const QString& text) {
        painter.setFont(wanted);
        painter.setPen(themeColor(isEnabled() ? color : ThemeColor::disabledText));
        const QRectF place(picture.left(), top, picture.width(), height);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, qRound(place.width())));
    };
    QFont bold(font());
    bold.setWeight(isChecked() ? QFont::DemiBold : QFont::Medium);
    line(picture.bottom() + 4, name_height, bold, isChecked() ? ThemeColor::accent : ThemeColor::text, m_name);
    line(picture.bottom() + 4 + name_height, note_height, small, ThemeColor::subtleText, m_note);
}

}  // namespace stillwave::ui
