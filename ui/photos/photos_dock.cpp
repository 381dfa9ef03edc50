#include "ui/photos/photos_dock.h"

#include <QAction>
#include <QDrag>
#include <QEvent>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/photos/photo_delegate.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace stillwave::ui {

namespace {

constexpr int draggedSide = 120;  // px of the picture under the pointer

/// The list of photos. A photo can be dragged without being selected: a click selects when the button is released, so
/// that a photo can be dropped on the timeline of the one that is current.
class PhotosView : public QListView {
  public:
    using QListView::QListView;

  protected:
    QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex& index, const QEvent* event) const override {
        const bool pressed = event && event->type() == QEvent::MouseButtonPress;
        const bool released = event && event->type() == QEvent::MouseButtonRelease;
        if ((pressed || released) && index.isValid()) {
            const auto* mouse = static_cast<const QMouseEvent*>(event);
            if (mouse->button() == Qt::LeftButton && mouse->modifiers() == Qt::NoModifier)
                return pressed ? QItemSelectionModel::NoUpdate : QItemSelectionModel::ClearAndSelect;
        }
        return QListView::selectionCommand(index, event);
    }

    void startDrag(Qt::DropActions) override {
        const QPersistentModelIndex pressed = currentIndex();
        auto indexes = selectedIndexes();
        const QPersistentModelIndex before = indexes.value(0);
        if (!indexes.contains(pressed)) indexes = {pressed};
        auto* drag = new QDrag(this);
        drag->setMimeData(model()->mimeData(indexes));
        const auto picture = pressed.data(PhotosModel::thumbnailRole).value<QImage>();
        if (!picture.isNull())
            drag->setPixmap(QPixmap::fromImage(
                picture.scaled(draggedSide, draggedSide, Qt::KeepAspectRatio, Qt::SmoothTransformation)));
        drag->exec(Qt::CopyAction);
        // The dragged photo took the keyboard's place with the press and gives it back.
        if (before.isValid()) selectionModel()->setCurrentIndex(before, QItemSelectionModel::NoUpdate);
    }
};

}  // namespace

PhotosDock::PhotosDock(QWidget* parent)
    : QWidget(parent), m_model(new PhotosModel(this)), m_view(new PhotosView(this)) {
    setObjectName(QStringLiteral("photos_dock"));
    setLook(this, Look::panel);
    m_view->setObjectName(QStringLiteral("photos_list"));
    m_view->setAccessibleName(tr("Photos"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new PhotoDelegate(this));
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setResizeMode(QListView::Adjust);
    m_view->setUniformItemSizes(true);
    m_view->setDragDropMode(QAbstractItemView::DragOnly);
    m_view->setMouseTracking(true);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->viewport()->installEventFilter(this);
    connect(m_view, &QWidget::customContextMenuRequested, this, &PhotosDock::showMenu);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &PhotosDock::tellSelection);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &PhotosDock::tellSelection);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, &PhotosDock::askForThumbnails);
    connect(m_model, &QAbstractItemModel::modelReset, this, &PhotosDock::askForThumbnails);

    auto* add = new QPushButton(tr("Add photos or folders…"), this);
    add->setObjectName(QStringLiteral("photos_add"));
    add->setIcon(themeIcon(QStringLiteral("image-plus")));
    add->setIconSize(besideText());
    add->setAccessibleName(add->text());
    add->setToolTip(tr("Open photos (Ctrl+O), paste them (Ctrl+V), or drop them anywhere on the window"));
    setLook(add, Look::flat);
    connect(add, &QPushButton::clicked, this, &PhotosDock::openRequested);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2, 0, 2, 6);
    column->addWidget(m_view, 1);
    column->addWidget(add);
}

void PhotosDock::setSelection(const QList<PhotoId>& photos, PhotoId current) {
    m_setting = true;
    auto* selection = m_view->selectionModel();
    QItemSelection rows;
    for (const auto photo : photos)
        if (const auto index = m_model->indexOf(photo); index.isValid()) rows.select(index, index);
    selection->select(rows, QItemSelectionModel::ClearAndSelect);
    const auto index = m_model->indexOf(current);
    selection->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    if (index.isValid()) m_view->scrollTo(index);
    m_setting = false;
}

void PhotosDock::setMenuActions(const QList<QAction*>& actions) {
    m_menuActions = actions;
}

void PhotosDock::tellSelection() {
    if (m_setting) return;
    QList<PhotoId> photos;
    for (const auto& index : m_view->selectionModel()->selectedIndexes())
        photos.append(index.data(PhotosModel::idRole).toLongLong());
    PhotoId current = m_view->currentIndex().data(PhotosModel::idRole).toLongLong();
    if (photos.isEmpty()) return;
    if (!photos.contains(current)) current = photos.first();
    Q_EMIT selectionEdited(photos, current);
}

void PhotosDock::askForThumbnails() {
    // The call waits for the layout, because before it no row knows its place; it serves all changes until then.
    if (m_asking) return;
    m_asking = true;
    QTimer::singleShot(0, this, [this] {
        m_asking = false;
        const QRect seen = m_view->viewport()->rect();
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const auto index = m_model->index(row);
            const QRect place = m_view->visualRect(index);
            if (place.top() > seen.bottom()) break;
            if (place.intersects(seen) && index.data(PhotosModel::thumbnailRole).value<QImage>().isNull())
                Q_EMIT thumbnailWanted(index.data(PhotosModel::idRole).toLongLong());
        }
    });
}

void PhotosDock::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    askForThumbnails();
}

bool PhotosDock::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) askForThumbnails();
    return QWidget::eventFilter(watched, event);
}

void PhotosDock::showMenu(const QPoint& place) {
    const auto index = m_view->indexAt(place);
    if (!index.isValid()) return;
    QMenu menu(this);
    menu.addActions(m_menuActions);
    menu.addSeparator();
    const PhotoId photo = index.data(PhotosModel::idRole).toLongLong();
    menu.addAction(tr("Show in folder"), this, [this, photo] { Q_EMIT showInFolderRequested(photo); });
    menu.exec(m_view->viewport()->mapToGlobal(place));
}

}  // namespace stillwave::ui
