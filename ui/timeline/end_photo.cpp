#include "ui/timeline/end_photo.h"

#include <QContextMenuEvent>
#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QToolButton>

#include "ui/stage/picture_scaling.h"
#include "ui/theme/icons.h"
#include "ui/timeline/dropped_photos.h"

namespace stillwave::ui {

EndPhoto::EndPhoto(QWidget* parent) : QWidget(parent), m_menu(new QMenu(this)), m_clear(new QToolButton(this)) {
    setObjectName(QStringLiteral("end_photo"));
    setFocusPolicy(Qt::StrongFocus);
    setAcceptDrops(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    setCursor(Qt::PointingHandCursor);
    m_menu->setObjectName(QStringLiteral("end_photo_menu"));
    m_menu->addAction(themeIcon(QStringLiteral("image-plus")), tr("End with a photo…"), this,
                      &EndPhoto::chooseRequested);
    m_loop = m_menu->addAction(themeIcon(QStringLiteral("repeat")), tr("Loop: end with the same photo"), this,
                               &EndPhoto::loopRequested);
    m_loop->setCheckable(true);
    m_menu->addAction(themeIcon(QStringLiteral("plus")), tr("Pass several photos…"), this, &EndPhoto::severalRequested);
    m_menu->addSeparator();
    m_clearAction =
        m_menu->addAction(themeIcon(QStringLiteral("x")), tr("End freely"), this, &EndPhoto::clearRequested);
    m_clear->setObjectName(QStringLiteral("end_photo_clear"));
    m_clear->setIcon(themeIcon(QStringLiteral("x")));
    m_clear->setIconSize({12, 12});
    m_clear->setAccessibleName(tr("End freely"));
    m_clear->setToolTip(tr("Takes the last photo away: the clip ends freely."));
    m_clear->setCursor(Qt::ArrowCursor);
    connect(m_clear, &QToolButton::clicked, this, &EndPhoto::clearRequested);
    setState({});
}

void EndPhoto::setState(const State& state) {
    m_state = state;
    m_clear->setVisible(state.count > 0);
    m_clearAction->setEnabled(state.count > 0);
    m_loop->setChecked(state.loops);
    setAccessibleName(tr("End of the clip: %1").arg(caption()));
    setAccessibleDescription(state.fitted);
    setToolTip(state.count == 0         ? tr("Drop a photo here, and the clip ends with it. A click offers more.")
               : state.fitted.isEmpty() ? tr("The clip ends with this photo.")
                                        : tr("The clip ends with this photo. %1").arg(state.fitted));
    update();
}

void EndPhoto::setExpecting(bool expecting) {
    if (expecting == m_expecting) return;
    m_expecting = expecting;
    update();
}

QString EndPhoto::caption() const {
    if (m_state.count == 0) return tr("ends freely");
    if (m_state.count > 1) return tr("%n photos", nullptr, m_state.count);
    return m_state.loops ? tr("loops") : m_state.name;
}

QRectF EndPhoto::pictureRect() const {
    const double line = fontMetrics().height();
    // The picture stands beside the timeline's frames, so it starts and ends where they do.
    return QRectF(rect()).adjusted(4, line * 1.9, -10, -line * 1.7);
}

void EndPhoto::resizeEvent(QResizeEvent*) {
    const QSize size(20, 20);
    m_clear->setGeometry(
        QRect(QPoint(qRound(pictureRect().right()) - size.width() - 2, qRound(pictureRect().top()) + 2), size));
}

void EndPhoto::openMenu() {
    m_menu->popup(mapToGlobal(pictureRect().bottomLeft().toPoint()));
}

void EndPhoto::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) openMenu();
}

void EndPhoto::contextMenuEvent(QContextMenuEvent*) {
    openMenu();
}

void EndPhoto::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            return openMenu();
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
            if (m_state.count > 0) Q_EMIT clearRequested();
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

void EndPhoto::dragEnterEvent(QDragEnterEvent* event) {
    if (droppedPhotos(*event->mimeData()).isEmpty()) return;
    event->acceptProposedAction();
    setExpecting(true);
}

void EndPhoto::dragLeaveEvent(QDragLeaveEvent*) {
    setExpecting(false);
}

void EndPhoto::dropEvent(QDropEvent* event) {
    setExpecting(false);
    event->acceptProposedAction();
    Q_EMIT photosDropped(droppedPhotos(*event->mimeData()));
}

void EndPhoto::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = pictureRect();
    const QColor accent = palette().color(QPalette::Highlight);
    QPainterPath shape;
    shape.addRoundedRect(box, 5, 5);
    painter.fillPath(shape, palette().color(QPalette::Base));
    if (m_state.count > 0 && !m_state.thumbnail.isNull()) {
        painter.setClipPath(shape);
        const QRectF place = fitted(m_state.thumbnail.size(), box);
        painter.drawImage(place, smoothlyScaled(m_state.thumbnail, (place.size() * devicePixelRatioF()).toSize()));
        painter.setClipping(false);
    } else {
        painter.setPen(palette().color(m_expecting ? QPalette::WindowText : QPalette::PlaceholderText));
        painter.drawText(box.adjusted(4, 0, -4, 0), Qt::AlignCenter | Qt::TextWordWrap,
                         m_state.count > 0 ? QString() : tr("Drop the last photo here"));
    }
    const bool strong = m_expecting || hasFocus();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(strong ? accent : palette().color(QPalette::Mid), strong ? 2 : 1,
                        m_state.count > 0 ? Qt::SolidLine : Qt::DashLine));
    painter.drawPath(shape);
    if (!m_state.fitted.isEmpty()) {
        QFont small = font();
        small.setPointSizeF(small.pointSizeF() * 0.85);
        painter.setFont(small);
        drawPill(painter, box.adjusted(3, 3, -3, -3), tr("fitted"), Qt::AlignLeft | Qt::AlignBottom);
        painter.setFont(font());
    }
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const QRectF line(box.left(), box.bottom() + 4, box.width(), fontMetrics().height());
    painter.drawText(line, Qt::AlignCenter,
                     fontMetrics().elidedText(caption(), Qt::ElideMiddle, static_cast<int>(line.width())));
}

bool EndPhoto::event(QEvent* event) {
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
    return QWidget::event(event);
}

QSize EndPhoto::sizeHint() const {
    return {132, static_cast<int>(fontMetrics().height() * 3.6) + 64};
}

}  // namespace stillwave::ui
