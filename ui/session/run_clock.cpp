#include "ui/session/run_clock.h"

#include <algorithm>

namespace stillwave::ui {
namespace {

// The time of a step is the median of the last ones: few enough to follow a machine that gets busier, many enough that
// one slow step does not count.
constexpr std::size_t stepsLookedAt = 5;

}  // namespace

RunClock::RunClock() : m_exports(true) {
    m_timer.start();
}

RunClock::RunClock(std::optional<RunHistory::Prediction> prediction, bool photo_detail)
    : m_prediction(prediction), m_photo_detail(photo_detail) {
    m_timer.start();
}

void RunClock::reach(const Progress& progress) {
    const double now = elapsedSeconds();
    if (progress.stage == Stage::sample && progress.step > 0) {
        m_step_seconds.push_back(now - m_last_at);
        m_sampled_at = now;
    }
    if (progress.stage != m_last.stage) m_frames_from = m_last_at;
    m_made_frames = m_made_frames || progress.stage == Stage::interpolate || progress.stage == Stage::upscale;
    m_last = {progress.stage, progress.step, progress.total, {}};
    m_last_at = now;
}

void RunClock::rest() {
    if (m_resting) return;
    m_before_rest = elapsedSeconds();
    m_resting = true;
}

void RunClock::resume() {
    if (!m_resting) return;
    m_resting = false;
    m_timer.restart();
}

double RunClock::elapsedSeconds() const {
    return m_before_rest + (m_resting ? 0 : static_cast<double>(m_timer.elapsed()) / 1000);
}

std::optional<double> RunClock::remainingSeconds() const {
    if (m_exports) return exportSeconds();
    const double now = elapsedSeconds();
    switch (m_last.stage) {
        case Stage::load:
        case Stage::image_encoder:
        case Stage::vae_encode:
            if (m_prediction) return m_prediction->seconds;
            return {};
        case Stage::sample: {
            if (!m_prediction) return {};
            double per_step = m_prediction->secondsPerStep;
            if (!m_step_seconds.empty()) {
                const auto count = std::min(stepsLookedAt, m_step_seconds.size());
                std::vector<double> last(m_step_seconds.end() - static_cast<std::ptrdiff_t>(count),
                                         m_step_seconds.end());
                std::nth_element(last.begin(), last.begin() + static_cast<std::ptrdiff_t>(count / 2), last.end());
                per_step = last[count / 2];
            }
            const double steps = per_step * std::max(0, m_last.total - m_last.step) - (now - m_last_at);
            return std::max(0.0, steps) + m_prediction->secondsAfterSampling;
        }
        case Stage::decode:
        case Stage::photo_detail:
        case Stage::camera_lock:
        case Stage::loop:
        case Stage::interpolate:
        case Stage::upscale:
        case Stage::write: {
            const double spent = now - m_sampled_at;
            if (m_prediction) return std::max(0.0, m_prediction->secondsAfterSampling - spent);
            if (m_photo_detail || m_last.stage != Stage::decode || m_last.step == 0) return {};
            return spent / m_last.step * std::max(0, m_last.total - m_last.step);
        }
    }
    return {};
}

// A generation's fraction by stages, for a clip whose time is not known. Sampling is the largest part.
double RunClock::stageFraction() const {
    const double done = m_last.total > 0 ? static_cast<double>(m_last.step) / m_last.total : 0;
    const double decoded = m_photo_detail ? 0.85 : 0.98;
    switch (m_last.stage) {
        case Stage::load:
            return 0;
        case Stage::image_encoder:
            return 0.01;
        case Stage::vae_encode:
            return 0.02;
        case Stage::sample:
            return 0.03 + 0.67 * done;
        case Stage::decode:
            return 0.7 + (decoded - 0.7) * done;
        case Stage::photo_detail:
            return decoded + (0.98 - decoded) * done;
        case Stage::camera_lock:
        case Stage::loop:
        case Stage::interpolate:
        case Stage::upscale:
        case Stage::write:
            return 0.98;
    }
    return 0;
}

// An export's fraction. Where frames were interpolated or upscaled, encoding them is the smaller part.
double RunClock::exportFraction() const {
    const double done = m_last.total > 0 ? static_cast<double>(m_last.step) / m_last.total : 0;
    switch (m_last.stage) {
        case Stage::interpolate:
        case Stage::upscale:
            return 0.02 + 0.9 * done;
        case Stage::write:
            return m_made_frames ? 0.92 + 0.07 * done : 0.02 + 0.97 * done;
        default:
            return 0;
    }
}

// The seconds that an export will still take, if its frames go on as fast as the ones before.
std::optional<double> RunClock::exportSeconds() const {
    const bool counts =
        m_last.stage == Stage::interpolate || m_last.stage == Stage::upscale || m_last.stage == Stage::write;
    if (!counts || m_last.step == 0 || m_last.total == 0) return {};
    const double now = elapsedSeconds();
    const double a_frame = (m_last_at - m_frames_from) / m_last.step;
    return std::max(0.0, a_frame * (m_last.total - m_last.step) - (now - m_last_at));
}

double RunClock::fraction() {
    double now = m_exports ? exportFraction() : stageFraction();
    if (m_prediction) {
        const double elapsed = m_last.stage == Stage::load ? 0 : elapsedSeconds();
        const double all = elapsed + remainingSeconds().value_or(0);
        now = all > 0 ? std::min(0.99, elapsed / all) : now;
    }
    m_fraction = std::max(m_fraction, now);
    return m_fraction;
}

}  // namespace stillwave::ui
