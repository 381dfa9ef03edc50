#pragma once

#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace stillwave::ui::test {

/// Drags files onto the widget and drops them at `place`. Returns whether the widget took them.
inline bool dropFiles(QWidget* widget, const QStringList& paths, const QPoint& place) {
    QMimeData mime;
    QList<QUrl> urls;
    for (const auto& path : paths) urls.append(QUrl::fromLocalFile(path));
    mime.setUrls(urls);
    QDragEnterEvent enter(place, Qt::CopyAction, &mime, Qt::LeftButton, {});
    QApplication::sendEvent(widget, &enter);
    if (!enter.isAccepted()) return false;
    QDragMoveEvent move(place, Qt::CopyAction, &mime, Qt::LeftButton, {});
    QApplication::sendEvent(widget, &move);
    QDropEvent drop(place, Qt::CopyAction, &mime, Qt::LeftButton, {});
    QApplication::sendEvent(widget, &drop);
    return drop.isAccepted();
}

}  // namespace stillwave::ui::test
