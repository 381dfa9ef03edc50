#include "ui/timeline/drift_curve.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme_colors.h"

namespace stillwave::ui {
namespace {

// The smallest ranges that the lines are drawn in, so that small drift does not look like much.
constexpr double colourRange = 10;  // levels of 255
constexpr double flowRange_px = 2;

}  // namespace

DriftCurve::DriftCurve(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("drift_curve"));
    setAccessibleName(tr("Drift from the first frame"));
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

void DriftCurve::setDrift(const Drift& drift) {
    m_drift = drift;
    describe();
    update();
}

void DriftCurve::setSpan(double left, double right) {
    m_left = left;
    m_right = right;
    update();
}

void DriftCurve::setPosition(int frame) {
    m_position = frame;
    describe();
    update();
}

QList<DriftCurve::Line> DriftCurve::lines() const {
    QList<Line> lines;
    const auto add = [&](const QString& name, const QList<double>& values, ThemeColor color, double least,
                         double range) {
        if (values.isEmpty() || values.size() != m_drift.colour.size()) return;
        const double most = std::max(*std::max_element(values.begin(), values.end()), least + range);
        lines.append({name, values, themeColor(color), least, most});
    };
    add(tr("Colour"), m_drift.colour, ThemeColor::warning, 0, colourRange);
    add(tr("Sharpness"), m_drift.sharpness, ThemeColor::accent, 0, 1);
    add(tr("Movement"), m_drift.flow, ThemeColor::subtleText, 0, flowRange_px);
    return lines;
}

QString DriftCurve::frameText(int frame) const {
    const auto value = [&](const QList<double>& values, int decimals) {
        return frame >= 0 && frame < values.size() ? locale().toString(values.at(frame), 'f', decimals)
                                                   : QStringLiteral("–");
    };
    return tr("Frame %1: colour %2 of 255 off, %3 times as sharp as the first frame, movement %4 px")
        .arg(frame + 1)
        .arg(value(m_drift.colour, 1), value(m_drift.sharpness, 2), value(m_drift.flow, 1));
}

void DriftCurve::describe() {
    setAccessibleDescription(isEmpty() ? QString() : frameText(m_position));
}

QRectF DriftCurve::plotRect() const {
    const double line = fontMetrics().height();
    return {m_left, line + 6, m_right - m_left, height() - line - 10};
}

double DriftCurve::xOf(double frame) const {
    const QRectF plot = plotRect();
    const auto count = static_cast<double>(std::max<qsizetype>(1, m_drift.colour.size()));
    return plot.left() + (frame + 0.5) / count * plot.width();
}

int DriftCurve::frameAt(double x) const {
    const QRectF plot = plotRect();
    const auto count = static_cast<double>(m_drift.colour.size());
    const auto frame = static_cast<int>(std::floor((x - plot.left()) / std::max(1.0, plot.width()) * count));
    return std::clamp(frame, 0, std::max(0, static_cast<int>(m_drift.colour.size()) - 1));
}

void DriftCurve::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && !isEmpty()) Q_EMIT frameChosen(frameAt(event->position().x()));
}

void DriftCurve::paintEvent(QPaintEvent*) {
    if (isEmpty()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF plot = plotRect();
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(plot, 4, 4);
    double legend = plot.left();
    for (const auto& line : lines()) {
        QPainterPath path;
        for (int i = 0; i < line.values.size(); ++i) {
            const double share = (line.values.at(i) - line.least) / (line.most - line.least);
            const QPointF place(xOf(i), plot.bottom() - 3 - std::clamp(share, 0.0, 1.0) * (plot.height() - 6));
            i == 0 ? path.moveTo(place) : path.lineTo(place);
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(line.color, 1.6));
        painter.drawPath(path);
        const double middle = fontMetrics().height() / 2.0 + 2;
        painter.drawLine(QPointF(legend, middle), QPointF(legend + 14, middle));
        painter.setPen(palette().color(QPalette::PlaceholderText));
        const double width = fontMetrics().horizontalAdvance(line.name);
        painter.drawText(QRectF(legend + 18, 2, width + 2, fontMetrics().height()), Qt::AlignLeft | Qt::AlignVCenter,
                         line.name);
        legend += width + 36;
    }
    if (m_drift.join > 0) {
        const double x = xOf(m_drift.join - 0.5);
        painter.setPen(QPen(palette().color(QPalette::WindowText), 1, Qt::DashLine));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        painter.setPen(palette().color(QPalette::PlaceholderText));
        // The words stand beside the legend, where no line runs through them.
        painter.drawText(QRectF(std::max(legend, x), 2, plot.right() - x, fontMetrics().height()),
                         Qt::AlignLeft | Qt::AlignVCenter, tr("extended from here"));
    }
    painter.setPen(QPen(palette().color(QPalette::WindowText), 1));
    painter.drawLine(QPointF(xOf(m_position), plot.top()), QPointF(xOf(m_position), plot.bottom()));
}

bool DriftCurve::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && !isEmpty()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), frameText(frameAt(help->pos().x())), this);
        return true;
    }
    return QWidget::event(event);
}

QSize DriftCurve::sizeHint() const {
    return {400, fontMetrics().height() + 58};
}

}  // namespace stillwave::ui
