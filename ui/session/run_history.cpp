#include "ui/session/run_history.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>
#include <algorithm>
#include <numeric>
#include <vector>

namespace stillwave::ui {
namespace {

// Older runs of the same work are forgotten, because they say less about the machine as it is now.
constexpr int runsKept = 50;

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const auto middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

QString workText(const RunHistory::Work& work) {
    QJsonArray parts{work.model,  work.device, work.dtype,       work.width,    work.height,
                     work.frames, work.guided, work.photoDetail, work.shortcuts};
    if (!work.directed.isEmpty()) parts += work.directed;
    return QString::fromUtf8(QJsonDocument(parts).toJson(QJsonDocument::Compact));
}

}  // namespace

struct RunHistory::Private {
    QString connection = QUuid::createUuid().toString();

    QSqlDatabase database() const { return QSqlDatabase::database(connection, false); }
};

RunHistory::RunHistory(const QString& file) : m_private(std::make_unique<Private>()) {
    QDir().mkpath(QFileInfo(file).absolutePath());
    auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_private->connection);
    database.setDatabaseName(file);
    database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=20"));
    if (!database.open()) return;
    for (const auto* sql :
         {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL",
          "CREATE TABLE IF NOT EXISTS run (id INTEGER PRIMARY KEY, work TEXT NOT NULL, steps INTEGER NOT NULL, "
          "per_step REAL NOT NULL, sampling REAL NOT NULL, before REAL NOT NULL, after REAL NOT NULL)",
          "CREATE INDEX IF NOT EXISTS run_work ON run (work)"})
        QSqlQuery(database).exec(QLatin1String(sql));
}

RunHistory::~RunHistory() {
    m_private->database().close();
    QSqlDatabase::removeDatabase(m_private->connection);
}

RunHistory::Work RunHistory::workOf(const AnimationSettings& settings, const Controls& controls, const QString& model,
                                    const QString& device, const QString& dtype) {
    QStringList shortcuts;
    if (settings.deep_cache_interval > 1)
        shortcuts += QStringLiteral("deep_cache_interval %1").arg(settings.deep_cache_interval);
    if (settings.guidance_sigma_min > 0 || settings.guidance_sigma_max > 0)
        shortcuts +=
            QStringLiteral("guidance_sigma %1 %2").arg(settings.guidance_sigma_min).arg(settings.guidance_sigma_max);
    if (settings.weight_storage != "full") shortcuts += QString::fromStdString(settings.weight_storage);
    QStringList directed;
    if (!controls.motion_brushes.empty() || controls.camera.moves()) directed += QStringLiteral("reference");
    if (controls.camera.without_model || !controls.motion_from.empty()) directed += QStringLiteral("without_model");
    if (!controls.keyframes.empty()) directed += QStringLiteral("keyframes %1").arg(controls.keyframes.size());
    if (controls.extend) directed += QStringLiteral("extend");
    if (controls.make_again) directed += QStringLiteral("make_again");
    return {model,
            device,
            dtype,
            static_cast<int>(settings.width),
            static_cast<int>(settings.height),
            static_cast<int>(settings.num_frames),
            settings.max_guidance_scale > 1,
            settings.detail == "photo",
            shortcuts.join(u';'),
            directed.join(u';')};
}

void RunHistory::add(const Work& work, const AnimationReport& report) {
    // A take that was only decoded again says nothing about the time of a whole clip.
    if (report.step_seconds.empty()) return;
    double before = 0;
    double after = 0;
    for (const auto& [stage, seconds] : report.stage_seconds) {
        if (stage == "load") continue;
        (stage == "decode" || stage == "photo_detail" ? after : before) += seconds;
    }
    QSqlQuery query(m_private->database());
    query.prepare(
        QStringLiteral("INSERT INTO run (work, steps, per_step, sampling, before, after) VALUES (?, ?, ?, ?, ?, ?)"));
    query.addBindValue(workText(work));
    query.addBindValue(static_cast<int>(report.step_seconds.size()));
    query.addBindValue(median(report.step_seconds));
    query.addBindValue(std::accumulate(report.step_seconds.begin(), report.step_seconds.end(), 0.0));
    query.addBindValue(before);
    query.addBindValue(after);
    query.exec();
    query.prepare(QStringLiteral("DELETE FROM run WHERE work = ? AND id NOT IN (SELECT id FROM run WHERE work = ? "
                                 "ORDER BY id DESC LIMIT %1)")
                      .arg(runsKept));
    query.addBindValue(workText(work));
    query.addBindValue(workText(work));
    query.exec();
}

std::optional<RunHistory::Prediction> RunHistory::predict(const Work& work, int steps) const {
    QSqlQuery query(m_private->database());
    query.prepare(QStringLiteral("SELECT steps, per_step, sampling, before, after FROM run WHERE work = ?"));
    query.addBindValue(workText(work));
    if (!query.exec()) return {};
    std::vector<double> totals;
    std::vector<double> per_step;
    std::vector<double> after;
    while (query.next()) {
        const int measured_steps = query.value(0).toInt();
        per_step.push_back(query.value(1).toDouble());
        after.push_back(query.value(4).toDouble());
        const double sampling = measured_steps == steps ? query.value(2).toDouble() : per_step.back() * steps;
        totals.push_back(query.value(3).toDouble() + sampling + after.back());
    }
    if (totals.empty()) return {};
    Prediction prediction;
    prediction.seconds = median(totals);
    prediction.least = *std::min_element(totals.begin(), totals.end());
    prediction.most = *std::max_element(totals.begin(), totals.end());
    prediction.clips = static_cast<int>(totals.size());
    prediction.secondsPerStep = median(per_step);
    prediction.secondsAfterSampling = median(after);
    return prediction;
}

}  // namespace stillwave::ui
