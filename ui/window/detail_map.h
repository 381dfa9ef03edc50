#pragma once

#include <QImage>
#include <QList>
#include <QObject>

#include "ui/stage/clip_loader.h"

namespace stillwave::ui {

class StageView;

/// Tints, on request, the parts of a take with photo detail that do not show the photo's own pixels.
class DetailMap : public QObject {
    Q_OBJECT

  public:
    DetailMap(StageView* view, QObject* parent);

    /// The folder of the take whose frames with photo detail are on the stage; empty: there is none.
    void setTake(const QString& folder);

  public Q_SLOTS:
    void setShown(bool shown);

  private:
    void refresh();
    void showFrame(int frame);

    StageView* m_view;
    ClipLoader m_loader;
    QString m_folder;
    QList<QImage> m_tints;  // one a frame
    bool m_shown = false;
};

}  // namespace stillwave::ui
