#pragma once

#include <QObject>

#include "ui/session/session.h"

namespace stillwave::ui {

class Actions;
class MakeAgainPopup;
class StageView;
class TimelinePanel;

/// Extends takes and makes frames of them again, and shows how an extended take drifts.
class TakeActions : public QObject {
    Q_OBJECT

  public:
    TakeActions(Session* session, StageView* view, TimelinePanel* timeline, Actions* actions, QObject* parent);

    /// Why no clip can go on from the take; empty: one can.
    static QString whyNotExtend(const Take& take);

  private:
    void refresh();
    void refreshDrift();
    void askForStrength();
    QString whyNotMakeAgain() const;
    const Take* current() const;

    Session* m_session;
    StageView* m_view;
    TimelinePanel* m_timeline;
    Actions* m_actions;
    MakeAgainPopup* m_popup;
    TakeId m_driftOf = noId;  // the take whose drift is shown or being read
};

}  // namespace stillwave::ui
