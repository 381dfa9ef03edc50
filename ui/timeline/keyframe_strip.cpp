#include "ui/timeline/keyframe_strip.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolButton>
#include <algorithm>

#include "ui/stage/picture_scaling.h"
#include "ui/theme/icons.h"
#include "ui/timeline/dropped_photos.h"

namespace stillwave::ui {
namespace {

constexpr int sideMargin = 14;  // px
constexpr double gap = 22;      // px between cells, for the arrow
constexpr double widest = 110;  // px of a cell

}  // namespace

KeyframeStrip::KeyframeStrip(QWidget* parent)
    : QWidget(parent), m_add(new QToolButton(this)), m_close(new QToolButton(this)) {
    setObjectName(QStringLiteral("keyframe_strip"));
    setAccessibleName(tr("Photos that the clip passes"));
    setFocusPolicy(Qt::StrongFocus);
    setAcceptDrops(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    setToolTip(tr("Drag a photo, or press Ctrl with ← or →, to move it. Delete removes it."));
    m_add->setObjectName(QStringLiteral("keyframe_add"));
    m_add->setIcon(themeIcon(QStringLiteral("plus")));
    m_add->setAccessibleName(tr("Add a photo to pass"));
    m_add->setToolTip(tr("Adds a photo that the clip passes."));
    m_close->setObjectName(QStringLiteral("keyframe_close"));
    m_close->setIcon(themeIcon(QStringLiteral("x")));
    m_close->setAccessibleName(tr("End freely"));
    m_close->setToolTip(tr("Takes all these photos away: the clip ends freely."));
    connect(m_add, &QToolButton::clicked, this, &KeyframeStrip::addRequested);
    connect(m_close, &QToolButton::clicked, this, &KeyframeStrip::closeRequested);
    describe();
}

void KeyframeStrip::setPhotos(const Keyframe& first, const QList<Keyframe>& others) {
    m_first = first;
    m_others = others;
    m_grabbed = -1;
    m_gap = -1;
    m_selected = std::min(m_selected, static_cast<int>(others.size()) - 1);
    describe();
    resizeEvent(nullptr);
    update();
}

void KeyframeStrip::setCost(const QString& cost) {
    m_cost = cost;
    describe();
    update();
}

QString KeyframeStrip::summary() const {
    const int photos = static_cast<int>(m_others.size()) + 1;
    if (photos == 1) return tr("Add a photo that the clip passes or ends with.");
    const QString clips = tr("%1 make %2", "3 photos make 2 joined clips")
                              .arg(tr("%n photos", nullptr, photos),
                                   photos == 2 ? tr("one clip") : tr("%n joined clips", nullptr, photos - 1));
    return m_cost.isEmpty() ? clips : tr("%1 · %2", "photos and clips · what they cost").arg(clips, m_cost);
}

void KeyframeStrip::describe() {
    const QString chosen = m_selected < 0 ? m_first.name : m_others.at(m_selected).name;
    const bool fitted = m_selected >= 0 && m_others.at(m_selected).fitted;
    setAccessibleDescription(tr("Photo %1 of %2: %3. %4")
                                 .arg(m_selected + 2)
                                 .arg(m_others.size() + 1)
                                 .arg(fitted ? tr("%1, fitted").arg(chosen) : chosen, summary()));
}

QRectF KeyframeStrip::cellRect(int index) const {
    const double top = fontMetrics().height() * 1.6;
    const double height = std::max(20.0, this->height() - top - 6);
    const double room = width() - 2.0 * sideMargin - 2 * gap - m_add->width() - m_close->width();
    const auto count = static_cast<double>(m_others.size() + 1);
    const double cell = std::clamp(room / count - gap, 24.0, std::min(widest, height * 16 / 9));
    return {sideMargin + (index + 1) * (cell + gap), top, cell, height};
}

void KeyframeStrip::resizeEvent(QResizeEvent*) {
    const QRectF last = cellRect(static_cast<int>(m_others.size()));
    const QSize size = m_add->sizeHint();
    m_add->setGeometry(QRect(QPoint(qRound(last.left()), qRound(last.center().y()) - size.height() / 2), size));
    m_close->setGeometry(QRect(QPoint(width() - sideMargin - size.width(), 2), size));
}

int KeyframeStrip::indexAt(const QPointF& place) const {
    for (int i = -1; i < m_others.size(); ++i)
        if (cellRect(i).contains(place)) return i;
    return -2;
}

int KeyframeStrip::gapAt(double x) const {
    int index = 0;
    while (index < m_others.size() && x > cellRect(index).center().x()) ++index;
    return index;
}

void KeyframeStrip::select(int index) {
    m_selected = std::clamp(index, -1, static_cast<int>(m_others.size()) - 1);
    describe();
    update();
}

void KeyframeStrip::tell(const QString& undoText) {
    QStringList paths;
    for (const auto& keyframe : std::as_const(m_others)) paths.append(keyframe.path);
    Q_EMIT photosEdited(paths, undoText);
}

// Moves a photo so that it comes before the one that is at `to` now.
void KeyframeStrip::moveTo(int from, int to) {
    const int place = to > from ? to - 1 : to;
    if (place == from || place < 0 || place >= m_others.size()) return update();
    m_others.move(from, place);
    select(place);
    tell(tr("Move photo"));
}

void KeyframeStrip::removeSelected() {
    if (m_selected < 0) return;
    m_others.removeAt(m_selected);
    select(m_selected);
    tell(tr("Remove photo"));
}

void KeyframeStrip::mousePressEvent(QMouseEvent* event) {
    const int index = indexAt(event->position());
    if (event->button() != Qt::LeftButton || index < -1) return event->ignore();
    m_pressedAt = event->position();
    m_grabbed = index;
    select(index);
}

void KeyframeStrip::mouseMoveEvent(QMouseEvent* event) {
    const auto way = event->position() - m_pressedAt;
    if (m_grabbed < 0 || (m_gap < 0 && way.manhattanLength() < QApplication::startDragDistance())) return;
    m_gap = gapAt(event->position().x());
    update();
}

void KeyframeStrip::mouseReleaseEvent(QMouseEvent*) {
    const int from = std::exchange(m_grabbed, -1);
    const int to = std::exchange(m_gap, -1);
    if (from >= 0 && to >= 0) moveTo(from, to);
    update();
}

void KeyframeStrip::keyPressEvent(QKeyEvent* event) {
    const bool moves = event->modifiers() & Qt::ControlModifier;
    switch (event->key()) {
        case Qt::Key_Left:
            return moves ? moveTo(m_selected, m_selected - 1) : select(m_selected - 1);
        case Qt::Key_Right:
            return moves && m_selected >= 0 ? moveTo(m_selected, m_selected + 2) : select(m_selected + 1);
        case Qt::Key_Home:
            return select(-1);
        case Qt::Key_End:
            return select(static_cast<int>(m_others.size()) - 1);
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
            return removeSelected();
        case Qt::Key_Plus:
        case Qt::Key_Insert:
            Q_EMIT addRequested();
            return;
        case Qt::Key_Escape:
            m_grabbed = m_gap = -1;
            return update();
        default:
            QWidget::keyPressEvent(event);
    }
}

void KeyframeStrip::dragEnterEvent(QDragEnterEvent* event) {
    if (droppedPhotos(*event->mimeData()).isEmpty()) return;
    event->acceptProposedAction();
    m_gap = gapAt(event->position().x());
    update();
}

void KeyframeStrip::dragMoveEvent(QDragMoveEvent* event) {
    m_gap = gapAt(event->position().x());
    update();
}

void KeyframeStrip::dragLeaveEvent(QDragLeaveEvent*) {
    m_gap = -1;
    update();
}

void KeyframeStrip::dropEvent(QDropEvent* event) {
    m_gap = -1;
    const auto paths = droppedPhotos(*event->mimeData());
    if (paths.isEmpty()) return;
    event->acceptProposedAction();
    int place = gapAt(event->position().x());
    for (const auto& path : paths) m_others.insert(place++, {path, {}, {}, false});
    select(place - 1);
    tell(tr("Add photos to pass"));
}

void KeyframeStrip::paintCell(QPainter& painter, int index, const QRectF& cell, const Keyframe& keyframe) const {
    QPainterPath shape;
    shape.addRoundedRect(cell, 4, 4);
    painter.fillPath(shape, palette().color(QPalette::Base));
    painter.setOpacity(index >= 0 && index == m_grabbed && m_gap >= 0 ? 0.4 : 1);
    if (!keyframe.thumbnail.isNull()) {
        painter.setClipPath(shape);
        const QRectF place = fitted(keyframe.thumbnail.size(), cell);
        painter.drawImage(place, smoothlyScaled(keyframe.thumbnail, (place.size() * devicePixelRatioF()).toSize()));
        painter.setClipping(false);
    }
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    painter.setFont(small);
    const QString number = QString::number(index + 2);
    drawPill(painter, cell.adjusted(3, 3, -3, -3),
             keyframe.fitted ? tr("%1 · fitted", "the photo's number · it is fitted").arg(number) : number,
             Qt::AlignLeft | Qt::AlignBottom);
    painter.setFont(font());
    painter.setOpacity(1);
    const bool chosen = index == m_selected && hasFocus();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette().color(chosen ? QPalette::Highlight : QPalette::Mid), chosen ? 2 : 1));
    painter.drawPath(shape);
}

void KeyframeStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double line = fontMetrics().height();
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(QRectF(sideMargin, line * 0.3, width() - 2.0 * sideMargin - m_close->width(), line),
                     Qt::AlignLeft | Qt::AlignVCenter, summary());
    paintCell(painter, -1, cellRect(-1), m_first);
    for (int i = 0; i < m_others.size(); ++i) {
        const QRectF cell = cellRect(i);
        paintCell(painter, i, cell, m_others.at(i));
        const QPointF tip(cell.left() - gap / 2 + 4, cell.center().y());
        painter.setPen(QPen(palette().color(QPalette::PlaceholderText), 1.4));
        painter.drawLine(tip - QPointF(8, 0), tip);
        painter.drawLine(tip, tip - QPointF(4, 4));
        painter.drawLine(tip, tip - QPointF(4, -4));
    }
    if (m_gap >= 0) {
        const double x = cellRect(m_gap).left() - gap / 2;
        painter.setPen(QPen(palette().color(QPalette::Highlight), 3));
        painter.drawLine(QPointF(x, cellRect(-1).top()), QPointF(x, cellRect(-1).bottom()));
    }
}

bool KeyframeStrip::event(QEvent* event) {
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
    return QWidget::event(event);
}

QSize KeyframeStrip::sizeHint() const {
    return {800, static_cast<int>(fontMetrics().height() * 1.6) + 66};
}

QSize KeyframeStrip::minimumSizeHint() const {
    return {240, static_cast<int>(fontMetrics().height() * 1.6) + 50};
}

}  // namespace stillwave::ui
