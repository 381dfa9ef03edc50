#pragma once

#include <QAbstractListModel>
#include <QImage>
#include <QList>
#include <QString>

#include "ui/project/types.h"

namespace stillwave::ui {

/// One take in the strip.
struct TakeItem {
    TakeId id = noId;
    QString caption;  ///< short, such as "Seed 1207"
    QString details;  ///< the tool tip
    QImage thumbnail;
    QList<QImage> hoverFrames;  ///< these play while the pointer is over the take
    Rating rating = Rating::none;
    bool current = false;  ///< the take is on the stage
    QString whyNotExtend;  ///< why the take cannot be extended; empty: it can
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
        whyNotExtendRole,
        fractionRole  ///< how far the running generation is, 0..1
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
