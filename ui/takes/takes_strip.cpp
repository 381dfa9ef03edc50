#include "ui/takes/takes_strip.h"

#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/takes/take_delegate.h"
#include "ui/theme/icons.h"

namespace stillwave::ui {
namespace {

constexpr int hoverInterval_ms = 125;

/// The list of takes. While it is empty it says in one line where takes come from.
class TakesView : public QListView {
  public:
    using QListView::QListView;

  protected:
    void paintEvent(QPaintEvent* event) override {
        QListView::paintEvent(event);
        if (model()->rowCount() > 0) return;
        QPainter painter(viewport());
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         TakesStrip::tr("Every clip that you generate from this photo is kept here."));
    }
};

}  // namespace

TakesStrip::TakesStrip(QWidget* parent)
    : QWidget(parent), m_model(new TakesModel(this)), m_delegate(new TakeDelegate(this)), m_view(new TakesView(this)) {
    m_view->setObjectName(QStringLiteral("takes"));
    m_view->setAccessibleName(tr("Takes"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    m_view->setFlow(QListView::LeftToRight);
    m_view->setWrapping(false);
    m_view->setSpacing(3);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setMouseTracking(true);
    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 2, 8, 2);
    layout->addWidget(m_view);

    connect(m_view, &QListView::clicked, this, &TakesStrip::activate);
    connect(m_view, &QListView::entered, this, &TakesStrip::hover);
    connect(m_view, &QListView::customContextMenuRequested, this, &TakesStrip::showMenu);
    m_hoverTimer.setInterval(hoverInterval_ms);
    connect(&m_hoverTimer, &QTimer::timeout, this, &TakesStrip::playOn);
    connect(m_model, &QAbstractItemModel::rowsInserted, m_view, [this] { m_view->scrollToBottom(); });
}

QModelIndex TakesStrip::selectedIndex() const {
    const QModelIndex focused = m_view->currentIndex();
    if (focused.isValid() && focused.data(TakesModel::idRole).toLongLong() != noId) return focused;
    for (int row = 0; row < m_model->rowCount(); ++row)
        if (m_model->index(row).data(TakesModel::currentRole).toBool()) return m_model->index(row);
    return {};
}

TakeId TakesStrip::selectedTake() const {
    return selectedIndex().data(TakesModel::idRole).toLongLong();
}

void TakesStrip::activate(const QModelIndex& index) {
    const TakeId take = index.data(TakesModel::idRole).toLongLong();
    if (take != noId) Q_EMIT takeActivated(take);
}

void TakesStrip::toggleRating(const QModelIndex& index, Rating rating) {
    const TakeId take = index.data(TakesModel::idRole).toLongLong();
    if (take == noId) return;
    const bool already = index.data(TakesModel::ratingRole).toInt() == static_cast<int>(rating);
    Q_EMIT ratingRequested(take, already ? Rating::none : rating);
}

void TakesStrip::starSelected() {
    toggleRating(selectedIndex(), Rating::starred);
}

void TakesStrip::rejectSelected() {
    toggleRating(selectedIndex(), Rating::rejected);
}

void TakesStrip::hover(const QModelIndex& index) {
    if (index == m_hovered) return;
    const QModelIndex before = m_hovered;
    m_hovered = index;
    m_hoverFrame = 0;
    m_delegate->setHovered(index, 0);
    if (before.isValid()) m_view->update(before);
    const bool moves = !index.data(TakesModel::hoverFramesRole).value<QList<QImage>>().isEmpty();
    moves ? m_hoverTimer.start() : m_hoverTimer.stop();
}

void TakesStrip::playOn() {
    if (!m_hovered.isValid()) return m_hoverTimer.stop();
    m_delegate->setHovered(m_hovered, ++m_hoverFrame);
    m_view->update(m_hovered);
}

void TakesStrip::showMenu(const QPoint& place) {
    const QPersistentModelIndex index = m_view->indexAt(place);
    const TakeId take = index.data(TakesModel::idRole).toLongLong();
    if (take == noId) return;
    const auto rating = static_cast<Rating>(index.data(TakesModel::ratingRole).toInt());
    auto* menu = new QMenu(m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(themeIcon(QStringLiteral("play")), tr("Show"), this, [this, take] { Q_EMIT takeActivated(take); });
    menu->addSeparator();
    menu->addAction(themeIcon(QStringLiteral("star")), rating == Rating::starred ? tr("Remove the star") : tr("Star"),
                    this, [this, index] { toggleRating(index, Rating::starred); });
    menu->addAction(themeIcon(QStringLiteral("x")),
                    rating == Rating::rejected ? tr("Take the rejection back") : tr("Reject"), this,
                    [this, index] { toggleRating(index, Rating::rejected); });
    menu->addSeparator();
    menu->addAction(themeIcon(QStringLiteral("rotate-ccw")), tr("Restore these settings"), this,
                    [this, take] { Q_EMIT restoreRequested(take); });
    menu->addAction(themeIcon(QStringLiteral("dices")), tr("Four variations"), this,
                    [this, take] { Q_EMIT variationsRequested(take); });
    menu->addSeparator();
    const QString problem = index.data(TakesModel::whyNotExtendRole).toString();
    const auto addBlockable = [menu](const char* icon, const QString& text, const QString& reason) {
        auto* action = menu->addAction(themeIcon(QLatin1String(icon)), text);
        action->setEnabled(reason.isEmpty());
        action->setToolTip(reason);
        return action;
    };
    menu->setToolTipsVisible(true);
    connect(addBlockable("skip-forward", tr("Extend from the last frame"), problem), &QAction::triggered, this,
            [this, take] { Q_EMIT extendRequested(take); });
    const bool current = index.data(TakesModel::currentRole).toBool();
    connect(addBlockable("step-forward", tr("Extend from this frame"),
                         !problem.isEmpty() ? problem
                         : current          ? QString()
                                            : tr("Show this take and go to the frame first.")),
            &QAction::triggered, this, &TakesStrip::extendHereRequested);
    menu->popup(m_view->viewport()->mapToGlobal(place));
}

void TakesStrip::fitItems() {
    // Room for the scroll bar is always kept, so that thumbnails do not jump when it comes.
    m_delegate->setItemHeight(std::max(40, m_view->height() - m_view->horizontalScrollBar()->sizeHint().height() - 8));
    Q_EMIT m_delegate->sizeHintChanged({});
}

bool TakesStrip::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_view && event->type() == QEvent::Resize) fitItems();
    if (watched == m_view->viewport() && event->type() == QEvent::Leave) hover({});
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() != Qt::NoModifier && key->modifiers() != Qt::KeypadModifier) return false;
        switch (key->key()) {
            case Qt::Key_Return:
            case Qt::Key_Enter:
                activate(m_view->currentIndex());
                return true;
            case Qt::Key_S:
                starSelected();
                return true;
            case Qt::Key_X:
                rejectSelected();
                return true;
            default:
                return false;
        }
    }
    return QWidget::eventFilter(watched, event);
}

QSize TakesStrip::sizeHint() const {
    return {800, 116};
}

}  // namespace stillwave::ui
