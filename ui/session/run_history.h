#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <optional>

#include "engine/engine.h"

namespace stillwave::ui {

/// How long clips took on this machine, kept in a small database that all projects share, and the time that follows for
/// the next clip. The history never guesses: work that was not measured has no prediction.
class RunHistory {
  public:
    /// The facts that decide how long a clip takes. Runs are compared only where all of them are equal; the time scales
    /// with the number of steps.
    struct Work {
        QString model;  ///< name
        QString device;
        QString dtype;
        int width = 0;
        int height = 0;
        int frames = 0;
        bool guided = false;  ///< max_guidance_scale > 1: the network runs twice a step
        bool photoDetail = false;
        QString shortcuts;      ///< the settings that make a step quicker, as text; empty: none is used
        QString directed = {};  ///< the kinds of the controls that cost time, as text; empty: none is used
    };

    /// Seconds for a whole clip with a loaded model: the median of the clips that were measured, the least and the
    /// most.
    struct Prediction {
        double seconds = 0;
        double least = 0;
        double most = 0;
        int clips = 0;  ///< how many clips were measured
        double secondsPerStep = 0;
        double secondsAfterSampling = 0;
    };

    /// `file` is the database; it is made where it is missing. A database that cannot be used gives no history and no
    /// error, because predictions are a comfort only.
    explicit RunHistory(const QString& file);
    ~RunHistory();

    static Work workOf(const AnimationSettings& settings, const Controls& controls, const QString& model,
                       const QString& device, const QString& dtype);

    void add(const Work& work, const AnimationReport& report);
    std::optional<Prediction> predict(const Work& work, int steps) const;

  private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

}  // namespace stillwave::ui
