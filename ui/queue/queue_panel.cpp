#include "ui/queue/queue_panel.h"

#include <QDropEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace stillwave::ui {
namespace {

constexpr int fractionSteps = 1000;

}  // namespace

void QueueList::dropEvent(QDropEvent* event) {
    const int from = currentRow();
    const auto target = indexAt(event->position().toPoint());
    int to = target.isValid() ? target.row() : count() - 1;
    if (target.isValid() && dropIndicatorPosition() == BelowItem && to < from) ++to;
    if (target.isValid() && dropIndicatorPosition() == AboveItem && to > from) --to;
    // Not the view but the queue moves the row.
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
        m_list->setItemWidget(cell, content);
    }
    if (row >= 0) m_list->setCurrentRow(qMin(row, m_list->count() - 1));
    m_pause->setEnabled(!items.isEmpty());
}

void QueuePanel::updateItem(const QueueItem& item) {
    for (int row = 0; row < m_items.size(); ++row) {
        if (m_items.at(row).id != item.id) continue;
        m_items[row] = item;
        m_list->item(row)->setData(Qt::AccessibleTextRole, tr("%1, %2").arg(item.title, item.status));
        fillRow(m_list->itemWidget(m_list->item(row)), item);
        return;
    }
}

QWidget* QueuePanel::makeRow(const QueueItem& item) {
    auto* row = new QWidget;
    auto* title = new QLabel(row);
    title->setObjectName(QStringLiteral("title"));
    auto* status = new QLabel(row);
    status->setObjectName(QStringLiteral("status"));
    auto* bar = new QProgressBar(row);
    bar->setObjectName(QStringLiteral("bar"));
    bar->setRange(0, fractionSteps);
    bar->setTextVisible(false);
    bar->setAccessibleName(tr("Progress of %1").arg(item.title));
    const auto button = [&](const QString& name, const QString& icon, const QString& text, auto clicked) {
        auto* made = new QToolButton(row);
        made->setObjectName(name);
        made->setIcon(themeIcon(icon));
        made->setAccessibleName(tr("%1: %2").arg(text, item.title));
        made->setToolTip(text);
        connect(made, &QToolButton::clicked, this, clicked);
        return made;
    };
    auto* retry = button(QStringLiteral("retry"), QStringLiteral("rotate-ccw"), tr("Try again"),
                         [this, id = item.id] { Q_EMIT retryRequested(id); });
    auto* cancel = button(QStringLiteral("cancel"), QStringLiteral("x"), tr("Take out of the queue"),
                          [this, id = item.id] { Q_EMIT cancelRequested(id); });
    auto* line = new QHBoxLayout;
    line->setSpacing(2);
    line->addWidget(title, 1);
    line->addWidget(retry);
    line->addWidget(cancel);
    auto* column = new QVBoxLayout(row);
    column->setContentsMargins(4, 4, 4, 6);
    column->setSpacing(3);
    column->addLayout(line);
    column->addWidget(status);
    column->addWidget(bar);
    fillRow(row, item);
    return row;
}

void QueuePanel::fillRow(QWidget* row, const QueueItem& item) {
    const bool failed = item.state == JobState::failed;
    row->findChild<QLabel*>(QStringLiteral("title"))->setText(item.title);
    auto* status = row->findChild<QLabel*>(QStringLiteral("status"));
    status->setText(item.status);
    status->setToolTip(item.status);
    setLook(status, failed ? Look::danger : Look::caption);
    auto* bar = row->findChild<QProgressBar*>(QStringLiteral("bar"));
    bar->setValue(static_cast<int>(item.fraction * fractionSteps));
    bar->setVisible(item.state == JobState::running);
    row->findChild<QToolButton*>(QStringLiteral("retry"))->setVisible(failed || item.state == JobState::interrupted);
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
