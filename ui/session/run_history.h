#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <optional>

#include "engine/animation_engine.h"

namespace stillwave::ui {

/// How long clips took on this machine, in a small database that all projects share, and what that says about the next
/// one. It never guesses: what was not measured has no prediction.
class RunHistory {
  public:
    /// What decides about time. Runs are compared only where all of these are equal; steps scale.
    struct Work {
        QString model;  ///< name
        QString device;
        QString dtype;
        int width = 0;
        int height = 0;
        int frames = 0;
        bool guided = false;  ///< max_guidance_scale > 1 runs the network twice a step
        bool photoDetail = false;
        QString shortcuts;  ///< what makes a step quicker; empty: nothing does
    };

    /// Seconds for the whole clip with a warm model: the median of what was measured and its spread.
    struct Prediction {
        double seconds = 0;
        double least = 0;
        double most = 0;
        int clips = 0;  ///< measured ones
        double secondsPerStep = 0;
        double secondsAfterSampling = 0;
    };

    /// `file`: the database; it is made where it is missing. One that cannot be used gives no history and no error:
    /// predictions are a comfort.
    explicit RunHistory(const QString& file);
    ~RunHistory();

    static Work workOf(const AnimationSettings& settings, const QString& model, const QString& device,
                       const QString& dtype);

    void add(const Work& work, const AnimationReport& report);
    std::optional<Prediction> predict(const Work& work, int steps) const;

  private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

}  // namespace stillwave::ui
