#pragma once

#include <QMimeData>
#include <QString>
#include <QStringList>

namespace stillwave::ui {

/// The photos' files that are dragged; empty: there are none.
QStringList droppedPhotos(const QMimeData& mime);

}  // namespace stillwave::ui
