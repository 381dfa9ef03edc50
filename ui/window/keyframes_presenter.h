#pragma once

#include <QObject>

#include "ui/session/session.h"
#include "ui/timeline/keyframe_strip.h"

namespace stillwave::ui {

class TimelinePanel;

/// Connects the photos that the current clip passes with the timeline's end and the strip of keyframes.
class KeyframesPresenter : public QObject {
    Q_OBJECT

  public:
    KeyframesPresenter(Session* session, TimelinePanel* timeline, QObject* parent);

  private:
    void refresh();
    void refreshCost();
    void setPhotos(const QStringList& paths, const QString& undoText);
    void choose(bool several);
    void toggleLoop();
    void clear();
    KeyframeStrip::Keyframe keyframe(const QString& path) const;
    QString fitText() const;
    const Photo* photo() const;

    Session* m_session;
    TimelinePanel* m_timeline;
    PhotoId m_stripOf = noId;  // the photo for which the artist opened the strip, which may still be empty
};

}  // namespace stillwave::ui
