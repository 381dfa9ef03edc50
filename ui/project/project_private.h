#pragma once

#include <algorithm>

#include "ui/project/project.h"
#include "ui/project/project_rows.h"

namespace stillwave::ui {

/// The index of the item with that id; -1: there is none.
template <typename T>
qsizetype indexIn(const QList<T>& list, qint64 id) {
    const auto found = std::find_if(list.begin(), list.end(), [id](const T& item) { return item.id == id; });
    return found == list.end() ? -1 : found - list.begin();
}

/// The state that Project's source files share.
struct Project::Content {
    ProjectRows rows;
    Report report;
    qint64 next_id = 1;
    bool behind = false;  ///< a write failed, so the next one writes everything

    Photo* photo(PhotoId id) {
        const auto index = indexIn(rows.photos, id);
        return index < 0 ? nullptr : &rows.photos[index];
    }
    Job* job(JobId id) {
        const auto index = indexIn(rows.jobs, id);
        return index < 0 ? nullptr : &rows.jobs[index];
    }
    Take* take(TakeId id) {
        const auto index = indexIn(rows.takes, id);
        return index < 0 ? nullptr : &rows.takes[index];
    }

    /// Gives the item at `index` a rank between its neighbours'. Returns false where no number was left between them
    /// and all items were ranked anew.
    template <typename T>
    bool rank(const QList<T>& list, qsizetype index) {
        const auto id = list[index].id;
        const bool is_first = index == 0;
        const bool is_last = index + 1 == list.size();
        const double before = is_first ? (is_last ? 0 : rows.ranks[list[1].id] - 2) : rows.ranks[list[index - 1].id];
        const double after = is_last ? before + 2 : rows.ranks[list[index + 1].id];
        const double middle = (before + after) / 2;
        rows.ranks[id] = middle;
        if (middle > before && middle < after) return true;
        for (qsizetype i = 0; i < list.size(); ++i) rows.ranks[list[i].id] = static_cast<double>(i);
        return false;
    }
};

}  // namespace stillwave::ui
