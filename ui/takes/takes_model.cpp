#include "ui/takes/takes_model.h"

#include <algorithm>

namespace stillwave::ui {

int TakesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_items.size()) + (m_running ? 1 : 0);
}

QVariant TakesModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    if (index.row() == m_items.size()) return runningData(role);
    const TakeItem& item = m_items.at(index.row());
    switch (role) {
        case Qt::DisplayRole:
            return item.caption;
        case Qt::ToolTipRole:
            return item.details;
        case Qt::AccessibleTextRole:
            return spokenText(item);
        case Qt::AccessibleDescriptionRole:
            return item.details;
        case idRole:
            return item.id;
        case thumbnailRole:
            return item.thumbnail;
        case hoverFramesRole:
            return QVariant::fromValue(item.hoverFrames);
        case ratingRole:
            return static_cast<int>(item.rating);
        case currentRole:
            return item.current;
        case whyNotExtendRole:
            return item.whyNotExtend;
        default:
            return {};
    }
}

QVariant TakesModel::runningData(int role) const {
    switch (role) {
        case Qt::DisplayRole:
        case Qt::ToolTipRole:
        case Qt::AccessibleTextRole:
            return m_runningText;
        case idRole:
            return noId;
        case thumbnailRole:
            return m_preview;
        case ratingRole:
            return static_cast<int>(Rating::none);
        case currentRole:
            return false;
        case fractionRole:
            return m_fraction;
        default:
            return {};
    }
}

QString TakesModel::spokenText(const TakeItem& item) const {
    switch (item.rating) {
        case Rating::starred:
            return tr("%1, starred").arg(item.caption);
        case Rating::rejected:
            return tr("%1, rejected").arg(item.caption);
        case Rating::none:
            break;
    }
    return item.caption;
}

void TakesModel::setItems(const QList<TakeItem>& items) {
    const auto sameIds = std::equal(items.begin(), items.end(), m_items.begin(), m_items.end(),
                                    [](const TakeItem& a, const TakeItem& b) { return a.id == b.id; });
    if (sameIds) {
        // The model is not reset, so that the view keeps its scroll position and the row that has the focus.
        m_items = items;
        if (!items.isEmpty()) Q_EMIT dataChanged(index(0), index(static_cast<int>(items.size()) - 1));
        return;
    }
    beginResetModel();
    m_items = items;
    endResetModel();
}

void TakesModel::updateItem(const TakeItem& item) {
    for (int row = 0; row < m_items.size(); ++row) {
        if (m_items.at(row).id != item.id) continue;
        m_items[row] = item;
        Q_EMIT dataChanged(index(row), index(row));
    }
}

void TakesModel::setRunning(const QString& text, double fraction, const QImage& preview) {
    m_runningText = text;
    m_fraction = std::clamp(fraction, 0.0, 1.0);
    m_preview = preview;
    const int row = static_cast<int>(m_items.size());
    if (m_running) {
        Q_EMIT dataChanged(index(row), index(row));
        return;
    }
    beginInsertRows({}, row, row);
    m_running = true;
    endInsertRows();
}

void TakesModel::clearRunning() {
    if (!m_running) return;
    const int row = static_cast<int>(m_items.size());
    beginRemoveRows({}, row, row);
    m_running = false;
    m_preview = {};
    endRemoveRows();
}

}  // namespace stillwave::ui
