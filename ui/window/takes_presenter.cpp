#include "ui/window/takes_presenter.h"

#include "ui/image_qt.h"
#include "ui/takes/takes_strip.h"
#include "ui/window/take_actions.h"
#include "ui/window/wording.h"

namespace stillwave::ui {

TakesPresenter::TakesPresenter(Session* session, TakesStrip* strip, QObject* parent)
    : QObject(parent), m_session(session), m_strip(strip) {
    const auto watchProject = [this] {
        connect(m_session->project(), &Project::takeAdded, this, &TakesPresenter::refresh);
        connect(m_session->project(), &Project::takeChanged, this, &TakesPresenter::refresh);
        refresh();
    };
    connect(session, &Session::projectChanged, this, watchProject);
    connect(session, &Session::selectionChanged, this, &TakesPresenter::refresh);
    connect(session, &Session::currentTakeChanged, this, &TakesPresenter::refresh);
    connect(session->queue(), &QueueRunner::progressed, this, &TakesPresenter::refreshRunning);
    connect(session->queue(), &QueueRunner::started, this, &TakesPresenter::refreshRunning);
    connect(session->queue(), &QueueRunner::finished, this, &TakesPresenter::refreshRunning);
    connect(session->queue(), &QueueRunner::failed, this, &TakesPresenter::refreshRunning);
    connect(session->queue(), &QueueRunner::idle, this, &TakesPresenter::refreshRunning);
    connect(&m_thumbnails, &TakeThumbnails::ready, this, &TakesPresenter::refresh);
    connect(strip, &TakesStrip::takeActivated, this, [this](TakeId take) {
        if (take == noId) {
            Q_EMIT runningActivated();
        } else {
            m_session->showTake(take);
        }
    });
    connect(strip, &TakesStrip::ratingRequested, session, &Session::setRating);
    connect(strip, &TakesStrip::restoreRequested, session, &Session::restoreSettings);
    connect(strip, &TakesStrip::variationsRequested, this, [this](TakeId take) {
        m_session->restoreSettings(take);
        m_session->resetValue(QStringLiteral("seed"));
        m_session->generate(variations);
    });
}

void TakesPresenter::refresh() {
    if (!m_session->project()) return;
    QList<TakeItem> items;
    int number = 0;
    for (const auto& take : m_session->project()->takes(m_session->currentPhoto()))
        items.append(itemOf(take, ++number));
    m_strip->model()->setItems(items);
    refreshRunning();
}

TakeItem TakesPresenter::itemOf(const Take& take, int number) {
    TakeItem item;
    item.id = take.id;
    item.caption = takeCaption(take);
    item.hoverFrames = m_thumbnails.frames(take);
    item.details = takeDetails(take, number, item.hoverFrames.size());
    item.thumbnail = item.hoverFrames.value(0);
    item.rating = take.rating;
    item.whyNotExtend = TakeActions::whyNotExtend(take);
    item.current = take.id == m_session->currentTake();
    return item;
}

void TakesPresenter::refreshRunning() {
    const auto* live = m_session->queue()->live();
    if (!live || live->exports || live->photo != m_session->currentPhoto()) {
        m_strip->model()->clearRunning();
        return;
    }
    QImage preview;
    if (!live->frames.empty()) {
        preview = toQImage(live->frames.back());
    } else if (!live->progress.preview.empty()) {
        preview = toQImage(live->progress.preview.front());
    }
    m_strip->model()->setRunning(progressText(live->progress), live->fraction, preview);
}

}  // namespace stillwave::ui
