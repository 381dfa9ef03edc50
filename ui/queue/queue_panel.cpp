#include "ui/queue/queue_panel.h"

#include <QDropEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/theme.h"

namespace stillwave::ui {

void QueueList::dropEvent(QDropEvent* event) {
    const int from = currentRow();
    const auto target = indexAt(event->position().toPoint());
    int to = target.isValid() ? target.row() : count() - 1;
    if (target.isValid() && dropIndicatorPosition() == BelowItem && to < from) ++to;
    if (target.isValid() && dropIndicatorPosition() == AboveItem && to > from) --to;
    // The queue moves the row, not the view.
    event->setDropAction(Qt::IgnoreAction);
    event->accept();
    if (from >= 0 && to != from) Q_EMIT moved(from, to);
}

void QueueList::keyPressEvent(QKeyEvent* event) {
    const int step = event->key() == Qt::Key_Up ? -1 : event->key() == Qt::Key_Down ? 1 : 0;
    const int from = currentRow();
    if (event->modifiers() == Qt::AltModifier && step != 0 && from >= 0) {
        if (from + step >= 0 && from + step < count()) Q_EMIT moved(from, from + step);
        return;
    }
    QListWidget::keyPressEvent(event);
}

QueuePanel::QueuePanel(QWidget* parent)
    : QWidget(parent), m_summary(new QLabel(this)), m_pause(new QPushButton(this)), m_list(new QueueList(this)) {
    setObjectName(QStringLiteral("queue_panel"));
    setLook(this, Look::panel);
    setLook(m_summary, Look::caption);
    m_summary->setWordWrap(true);
    m_pause->setObjectName(QStringLiteral("queue_pause"));
    setLook(m_pause, Look::link);
    connect(m_pause, &QPushButton::clicked, this, [this] { Q_EMIT pauseToggled(!m_paused); });
    m_list->setObjectName(QStringLiteral("queue_list"));
    m_list->setAccessibleName(tr("Queue"));
    m_list->setToolTip(tr("Drag a clip, or press Alt+Up and Alt+Down, to change the order"));
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(m_list, &QueueList::moved, this, [this](int from, int to) {
        if (m_items.at(from).isFile()) return;
        Q_EMIT moveRequested(m_items.at(from).id, to);
        m_list->setCurrentRow(to);
    });

    auto* header = new QHBoxLayout;
    header->addWidget(m_summary, 1);
    header->addWidget(m_pause);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 6, 8, 8);
    column->addLayout(header);
    column->addWidget(m_list, 1);
    setPaused(false);
    setItems({});
}

void QueuePanel::setItems(const QList<QueueItem>& items) {
    m_items = items;
    const int row = m_list->currentRow();
    m_list->clear();
    for (const auto& item : items) {
        auto* cell = new QListWidgetItem(m_list);
        auto* content = makeRow(item);
        cell->setSizeHint(content->sizeHint());
        cell->setData(Qt::AccessibleTextRole, tr("%1, %2").arg(item.title, item.status));
        if (item.isFile()) cell->setFlags(cell->flags() & ~Qt::ItemIsDragEnabled);
        m_list->setItemWidget(cell, content);
    }
    if (row >= 0) m_list->setCurrentRow(qMin(row, m_list->count() - 1));
    m_pause->setEnabled(std::any_of(items.begin(), items.end(), [](const QueueItem& item) { return !item.isFile(); }));
}

void QueuePanel::updateItem(const QueueItem& item) {
    for (int row = 0; row < m_items.size(); ++row) {
        if (m_items.at(row).id != item.id || m_items.at(row).isFile()) continue;
        m_items[row] = item;
        m_list->item(row)->setData(Qt::AccessibleTextRole, tr("%1, %2").arg(item.title, item.status));
        rowAt(row)->setItem(item);
        return;
    }
}

QueueRow* QueuePanel::rowAt(int row) const {
    return static_cast<QueueRow*>(m_list->itemWidget(m_list->item(row)));
}

QueueRow* QueuePanel::makeRow(const QueueItem& item) {
    auto* row = new QueueRow(item);
    connect(row, &QueueRow::retryRequested, this, &QueuePanel::retryRequested);
    connect(row, &QueueRow::cancelRequested, this, &QueuePanel::cancelRequested);
    connect(row, &QueueRow::revealRequested, this, &QueuePanel::revealRequested);
    connect(row, &QueueRow::copyRequested, this, &QueuePanel::copyRequested);
    connect(row, &QueueRow::forgetRequested, this, &QueuePanel::forgetRequested);
    return row;
}

void QueuePanel::setSummary(const QString& text) {
    m_summary->setText(text);
}

void QueuePanel::setPaused(bool paused) {
    m_paused = paused;
    m_pause->setText(paused ? tr("Resume") : tr("Pause"));
    m_pause->setAccessibleName(paused ? tr("Resume the queue") : tr("Pause the queue"));
    m_pause->setToolTip(paused ? tr("Goes on where it rests") : tr("Rests after the step that runs"));
}

}  // namespace stillwave::ui
