#include "ui/project/types.h"

#include <QFileInfo>

namespace stillwave::ui {

QString Photo::name() const {
    return QFileInfo(path).fileName();
}

QString FinishedExport::name() const {
    return QFileInfo(path).fileName();
}

}  // namespace stillwave::ui
