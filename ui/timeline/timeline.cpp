#include "ui/timeline/timeline.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace stillwave::ui {
namespace {

constexpr int sideMargin = 14;
constexpr int handleWidth = 6;
constexpr int grabWidth = 10;  // px on either side of a handle where a press takes hold of it
constexpr int tallestStrip = 96;
constexpr double gap = 2;
constexpr double narrowestCell = 10;  // px; where cells would be narrower only some frames are drawn

}  // namespace

Timeline::Timeline(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setObjectName(QStringLiteral("timeline"));
    setAccessibleName(tr("Timeline"));
    setToolTip(tr("Drag to move through the clip. I and O set where playing begins and ends."));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    describe();
}

void Timeline::setFrameCount(int count) {
    m_thumbnails = QList<QImage>(std::max(0, count));
    m_previews.clear();
    m_scaled = QList<QPixmap>(m_thumbnails.size());
    m_position = std::clamp(m_position, 0, std::max(0, count - 1));
    m_first = 0;
    m_last = count - 1;
    describe();
    tellSpan();
    update();
}

void Timeline::setClipSize(const QSize& size) {
    if (size.isEmpty() || size == m_clipSize) return;
    m_clipSize = size;
    tellSpan();
    update();
}

void Timeline::setThumbnail(int frame, const QImage& thumbnail) {
    if (frame < 0 || frame >= frameCount()) return;
    m_thumbnails[frame] = thumbnail;
    m_scaled[frame] = {};
    update();
}

void Timeline::setThumbnails(const QList<QImage>& thumbnails) {
    const int first = m_first;
    const int last = m_last;
    const bool sameCount = thumbnails.size() == m_thumbnails.size();
    setFrameCount(static_cast<int>(thumbnails.size()));
    m_thumbnails = thumbnails;
    if (sameCount) setRange(first, last);
}

void Timeline::setPreviewThumbnails(const QList<QImage>& previews) {
    m_previews = previews;
    for (int i = 0; i < frameCount(); ++i)
        if (m_thumbnails.at(i).isNull()) m_scaled[i] = {};
    update();
}

void Timeline::setFps(double fps) {
    if (fps <= 0) return;
    m_fps = fps;
    describe();
    update();
}

void Timeline::setPosition(int frame) {
    const int target = std::clamp(frame, 0, std::max(0, frameCount() - 1));
    if (target == m_position) return;
    m_position = target;
    describe();
    update();
}

void Timeline::setRange(int first, int last) {
    const int end = frameCount() - 1;
    m_first = std::clamp(first, 0, std::max(0, end));
    m_last = std::clamp(last, m_first, std::max(m_first, end));
    describe();
    update();
}

void Timeline::describe() {
    setAccessibleDescription(frameCount() == 0 ? tr("No clip")
                                               : tr("Frame %1 of %2, in %3, out %4")
                                                     .arg(m_position + 1)
                                                     .arg(frameCount())
                                                     .arg(m_first + 1)
                                                     .arg(m_last + 1));
}

void Timeline::tellSpan() {
    const QRectF strip = stripRect();
    const QPointF span(strip.left(), frameCount() == 0 ? width() - sideMargin : cellRect(frameCount() - 1).right());
    if (span == m_span) return;
    m_span = span;
    Q_EMIT spanChanged(span.x(), span.y());
}

QRectF Timeline::stripRect() const {
    const double line = fontMetrics().height();
    const double top = line * 1.9;
    const double room = height() - top - line * 1.7;
    const double tallest = std::clamp(room, 24.0, static_cast<double>(tallestStrip));
    const double aspect = static_cast<double>(m_clipSize.width()) / m_clipSize.height();
    const double width = this->width() - 2.0 * sideMargin;
    const int count = std::max(1, frameCount());
    return {sideMargin, top, std::min(width, count * (tallest * aspect + gap)), tallest};
}

double Timeline::cellStride() const {
    return stripRect().width() / std::max(1, frameCount());
}

QRectF Timeline::cellRect(int frame) const {
    const QRectF strip = stripRect();
    const double stride = cellStride();
    const double width = stride >= narrowestCell ? stride - gap : stride;
    return {strip.left() + frame * stride, strip.top(), width, strip.height()};
}

int Timeline::frameAt(double x) const {
    const auto frame = static_cast<int>(std::floor((x - stripRect().left()) / cellStride()));
    return std::clamp(frame, 0, std::max(0, frameCount() - 1));
}

Timeline::Drag Timeline::handleAt(const QPointF& place) const {
    const QRectF strip = stripRect();
    if (frameCount() < 2 || place.y() < strip.top() - 4 || place.y() > strip.bottom() + 4) return Drag::none;
    // A handle reaches outside its frame and only a little inside, so that the first frame can still be clicked.
    const double in = cellRect(m_first).left() - place.x();
    const double out = place.x() - cellRect(m_last).right();
    const double inside = std::min<double>(handleWidth, cellStride() / 4);
    if (in >= -inside && in <= grabWidth) return Drag::in;
    if (out >= -inside && out <= grabWidth) return Drag::out;
    return Drag::none;
}

void Timeline::scrubTo(int frame) {
    const int before = m_position;
    setPosition(frame);
    if (m_position != before) Q_EMIT scrubbed(m_position);
}

void Timeline::editRange(int first, int last) {
    const int firstBefore = m_first;
    const int lastBefore = m_last;
    setRange(first, last);
    if (m_first != firstBefore || m_last != lastBefore) Q_EMIT rangeEdited(m_first, m_last);
}

void Timeline::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || frameCount() == 0) return;
    m_drag = handleAt(event->position());
    if (m_drag != Drag::none) return;
    m_drag = Drag::playhead;
    Q_EMIT scrubStarted();
    scrubTo(frameAt(event->position().x()));
}

void Timeline::mouseMoveEvent(QMouseEvent* event) {
    if (m_drag == Drag::none) {
        handleAt(event->position()) == Drag::none ? unsetCursor() : setCursor(Qt::SizeHorCursor);
        return;
    }
    const int frame = frameAt(event->position().x());
    if (m_drag == Drag::playhead) scrubTo(frame);
    if (m_drag == Drag::in) editRange(std::min(frame, m_last), m_last);
    if (m_drag == Drag::out) editRange(m_first, std::max(frame, m_first));
}

void Timeline::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    if (m_drag == Drag::playhead) Q_EMIT scrubEnded();
    m_drag = Drag::none;
}

void Timeline::keyPressEvent(QKeyEvent* event) {
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (!plain || frameCount() == 0) return QWidget::keyPressEvent(event);
    switch (event->key()) {
        case Qt::Key_Left:
            return scrubTo(m_position - 1);
        case Qt::Key_Right:
            return scrubTo(m_position + 1);
        case Qt::Key_Home:
            return scrubTo(m_first);
        case Qt::Key_End:
            return scrubTo(m_last);
        case Qt::Key_I:
            return editRange(m_position, std::max(m_position, m_last));
        case Qt::Key_O:
            return editRange(std::min(m_first, m_position), m_position);
        default:
            QWidget::keyPressEvent(event);
    }
}

const QPixmap& Timeline::scaledCell(int frame) {
    QPixmap& scaled = m_scaled[frame];
    if (!scaled.isNull()) return scaled;
    const bool isPreview = m_thumbnails.at(frame).isNull();
    const QImage& source = isPreview ? m_previews.at(frame) : m_thumbnails.at(frame);
    const QSize size = m_scaledSize;
    const QImage filled = source.scaled(size, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    QPixmap cell = QPixmap::fromImage(filled.copy((filled.width() - size.width()) / 2,
                                                  (filled.height() - size.height()) / 2, size.width(), size.height()));
    if (isPreview) {
        QPainter painter(&cell);
        QColor veil = palette().color(QPalette::Window);
        veil.setAlpha(130);
        painter.fillRect(cell.rect(), veil);
    }
    scaled = cell;
    return scaled;
}

void Timeline::drawHeader(QPainter& painter) const {
    if (frameCount() == 0) return;
    const double seconds = (m_last - m_first + 1) / m_fps;
    const QString text =
        tr("In %1 · Out %2 · %3 s").arg(m_first + 1).arg(m_last + 1).arg(locale().toString(seconds, 'f', 2));
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const double line = fontMetrics().height();
    painter.drawText(QRectF(sideMargin, line * 0.3, width() - 2.0 * sideMargin, line), Qt::AlignLeft | Qt::AlignVCenter,
                     text);
}

void Timeline::drawCells(QPainter& painter) {
    const double ratio = devicePixelRatioF();
    // Cells can be too narrow to see anything. Then one in `every` is drawn, over the place of those that it stands
    // for.
    const int every = std::max(1, static_cast<int>(std::ceil(narrowestCell / cellStride())));
    const QSizeF cell(every == 1 ? cellRect(0).width() : every * cellStride(), stripRect().height());
    const QSize size = (cell * ratio).toSize().expandedTo({1, 1});
    if (size != m_scaledSize) {
        m_scaledSize = size;
        m_scaled.fill({});
    }
    for (int i = 0; i < frameCount(); i += every) {
        const QRectF place(cellRect(i).topLeft(), cell);
        const bool hasPicture = !m_thumbnails.at(i).isNull() || (i < m_previews.size() && !m_previews.at(i).isNull());
        if (hasPicture)
            painter.drawPixmap(place, scaledCell(i), QRectF(QPointF(), size));
        else
            painter.fillRect(place, palette().color(QPalette::Base));
    }
}

void Timeline::drawRange(QPainter& painter) const {
    const QRectF strip = stripRect();
    const QRectF range(cellRect(m_first).topLeft(), cellRect(m_last).bottomRight());
    QColor veil = palette().color(QPalette::Window);
    veil.setAlpha(190);
    if (m_first > 0) painter.fillRect(QRectF(strip.topLeft(), range.bottomLeft()), veil);
    if (m_last < frameCount() - 1) painter.fillRect(QRectF(range.topRight(), strip.bottomRight()), veil);

    const QColor accent = palette().color(QPalette::Highlight);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(range.adjusted(-1, -1, 1, 1), 3, 3);
    painter.setPen(Qt::NoPen);
    painter.setBrush(accent);
    const double top = range.top() - 2;
    const double height = range.height() + 4;
    painter.drawRoundedRect(QRectF(range.left() - handleWidth, top, handleWidth, height), 3, 3);
    painter.drawRoundedRect(QRectF(range.right(), top, handleWidth, height), 3, 3);
}

void Timeline::drawNumbers(QPainter& painter) const {
    const QFontMetricsF metrics(font());
    const double room = metrics.horizontalAdvance(QString::number(frameCount())) + 10;
    int every = 1;
    for (const int step : {1, 2, 5, 10, 20, 25, 50, 100, 200})
        if (cellStride() * (every = step) >= room) break;
    const double top = stripRect().bottom() + 4;
    for (int i = 0; i < frameCount(); ++i) {
        const bool marked = i == 0 || (i + 1) % every == 0;
        // The number 1 is left out where it would touch the next one.
        if (!marked || (i == 0 && every > 1 && cellStride() * (every - 1) < room)) continue;
        painter.setPen(palette().color(i == m_position ? QPalette::WindowText : QPalette::PlaceholderText));
        const double centre = cellRect(i).center().x();
        painter.drawText(QRectF(centre - room, top, 2 * room, metrics.height()), Qt::AlignCenter,
                         QString::number(i + 1));
    }
}

void Timeline::drawPlayhead(QPainter& painter) const {
    const double x = std::round(cellRect(m_position).center().x());
    const double top = stripRect().top();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    // The playhead is white with dark edges in all themes, because it lies on frames.
    painter.setBrush(QColor(0, 0, 0, 110));
    painter.drawRect(QRectF(x - 2, top - 2, 4, stripRect().height() + 4));
    painter.setBrush(QColor(Qt::white));
    painter.drawRect(QRectF(x - 1, top - 2, 2, stripRect().height() + 4));
    QPainterPath head;
    head.moveTo(x - 6, top - 10);
    head.lineTo(x + 6, top - 10);
    head.lineTo(x + 6, top - 6);
    head.lineTo(x, top);
    head.lineTo(x - 6, top - 6);
    head.closeSubpath();
    painter.setBrush(palette().color(QPalette::WindowText));
    painter.drawPath(head);
}

void Timeline::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (frameCount() == 0) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect(), Qt::AlignCenter, tr("The frames of the clip appear here."));
    } else {
        drawHeader(painter);
        drawCells(painter);
        drawRange(painter);
        drawNumbers(painter);
        drawPlayhead(painter);
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

bool Timeline::event(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) m_scaled.fill({});
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
    return QWidget::event(event);
}

void Timeline::contextMenuEvent(QContextMenuEvent* event) {
    if (frameCount() == 0 || m_menuActions.isEmpty()) return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addActions(m_menuActions);
    menu->popup(event->globalPos());
}

void Timeline::resizeEvent(QResizeEvent*) {
    tellSpan();
    update();
}

QSize Timeline::sizeHint() const {
    return {800, static_cast<int>(fontMetrics().height() * 3.6) + 64};
}

QSize Timeline::minimumSizeHint() const {
    return {240, static_cast<int>(fontMetrics().height() * 3.6) + 32};
}

}  // namespace stillwave::ui
