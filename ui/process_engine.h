#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <functional>
#include <memory>

#include "engine/engine.h"
#include "protocol/worker_protocol.h"

class QProcess;

namespace stillwave::ui {

/// An engine in a child process (`stillwave worker`): a crash, a lost GPU or an end by the system's memory killer is an
/// Error(worker_lost) here, and the next call starts a new child. A ProcessEngine must be made, used and destroyed on
/// one QThread.
class ProcessEngine : public Engine {
  public:
    struct Program {
        QString path;           ///< the path of `stillwave`
        QStringList arguments;  ///< the first ones; the engine adds its own after them
        /// Called on the engine's thread with each line that the child logs; may be empty.
        std::function<void(const QString& line)> log;
        /// Called with the process id of each child that starts; may be empty.
        std::function<void(qint64 id)> started;
    };

    explicit ProcessEngine(Program program);
    ~ProcessEngine() override;

    AnimationResult animate(const AnimationRequest& request, const ProgressCallback& progress,
                            std::stop_token stop) override;
    AnimationEstimate estimate_animation(const AnimationRequest& request) override;
    Clip preview_controls(const AnimationRequest& request, std::stop_token stop) override;
    void prepare(const AnimationRequest& request) override;
    ExportResult export_clip(const ExportRequest& request, const ProgressCallback& progress,
                             std::stop_token stop) override;
    ExportEstimate estimate_export(const ExportRequest& request, std::stop_token stop) override;
    std::vector<LoopVariant> loop_variants(const ExportRequest& request, int long_side, std::stop_token stop) override;
    RecipeSummary read_recipe(const std::filesystem::path& path) override;
    PictureResult read_picture(const PictureRequest& request) override;
    EngineDescription describe() override;
    ModelSummary find_model(const std::string& model) override;
    ModelSummary add_model(const std::filesystem::path& path, const std::string& variant, bool copy) override;
    /// Ends the child process, which gives all of its memory back.
    void rest() override;

  private:
    worker::Reply call(const worker::Call& call, const ProgressCallback& progress, const std::stop_token& stop);
    template <typename Wanted>
    Wanted ask(const worker::Call& call, const ProgressCallback& progress = {}, const std::stop_token& stop = {});
    void start();
    void send(const worker::Call& call);
    /// The next line of the child's output; empty: none came within `waitMs`.
    QByteArray readLine(int waitMs);
    void readLog();
    Error lost();

    const Program m_program;
    std::unique_ptr<QTemporaryDir> m_exchange;
    std::unique_ptr<QProcess> m_process;
    QStringList m_lastWords;
};

}  // namespace stillwave::ui
