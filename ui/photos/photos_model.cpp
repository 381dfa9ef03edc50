#include "ui/photos/photos_model.h"

#include <QMimeData>
#include <QUrl>

namespace stillwave::ui {

int PhotosModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QVariant PhotosModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_items.size()) return {};
    const auto& item = m_items.at(index.row());
    switch (role) {
        case Qt::DisplayRole:
            return item.name;
        case Qt::ToolTipRole:
            return item.subtitle.isEmpty() ? item.path : item.path + u'\n' + item.subtitle;
        case Qt::AccessibleTextRole:
            return item.subtitle.isEmpty() ? item.name : tr("%1, %2").arg(item.name, item.subtitle);
        case idRole:
            return item.id;
        case subtitleRole:
            return item.subtitle;
        case thumbnailRole:
            return item.thumbnail;
        case badgeRole:
            return static_cast<int>(item.badge);
        case fractionRole:
            return item.fraction;
        default:
            return {};
    }
}

Qt::ItemFlags PhotosModel::flags(const QModelIndex& index) const {
    return QAbstractListModel::flags(index) | Qt::ItemIsDragEnabled;
}

QStringList PhotosModel::mimeTypes() const {
    return {QStringLiteral("text/uri-list")};
}

QMimeData* PhotosModel::mimeData(const QModelIndexList& indexes) const {
    QList<QUrl> urls;
    for (const auto& index : indexes) urls.append(QUrl::fromLocalFile(m_items.at(index.row()).path));
    auto* mime = new QMimeData;
    mime->setUrls(urls);
    return mime;
}

void PhotosModel::setItems(const QList<PhotoItem>& items) {
    beginResetModel();
    m_items = items;
    endResetModel();
}

void PhotosModel::updateItem(const PhotoItem& item) {
    const auto index = indexOf(item.id);
    if (!index.isValid()) return;
    m_items[index.row()] = item;
    Q_EMIT dataChanged(index, index);
}

void PhotosModel::setThumbnail(PhotoId photo, const QImage& thumbnail) {
    const auto index = indexOf(photo);
    if (!index.isValid()) return;
    m_items[index.row()].thumbnail = thumbnail;
    Q_EMIT dataChanged(index, index, {thumbnailRole});
}

QModelIndex PhotosModel::indexOf(PhotoId photo) const {
    for (int row = 0; row < m_items.size(); ++row)
        if (m_items.at(row).id == photo) return index(row);
    return {};
}

}  // namespace stillwave::ui
