#include "ui/session/forecast.h"

#include <utility>

#include "ui/session/directing.h"
#include "ui/session/session_private.h"

namespace stillwave::ui {
namespace {

constexpr int settleMs = 250;

}  // namespace

Forecast::Forecast(Session* session, Worker* worker) : QObject(session), m_session(session), m_worker(worker) {
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMs);
    connect(&m_settle, &QTimer::timeout, this, &Forecast::ask);
    for (const auto changes :
         {&Session::settingsChanged, &Session::selectionChanged, &Session::engineChanged, &Session::projectChanged})
        connect(session, changes, this, &Forecast::askAnew);
    connect(session->queue(), &QueueRunner::idle, this, &Forecast::askAnew);
    // The answer depends on the photo's size, which is known once it was read.
    connect(session->pictures(), &PictureLoader::pictureRead, this, &Forecast::askAnew, Qt::QueuedConnection);
    connect(worker, &Worker::animationEstimated, this, [this](const AnimationEstimate& estimate) {
        if (!std::exchange(m_asked, false)) return;
        m_estimate = estimate;
        Q_EMIT changed();
    });
    // The failure is not told here: generating fails for the same reason, and its card offers a remedy.
    connect(worker, &Worker::animationEstimateFailed, this, [this] { m_asked = false; });
}

const AnimationEstimate* Forecast::estimate() const {
    return m_estimate ? &*m_estimate : nullptr;
}

std::uint64_t Forecast::memoryBudgetBytes() const {
    return m_session->queue()->memoryBudgetBytes;
}

void Forecast::setMemoryBudgetBytes(std::uint64_t bytes) {
    m_session->queue()->memoryBudgetBytes = bytes;
    askAnew();
}

std::optional<AnimationRequest> Forecast::request() const {
    const auto* photo = m_session->project() ? m_session->project()->photo(m_session->currentPhoto()) : nullptr;
    if (!photo || photo->size.isEmpty() || !m_session->model(photo->settings.model)) return std::nullopt;
    AnimationRequest request;
    // The settings are resolved for the photo's size, so that the worker need not read the photo.
    request.settings = to_layer(m_session->resolvedSettings(photo->id));
    request.controls = withoutResting(photo->settings.controls);
    request.photo_path = photo->path.toStdString();
    request.model = photo->settings.model.toStdString();
    request.memory_budget_bytes = memoryBudgetBytes();
    return request;
}

void Forecast::askAnew() {
    m_asked = false;
    if (std::exchange(m_estimate, std::nullopt)) Q_EMIT changed();
    m_settle.start();
}

void Forecast::ask() {
    // A busy worker would answer only after its clip. Once the queue is idle the worker is asked about the settings of
    // that moment.
    if (m_session->queue()->live()) return;
    const auto asked = request();
    if (!asked) return;
    m_asked = true;
    m_worker->estimateAnimation(*asked);
    if (m_prepared == asked->model) return;
    m_prepared = asked->model;
    m_worker->prepare(*asked);
}

}  // namespace stillwave::ui
