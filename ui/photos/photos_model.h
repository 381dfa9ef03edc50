#pragma once

#include <QAbstractListModel>
#include <QImage>

#include "ui/project/types.h"

namespace stillwave::ui {

enum class PhotoBadge { none, waiting, running, done, failed };

/// One photo's row in the dock.
struct PhotoItem {
    PhotoId id = noId;
    QString name;
    QString subtitle;  ///< "3 takes", "Step 2 of 4", why it failed
    QString path;
    QImage thumbnail;  ///< null until the photo was read
    PhotoBadge badge = PhotoBadge::none;
    double fraction = 0;  ///< how far the running clip is, 0..1
};

/// The project's photos in their order.
class PhotosModel : public QAbstractListModel {
    Q_OBJECT

  public:
    enum Role { idRole = Qt::UserRole, subtitleRole, thumbnailRole, badgeRole, fractionRole };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;  ///< the photos' files

    void setItems(const QList<PhotoItem>& items);
    void updateItem(const PhotoItem& item);
    void setThumbnail(PhotoId photo, const QImage& thumbnail);
    QModelIndex indexOf(PhotoId photo) const;

  private:
    QList<PhotoItem> m_items;
};

}  // namespace stillwave::ui
