#include "ui/docks/guidance_curve.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace stillwave::ui {
namespace {

constexpr double grabRadius = 9;   // px
constexpr double pointRadius = 5;  // px
constexpr double step = 0.01;      // of both axes; the text has two decimals
constexpr double largeStep = 0.1;

double rounded(double value) {
    return std::round(value / step) * step;
}

// The points of a text; empty where it cannot be read.
QList<QPointF> pointsOf(const QString& text) {
    QList<QPointF> points;
    for (const auto& word : text.split(u' ', Qt::SkipEmptyParts)) {
        const auto parts = word.split(u':');
        bool isTime = false;
        bool isShare = false;
        const QPointF point(parts.value(0).toDouble(&isTime), parts.value(1).toDouble(&isShare));
        const bool rises = points.isEmpty() || point.x() > points.last().x();
        if (parts.size() != 2 || !isTime || !isShare || !rises || !QRectF(0, 0, 1, 1).contains(point)) return {};
        points.append(point);
    }
    return points;
}

}  // namespace

GuidanceCurve::GuidanceCurve(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("guidance_curve"));
    setAccessibleName(tr("Guidance over the frames"));
    setToolTip(tr(
        "A click adds a point, dragging moves it, a double-click or Delete removes it. Page Up and Page Down choose a "
        "point, arrow keys move it, and + adds one."));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

void GuidanceCurve::setText(const QString& text) {
    const auto points = pointsOf(text);
    if (points == m_points) return;
    m_points = points;
    m_selected = std::min(m_selected, static_cast<int>(points.size()) - 1);
    m_dragging = false;
    describe();
    update();
}

QString GuidanceCurve::text() const {
    QStringList words;
    for (const auto& point : m_points) words.append(QString::number(point.x()) + u':' + QString::number(point.y()));
    return words.join(u' ');
}

void GuidanceCurve::setScales(double first, double last) {
    m_first = first;
    m_last = last;
    describe();
    update();
}

void GuidanceCurve::describe() {
    if (m_points.isEmpty()) return setAccessibleDescription(tr("There are no points yet."));
    if (m_selected < 0) return setAccessibleDescription(tr("%n points", nullptr, static_cast<int>(m_points.size())));
    const QPointF& point = m_points.at(m_selected);
    setAccessibleDescription(tr("Point %1 of %2: guidance %3 at %4 % of the clip")
                                 .arg(m_selected + 1)
                                 .arg(m_points.size())
                                 .arg(locale().toString(std::lerp(m_first, m_last, point.y()), 'f', 1))
                                 .arg(qRound(point.x() * 100)));
}

QRectF GuidanceCurve::plotRect() const {
    return QRectF(rect()).adjusted(8, 8, -8, -8);
}

QPointF GuidanceCurve::placeOf(const QPointF& point) const {
    const QRectF plot = plotRect();
    return {plot.left() + point.x() * plot.width(), plot.bottom() - point.y() * plot.height()};
}

QPointF GuidanceCurve::placeOf(int point) const {
    return placeOf(m_points.at(point));
}

QPointF GuidanceCurve::pointAt(const QPointF& place) const {
    const QRectF plot = plotRect();
    return {rounded(std::clamp((place.x() - plot.left()) / plot.width(), 0.0, 1.0)),
            rounded(std::clamp((plot.bottom() - place.y()) / plot.height(), 0.0, 1.0))};
}

int GuidanceCurve::indexAt(const QPointF& place) const {
    for (int i = 0; i < m_points.size(); ++i)
        if (QLineF(placeOf(i), place).length() <= grabRadius) return i;
    return -1;
}

double GuidanceCurve::shareAt(double time) const {
    const auto after =
        std::find_if(m_points.begin(), m_points.end(), [&](const QPointF& point) { return point.x() > time; });
    if (after == m_points.begin()) return m_points.first().y();
    if (after == m_points.end()) return m_points.last().y();
    const QPointF& before = *std::prev(after);
    return std::lerp(before.y(), after->y(), (time - before.x()) / (after->x() - before.x()));
}

bool GuidanceCurve::add(const QPointF& point) {
    const auto near = [&](const QPointF& other) { return std::abs(other.x() - point.x()) < step / 2; };
    if (std::any_of(m_points.begin(), m_points.end(), near)) return false;
    const auto after =
        std::find_if(m_points.begin(), m_points.end(), [&](const QPointF& other) { return other.x() > point.x(); });
    m_selected = static_cast<int>(after - m_points.begin());
    m_points.insert(m_selected, point);
    tell();
    return true;
}

void GuidanceCurve::addInWidestGap() {
    if (m_points.isEmpty()) {
        add({0, 0});
        return;
    }
    QList<double> times{0};
    for (const auto& point : m_points) times.append(point.x());
    times.append(1);
    double best = 0;
    double width = 0;
    for (int i = 1; i < times.size(); ++i)
        if (times.at(i) - times.at(i - 1) > width) {
            width = times.at(i) - times.at(i - 1);
            best = rounded((times.at(i) + times.at(i - 1)) / 2);
        }
    add({best, rounded(shareAt(best))});
}

// A point never passes its neighbours, because times rise.
void GuidanceCurve::moveSelected(const QPointF& point) {
    const double least = m_selected == 0 ? 0 : m_points.at(m_selected - 1).x() + step;
    const double most = m_selected + 1 == m_points.size() ? 1 : m_points.at(m_selected + 1).x() - step;
    const QPointF moved(rounded(std::clamp(point.x(), least, std::max(least, most))),
                        rounded(std::clamp(point.y(), 0.0, 1.0)));
    if (moved == m_points.at(m_selected)) return;
    m_points[m_selected] = moved;
    tell();
}

// The last point stays, because the engine needs one.
void GuidanceCurve::removePoint(int index) {
    if (index < 0 || m_points.size() < 2) return;
    m_points.removeAt(index);
    m_selected = std::min(index, static_cast<int>(m_points.size()) - 1);
    m_dragging = false;
    tell();
}

void GuidanceCurve::tell() {
    describe();
    update();
    Q_EMIT edited(text());
}

void GuidanceCurve::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    const int index = indexAt(event->position());
    if (index >= 0) {
        m_selected = index;
        m_dragging = true;
        describe();
        update();
    } else {
        m_dragging = add(pointAt(event->position()));
    }
}

void GuidanceCurve::mouseMoveEvent(QMouseEvent* event) {
    if (m_dragging) moveSelected(pointAt(event->position()));
}

void GuidanceCurve::mouseReleaseEvent(QMouseEvent*) {
    m_dragging = false;
}

void GuidanceCurve::mouseDoubleClickEvent(QMouseEvent* event) {
    removePoint(indexAt(event->position()));
}

void GuidanceCurve::keyPressEvent(QKeyEvent* event) {
    const double way = event->modifiers() & Qt::ShiftModifier ? largeStep : step;
    const int last = static_cast<int>(m_points.size()) - 1;
    const auto move = [&](double x, double y) {
        if (m_selected >= 0) moveSelected(m_points.at(m_selected) + QPointF(x, y));
    };
    switch (event->key()) {
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            m_selected = std::clamp(m_selected + (event->key() == Qt::Key_PageDown ? 1 : -1), std::min(0, last), last);
            describe();
            return update();
        case Qt::Key_Left:
            return move(-way, 0);
        case Qt::Key_Right:
            return move(way, 0);
        case Qt::Key_Up:
            return move(0, way);
        case Qt::Key_Down:
            return move(0, -way);
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
            return removePoint(m_selected);
        case Qt::Key_Plus:
        case Qt::Key_Insert:
            return addInWidestGap();
        default:
            QWidget::keyPressEvent(event);
    }
}

void GuidanceCurve::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor accent = palette().color(QPalette::Highlight);
    painter.setBrush(palette().color(QPalette::Base));
    painter.setPen(QPen(hasFocus() ? accent : palette().color(QPalette::Mid), 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    const QRectF plot = plotRect();
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(plot.adjusted(2, 0, 0, 0), Qt::AlignLeft | Qt::AlignTop, locale().toString(m_last, 'f', 1));
    painter.drawText(plot.adjusted(0, 0, -2, 0), Qt::AlignRight | Qt::AlignBottom, locale().toString(m_first, 'f', 1));
    if (m_points.isEmpty()) return painter.drawText(plot, Qt::AlignCenter, tr("Click to add a point"));
    QPainterPath path(QPointF(plot.left(), placeOf(0).y()));
    for (const auto& point : m_points) path.lineTo(placeOf(point));
    path.lineTo(plot.right(), placeOf(m_points.last()).y());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(accent, 2));
    painter.drawPath(path);
    for (int i = 0; i < m_points.size(); ++i) {
        painter.setPen(QPen(palette().color(QPalette::Window), 1));
        painter.setBrush(i == m_selected && hasFocus() ? palette().color(QPalette::WindowText) : accent);
        painter.drawEllipse(placeOf(i), pointRadius, pointRadius);
    }
}

bool GuidanceCurve::event(QEvent* event) {
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
    return QWidget::event(event);
}

QSize GuidanceCurve::sizeHint() const {
    return {200, 96};
}

}  // namespace stillwave::ui
