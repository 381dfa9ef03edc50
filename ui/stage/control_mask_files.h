#pragma once

#include <QCache>
#include <QString>

#include "ui/stage/control_regions.h"

namespace stillwave::ui {

/// The masks' files in a folder. A file is named by its content, so that undo and redo find each mask again.
class MaskFiles {
  public:
    /// The controls as the stage shows them. A region whose mask cannot be read has no outline, and is kept.
    StageControls read(const Controls& controls);
    /// Gives `controls` these regions, and writes the masks that have no file into `folder`. Returns false where one
    /// could not be written; `controls` then stays as it is.
    bool write(const StageControls& regions, const QString& folder, Controls& controls);

  private:
    StageArea read(const PhotoArea& area);
    bool write(StageArea& area, const QString& folder);
    StageArea* keep(const QString& path, const StageArea& area);

    QCache<QString, StageArea> m_read{64 << 20};  // the areas by their masks' paths; the limit is in bytes
};

}  // namespace stillwave::ui
