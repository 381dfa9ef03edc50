#include "ui/queue/queue_row.h"

#include <QApplication>
#include <QDrag>
#include <QHBoxLayout>
#include <QMimeData>
#include <QMouseEvent>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace stillwave::ui {
namespace {

constexpr int fractionSteps = 1000;

}  // namespace

QueueRow::QueueRow(const QueueItem& item, QWidget* parent)
    : QWidget(parent), m_title(new QLabel(this)), m_status(new QLabel(this)), m_bar(new QProgressBar(this)) {
    setObjectName(QStringLiteral("queue_row"));
    m_title->setObjectName(QStringLiteral("title"));
    m_status->setObjectName(QStringLiteral("status"));
    // Long names are shortened instead of widening the panel.
    for (auto* label : {m_title, m_status}) {
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        label->setTextFormat(Qt::PlainText);
    }
    m_bar->setObjectName(QStringLiteral("bar"));
    m_bar->setRange(0, fractionSteps);
    m_bar->setTextVisible(false);
    m_retry = addButton(QStringLiteral("retry"), QStringLiteral("rotate-ccw"), tr("Try again"));
    m_cancel = addButton(QStringLiteral("cancel"), QStringLiteral("x"), tr("Take out of the queue"));
    m_reveal = addButton(QStringLiteral("reveal"), QStringLiteral("folder-open"), tr("Show in its folder"));
    m_copy = addButton(QStringLiteral("copy_path"), QStringLiteral("copy"), tr("Copy the path"));
    m_forget = addButton(QStringLiteral("forget"), QStringLiteral("x"), tr("Take off this list; the file stays"));
    connect(m_retry, &QToolButton::clicked, this, [this] { Q_EMIT retryRequested(m_item.id); });
    connect(m_cancel, &QToolButton::clicked, this, [this] { Q_EMIT cancelRequested(m_item.id); });
    connect(m_reveal, &QToolButton::clicked, this, [this] { Q_EMIT revealRequested(m_item.file); });
    connect(m_copy, &QToolButton::clicked, this, [this] { Q_EMIT copyRequested(m_item.file); });
    connect(m_forget, &QToolButton::clicked, this, [this] { Q_EMIT forgetRequested(m_item.id); });

    auto* line = new QHBoxLayout;
    line->setSpacing(2);
    line->addWidget(m_title, 1);
    for (auto* button : {m_retry, m_cancel, m_reveal, m_copy, m_forget}) line->addWidget(button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 6);
    column->setSpacing(3);
    column->addLayout(line);
    column->addWidget(m_status);
    column->addWidget(m_bar);
    setItem(item);
}

QToolButton* QueueRow::addButton(const QString& name, const QString& icon, const QString& text) {
    auto* made = new QToolButton(this);
    made->setObjectName(name);
    made->setIcon(themeIcon(icon));
    made->setToolTip(text);
    return made;
}

void QueueRow::setItem(const QueueItem& item) {
    m_item = item;
    const bool failed = item.state == JobState::failed && !item.isFile();
    m_bar->setAccessibleName(tr("Progress of %1").arg(item.title));
    for (auto* button : {m_retry, m_cancel, m_reveal, m_copy, m_forget})
        button->setAccessibleName(tr("%1: %2").arg(button->toolTip(), item.title));
    setLook(m_status, failed ? Look::danger : Look::caption);
    m_bar->setValue(static_cast<int>(item.fraction * fractionSteps));
    m_bar->setVisible(item.state == JobState::running && !item.isFile());
    m_retry->setVisible(!item.isFile() && (failed || item.state == JobState::interrupted));
    m_cancel->setVisible(!item.isFile());
    for (auto* button : {m_reveal, m_copy, m_forget}) button->setVisible(item.isFile());
    setCursor(item.isFile() ? Qt::OpenHandCursor : Qt::ArrowCursor);
    for (auto* button : {m_retry, m_cancel, m_reveal, m_copy, m_forget}) button->setCursor(Qt::ArrowCursor);
    m_title->setToolTip(item.isFile() ? tr("%1\nDrag it to where the file is wanted").arg(item.file) : item.title);
    m_status->setToolTip(item.status);
    showTexts();
}

void QueueRow::showTexts() {
    const auto fitted = [](const QLabel* label, const QString& text) {
        return label->fontMetrics().elidedText(text, Qt::ElideMiddle, qMax(0, label->width()));
    };
    m_title->setText(fitted(m_title, m_item.title));
    m_status->setText(fitted(m_status, m_item.status));
}

void QueueRow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // The layout must give the labels their width first, because texts are shortened to it.
    layout()->activate();
    showTexts();
}

std::unique_ptr<QMimeData> QueueRow::dragged() const {
    if (!m_item.isFile()) return {};
    auto mime = std::make_unique<QMimeData>();
    mime->setUrls({QUrl::fromLocalFile(m_item.file)});
    return mime;
}

void QueueRow::mousePressEvent(QMouseEvent* event) {
    // A job's row is dragged by the list, to another place in it.
    if (!m_item.isFile() || event->button() != Qt::LeftButton) return event->ignore();
    m_pressed = event->pos();
}

void QueueRow::mouseMoveEvent(QMouseEvent* event) {
    if (!m_item.isFile() || !(event->buttons() & Qt::LeftButton)) return event->ignore();
    if ((event->pos() - m_pressed).manhattanLength() < QApplication::startDragDistance()) return;
    auto* drag = new QDrag(this);
    drag->setMimeData(dragged().release());
    drag->setPixmap(themeIcon(QStringLiteral("image")).pixmap(QSize(32, 32), devicePixelRatioF()));
    drag->exec(Qt::CopyAction);
}

}  // namespace stillwave::ui
