#pragma once

#include <QAbstractListModel>
#include <QImage>
#include <QList>
#include <QString>

#include "ui/project/types.h"

namespace stillwave::ui {

/// What the strip shows of a take.
struct TakeItem {
    TakeId id = noId;
    QString caption;  ///< short, such as "Seed 1207"
    QString details;  ///< for the tool tip
    QImage thumbnail;
    QList<QImage> hoverFrames;  ///< played while the pointer is over it
    Rating rating = Rating::none;
    bool current = false;  ///< the one on the stage
};

/// A photo's takes, and after them the generation that is running.
class TakesModel : public QAbstractListModel {
    Q_OBJECT

  public:
    enum Role {
        idRole = Qt::UserRole,  ///< TakeId; noId: the running generation
        thumbnailRole,
        hoverFramesRole,  ///< QList<QImage>
        ratingRole,       ///< int of Rating
        currentRole,
        fractionRole  ///< of the running generation, 0..1
    };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    void setItems(const QList<TakeItem>& items);
    void updateItem(const TakeItem& item);
    void setRunning(const QString& text, double fraction, const QImage& preview);
    void clearRunning();

  private:
    QVariant runningData(int role) const;
    QString spokenText(const TakeItem& item) const;

    QList<TakeItem> m_items;
    bool m_running = false;
    QString m_runningText;
    double m_fraction = 0;
    QImage m_preview;
};

}  // namespace stillwave::ui
