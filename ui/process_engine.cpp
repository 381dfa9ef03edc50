#include "ui/process_engine.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <filesystem>

#include "engine/take.h"

namespace stillwave::ui {
namespace {

constexpr int startTimeMs = 30000;
constexpr int pollMs = 30;        // a stop is seen this late at most
constexpr int stopTimeMs = 3000;  // a child that does not answer a stop within this time is killed
constexpr int endTimeMs = 1000;
constexpr int keptLogLines = 40;

std::vector<Image> receiveImages(const std::filesystem::path& path) {
    if (path.empty()) return {};
    auto images = read_frames(path);
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    return images;
}

// The template of the exchange folder's name: a folder in memory where the system has one.
QString exchangeTemplate() {
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const QString folder = QFileInfo(runtime).isWritable() ? runtime : QDir::tempPath();
    return folder + QStringLiteral("/stillwave-XXXXXX");
}

}  // namespace

ProcessEngine::ProcessEngine(Program program) : m_program(std::move(program)) {}

ProcessEngine::~ProcessEngine() {
    rest();
}

AnimationResult ProcessEngine::animate(const AnimationRequest& request, const ProgressCallback& progress,
                                       std::stop_token stop) {
    auto reply = ask<worker::AnimationReply>(request, progress, stop);
    reply.result.clip.frames = receiveImages(reply.frames);
    return std::move(reply.result);
}

AnimationEstimate ProcessEngine::estimate_animation(const AnimationRequest& request) {
    return ask<AnimationEstimate>(worker::EstimateAnimation{request});
}

void ProcessEngine::prepare(const AnimationRequest& request) {
    ask<worker::Done>(worker::Prepare{request});
}

ExportResult ProcessEngine::export_clip(const ExportRequest& request, const ProgressCallback& progress,
                                        std::stop_token stop) {
    return ask<ExportResult>(request, progress, stop);
}

Clip ProcessEngine::preview_controls(const AnimationRequest& request, std::stop_token stop) {
    auto reply = ask<worker::PreviewReply>(worker::PreviewControls{request}, {}, stop);
    reply.clip.frames = receiveImages(reply.frames);
    return std::move(reply.clip);
}

ExportEstimate ProcessEngine::estimate_export(const ExportRequest& request, std::stop_token stop) {
    return ask<ExportEstimate>(worker::Estimate{request}, {}, stop);
}

std::vector<LoopVariant> ProcessEngine::loop_variants(const ExportRequest& request, int long_side,
                                                      std::stop_token stop) {
    auto reply = ask<worker::LoopVariantsReply>(worker::LoopVariants{request, long_side}, {}, stop);
    for (std::size_t i = 0; i < reply.variants.size(); ++i)
        reply.variants[i].clip.frames = receiveImages(reply.frames[i]);
    return std::move(reply.variants);
}

RecipeSummary ProcessEngine::read_recipe(const std::filesystem::path& path) {
    return ask<RecipeSummary>(worker::ReadRecipe{path});
}

PictureResult ProcessEngine::read_picture(const PictureRequest& request) {
    auto reply = ask<worker::PictureReply>(request);
    auto images = receiveImages(reply.picture);
    if (images.size() != 1) throw Error(ErrorCode::internal, "The worker sent no picture.");
    reply.result.image = std::move(images.front());
    return std::move(reply.result);
}

EngineDescription ProcessEngine::describe() {
    return ask<EngineDescription>(worker::Describe{});
}

ModelSummary ProcessEngine::find_model(const std::string& model) {
    return ask<ModelSummary>(worker::FindModel{model});
}

ModelSummary ProcessEngine::add_model(const std::filesystem::path& path, const std::string& variant, bool copy) {
    return ask<ModelSummary>(worker::AddModel{path, variant, copy});
}

void ProcessEngine::rest() {
    if (!m_process) return;
    // The child ends when its input does.
    m_process->closeWriteChannel();
    if (!m_process->waitForFinished(endTimeMs)) {
        m_process->kill();
        m_process->waitForFinished(endTimeMs);
    }
    m_process.reset();
    m_exchange.reset();
}

template <typename Wanted>
Wanted ProcessEngine::ask(const worker::Call& call, const ProgressCallback& progress, const std::stop_token& stop) {
    auto reply = this->call(call, progress, stop);
    if (const auto* error = std::get_if<Error>(&reply)) throw *error;
    if (std::holds_alternative<worker::CancelledReply>(reply)) throw Cancelled();
    if (auto* wanted = std::get_if<Wanted>(&reply)) return std::move(*wanted);
    throw Error(ErrorCode::internal, "The worker gave another answer than it was asked for.");
}

worker::Reply ProcessEngine::call(const worker::Call& call, const ProgressCallback& progress,
                                  const std::stop_token& stop) {
    start();
    send(call);
    bool cancelling = false;
    QDeadlineTimer deadline(QDeadlineTimer::Forever);
    while (true) {
        if (stop.stop_requested() && !cancelling) {
            send(worker::Cancel{});
            cancelling = true;
            deadline.setRemainingTime(stopTimeMs);
        }
        const auto line = readLine(pollMs);
        if (line.isEmpty()) {
            if (m_process->state() == QProcess::NotRunning) throw lost();
            if (deadline.hasExpired()) {
                // The child is killed, because a step of a large model can last minutes and the artist should not wait
                // for it.
                m_process->kill();
                rest();
                throw Cancelled();
            }
            continue;
        }
        auto reply = worker::reply_from_line(line.toStdString());
        auto* update = std::get_if<worker::ProgressReply>(&reply);
        if (!update) return reply;
        update->progress.preview = receiveImages(update->pictures);
        if (progress && !cancelling) progress(update->progress);
        send(worker::Continue{});
    }
}

void ProcessEngine::start() {
    if (m_process && m_process->state() == QProcess::Running) return;
    m_exchange = std::make_unique<QTemporaryDir>(exchangeTemplate());
    if (!m_exchange->isValid())
        throw Error(ErrorCode::output_unwritable,
                    "The worker needs a folder for temporary files, and none can be made: " +
                        m_exchange->errorString().toStdString() + ".");
    m_lastWords.clear();
    m_process = std::make_unique<QProcess>();
    m_process->setProgram(m_program.path);
    m_process->setArguments(m_program.arguments +
                            QStringList{QStringLiteral("worker"), QStringLiteral("--exchange"), m_exchange->path()});
    // With this setting OpenMP's threads soon give the processor away when they wait for each other, instead of
    // spinning: beside other busy programs a clip then takes half the time.
    auto environment = QProcessEnvironment::systemEnvironment();
    if (!environment.contains(QStringLiteral("GOMP_SPINCOUNT")))
        environment.insert(QStringLiteral("GOMP_SPINCOUNT"), QStringLiteral("10000"));
    m_process->setProcessEnvironment(environment);
    m_process->start();
    if (!m_process->waitForStarted(startTimeMs)) {
        const auto reason = m_process->errorString().toStdString();
        m_process.reset();
        throw Error(ErrorCode::worker_lost,
                    "The worker " + m_program.path.toStdString() +
                        " cannot be started. Check that Stillwave is installed completely.",
                    reason);
    }
    if (m_program.started) m_program.started(m_process->processId());
}

void ProcessEngine::send(const worker::Call& call) {
    m_process->write(QByteArray::fromStdString(worker::call_to_line(call)) + '\n');
    // There is no event loop on this thread that would write the rest.
    while (m_process->bytesToWrite() > 0 && m_process->waitForBytesWritten(startTimeMs)) {
    }
}

QByteArray ProcessEngine::readLine(int waitMs) {
    if (!m_process->canReadLine()) m_process->waitForReadyRead(waitMs);
    readLog();
    return m_process->canReadLine() ? m_process->readLine() : QByteArray();
}

void ProcessEngine::readLog() {
    const auto text = QString::fromUtf8(m_process->readAllStandardError());
    for (const auto& line : text.split(u'\n', Qt::SkipEmptyParts)) {
        m_lastWords.append(line);
        if (m_lastWords.size() > keptLogLines) m_lastWords.removeFirst();
        if (m_program.log) m_program.log(line);
    }
}

Error ProcessEngine::lost() {
    readLog();
    const bool crashed = m_process->exitStatus() == QProcess::CrashExit;
    const auto code = std::to_string(m_process->exitCode());
    m_process.reset();
    const std::string how = crashed ? "was ended by signal " + code : "ended with code " + code;
    const std::string hint = crashed && code == "9" ? " The system does that when the memory runs out." : "";
    return Error(ErrorCode::worker_lost,
                 "The program that makes the clip " + how + " before it was done." + hint + " Try again.",
                 m_lastWords.join(u'\n').toStdString());
}

}  // namespace stillwave::ui
