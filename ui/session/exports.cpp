#include "ui/session/exports.h"

#include <QDir>
#include <QSettings>
#include <QStandardPaths>
#include <algorithm>

#include "ui/project/settings_text.h"
#include "ui/session/export_name.h"
#include "ui/session/presets.h"
#include "ui/session/session_private.h"

namespace stillwave::ui {
namespace {

constexpr QLatin1String settingsKey("export/settings");
constexpr QLatin1String folderKey("export/folder");
constexpr QLatin1String lastSettingsKey("export/last_settings");
constexpr QLatin1String lastFolderKey("export/last_folder");
constexpr int settleMs = 300;

// The settings that belong to a project, which presets leave alone.
constexpr const char* ofOneProject[] = {"name_pattern", "overwrite"};

ExportSettings settingsOf(const SettingsLayer& layer) {
    ExportSettings settings;
    apply_settings(settings, layer);
    return settings;
}

QString usualFolder() {
    for (const auto place : {QStandardPaths::MoviesLocation, QStandardPaths::PicturesLocation})
        if (const auto folder = QStandardPaths::writableLocation(place); !folder.isEmpty()) return folder;
    return QDir::homePath();
}

}  // namespace

Exports::Exports(Session* session, Worker* side) : QObject(session), m_session(session), m_side(side) {
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMs);
    connect(&m_settle, &QTimer::timeout, this, [this] {
        const auto asked = request();
        m_estimateAsked = asked.has_value();
        if (asked) m_side->estimateExport(*asked);
    });
    connect(side, &Worker::exportEstimated, this, &Exports::receiveEstimate);
    connect(side, &Worker::estimateFailed, this, [this](const JobFailure& failure) {
        if (!std::exchange(m_estimateAsked, false)) return;
        Q_EMIT estimateFailed(failure.message);
        // The export goes ahead: it will fail for the same reason, and its row offers a remedy.
        if (std::exchange(m_exportWhenKnown, false)) addJob(m_layer, folder());
    });
    connect(side, &Worker::loopVariantsMade, this, [this](const std::vector<LoopVariant>& variants) {
        if (!std::exchange(m_loopsAsked, false)) return;
        m_loops = variants;
        Q_EMIT loopsChanged();
    });
    connect(side, &Worker::loopVariantsFailed, this, [this](const JobFailure& failure) {
        if (std::exchange(m_loopsAsked, false)) Q_EMIT loopsFailed(failure.message);
    });
    connect(session, &Session::projectChanged, this, &Exports::followProject);
    connect(session, &Session::currentTakeChanged, this, &Exports::changeSource);
    connect(session, &Session::settingsChanged, this, &Exports::changeSource);
    connect(session, &Session::engineChanged, this, [this] {
        Q_EMIT presetsChanged();
        Q_EMIT sourceChanged();
    });
}

Exports::~Exports() = default;

void Exports::followProject() {
    const auto* project = m_session->project();
    m_layer = exportSettingsFromText(project->state(settingsKey).toString()).value_or(SettingsLayer{});
    m_take = noId;
    m_exportWhenKnown = false;
    Q_EMIT settingsChanged();
    Q_EMIT folderChanged();
    changeSource();
}

// Drops the estimate, which was of other settings or another take.
void Exports::forget() {
    m_settle.stop();
    m_exportWhenKnown = false;
    m_estimateAsked = false;
    if (!std::exchange(m_estimate, std::nullopt)) return;
    Q_EMIT estimateChanged();
}

void Exports::forgetLoops() {
    m_loops.clear();
    m_loopsAsked = false;
    Q_EMIT loopsChanged();
}

void Exports::changeSource() {
    const auto* take = m_session->project() ? m_session->project()->take(m_session->currentTake()) : nullptr;
    QString detail;
    if (take) {
        const auto kept = take->settings.find("detail");
        const bool has = kept != take->settings.end() && kept->second == SettingValue(std::string("photo"));
        detail =
            has ? QString::fromStdString(m_session->resolvedSettings(take->photo).detail) : QStringLiteral("model");
    }
    const auto id = take ? take->id : noId;
    if (id == m_take && detail == m_detail) return;
    if (id != m_take) {
        m_first = 0;
        m_last = -1;
    }
    m_take = id;
    m_detail = detail;
    forgetLoops();
    forget();
    Q_EMIT sourceChanged();
}

void Exports::setRange(int first, int last) {
    if (m_first == first && m_last == last) return;
    m_first = first;
    m_last = last;
    forgetLoops();
    forget();
    Q_EMIT sourceChanged();
}

ExportSettings Exports::settings() const {
    return settingsOf(m_layer);
}

void Exports::apply(const SettingsLayer& layer) {
    m_layer = layer;
    m_session->project()->setState(settingsKey, settingsText(layer));
    forget();
    Q_EMIT settingsChanged();
}

void Exports::edit(SettingsLayer after, const QString& text, const QString& key) {
    if (!m_session->project() || after == m_layer) return;
    m_session->undoStack()->push(
        new ExportEdit([this](const SettingsLayer& layer) { apply(layer); }, m_layer, std::move(after), text, key));
}

void Exports::setValue(const QString& key, const SettingValue& value) {
    const auto& field = export_field(key.toStdString());
    ExportSettings scratch;
    set_setting(scratch, field, value);
    auto after = m_layer;
    after[key.toStdString()] = get_setting(scratch, field);
    // The pixel format is reset, because the new format may refuse it.
    if (key == QLatin1String("format")) after.erase("pixel_format");
    edit(after, Session::tr("Change %1").arg(labelOf(field)), key);
}

void Exports::resetValue(const QString& key) {
    auto after = m_layer;
    after.erase(key.toStdString());
    edit(after, Session::tr("Reset %1").arg(labelOf(export_field(key.toStdString()))));
}

QList<Session::Preset> Exports::presets() const {
    auto presets = builtInExportPresets() + ownPresets(PresetKind::exports);
    const auto* engine = m_session->engine();
    presets.removeIf([&](const Session::Preset& preset) {
        const auto format = settingsOf(preset.values).format;
        return engine && std::any_of(engine->formats.begin(), engine->formats.end(), [&](const FormatSummary& known) {
                   return known.key == format && !known.problem.empty();
               });
    });
    return presets;
}

void Exports::applyPreset(const QString& name) {
    const auto all = presets();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& preset) { return preset.name == name; });
    if (found == all.end()) return;
    auto after = m_layer;
    for (const auto& [key, value] : found->values) after[key] = value;
    edit(after, Session::tr("Apply preset “%1”").arg(name));
}

void Exports::savePreset(const QString& name) {
    const auto built_in = builtInExportPresets();
    if (name.isEmpty() ||
        std::any_of(built_in.begin(), built_in.end(), [&](const auto& preset) { return preset.name == name; }))
        return;
    auto values = to_layer(settings());
    for (const auto* key : ofOneProject) values.erase(key);
    keepOwnPreset(PresetKind::exports, name, values);
    Q_EMIT presetsChanged();
}

void Exports::removePreset(const QString& name) {
    forgetOwnPreset(PresetKind::exports, name);
    Q_EMIT presetsChanged();
}

QString Exports::folder() const {
    const auto* project = m_session->project();
    const auto own = project ? project->state(folderKey).toString() : QString();
    if (!own.isEmpty()) return own;
    const auto last = QSettings().value(folderKey).toString();
    return last.isEmpty() ? usualFolder() : last;
}

void Exports::setFolder(const QString& folder) {
    const auto clean = QDir::cleanPath(folder);
    if (clean == this->folder()) return;
    m_session->project()->setState(folderKey, clean);
    // A new project starts with this folder.
    QSettings().setValue(folderKey, clean);
    Q_EMIT folderChanged();
}

QString Exports::nameOf(const SettingsLayer& layer) const {
    const auto* project = m_session->project();
    const auto* take = project ? project->take(m_take) : nullptr;
    const auto* photo = take ? project->photo(take->photo) : nullptr;
    if (!photo) return {};
    const auto set = settingsOf(layer);
    ExportNameWords words;
    words.photo = photo->name();
    const auto takes = project->takes(photo->id);
    const auto at = std::find_if(takes.begin(), takes.end(), [&](const Take& each) { return each.id == m_take; });
    words.take = static_cast<int>(at - takes.begin()) + 1;
    if (const auto seed = take->settings.find("seed"); seed != take->settings.end())
        words.seed = std::get<std::int64_t>(seed->second);
    words.date = QDate::currentDate();
    words.format = QString::fromStdString(set.format);
    if (m_estimate) {
        words.size = QSize(m_estimate->width, m_estimate->height);
        words.fps = m_estimate->fps;
    }
    QString extension;
    if (const auto* engine = m_session->engine())
        for (const auto& format : engine->formats)
            if (format.key == set.format) extension = QString::fromStdString(format.extension);
    return exportName(QString::fromStdString(set.name_pattern), words) + extension;
}

QString Exports::fileName() const {
    return nameOf(m_layer);
}

QString Exports::whyNotExport() const {
    const auto* engine = m_session->engine();
    if (!engine) return tr("The engine is still starting.");
    if (m_take == noId) return tr("Show a take first: an export is made of it.");
    const auto set = settings();
    for (const auto& format : engine->formats)
        if (format.key == set.format && !format.problem.empty()) return QString::fromStdString(format.problem);
    return {};
}

std::optional<ExportRequest> Exports::request() const {
    const auto* take = m_session->project() ? m_session->project()->take(m_take) : nullptr;
    if (!take || !whyNotExport().isEmpty()) return {};
    ExportRequest request;
    request.source = take->folder.toStdString();
    request.detail = m_detail.toStdString();
    request.first = m_first;
    request.last = m_last;
    request.settings = m_layer;
    request.out = QDir(folder()).filePath(fileName()).toStdString();
    return request;
}

void Exports::askEstimate() {
    if (!m_estimate && !m_estimateAsked && m_take != noId) m_settle.start();
}

const ExportEstimate* Exports::estimate() const {
    return m_estimate ? &*m_estimate : nullptr;
}

void Exports::receiveEstimate(const ExportEstimate& estimate) {
    if (!std::exchange(m_estimateAsked, false)) return;
    m_estimate = estimate;
    Q_EMIT estimateChanged();
    if (std::exchange(m_exportWhenKnown, false)) addJob(m_layer, folder());
}

void Exports::askLoops(int longSide) {
    const auto asked = request();
    m_loopsAsked = asked.has_value();
    if (asked) m_side->makeLoopVariants(*asked, longSide);
}

const std::vector<LoopVariant>& Exports::loops() const {
    return m_loops;
}

void Exports::exportTake() {
    if (!whyNotExport().isEmpty()) return;
    // The system's usual folder is made where it is missing. A folder that the artist chose and that is gone is an
    // error to be told.
    if (folder() == usualFolder()) QDir().mkpath(folder());
    m_exportWhenKnown = !m_estimate && namesSizeOrRate(QString::fromStdString(settings().name_pattern));
    if (m_exportWhenKnown)
        askEstimate();
    else
        addJob(m_layer, folder());
}

bool Exports::canRepeat() const {
    return m_session->project() && !m_session->project()->state(lastFolderKey).toString().isEmpty() &&
           whyNotExport().isEmpty();
}

void Exports::repeatLast() {
    if (!canRepeat()) return;
    const auto* project = m_session->project();
    const auto layer = exportSettingsFromText(project->state(lastSettingsKey).toString());
    if (layer) addJob(*layer, project->state(lastFolderKey).toString());
}

void Exports::addJob(const SettingsLayer& layer, const QString& folder) {
    auto* project = m_session->project();
    if (m_take == noId) return;
    ExportJob job;
    job.take = m_take;
    job.detail = m_detail;
    job.first = m_first;
    job.last = m_last;
    job.settings = layer;
    job.out = QDir(folder).filePath(nameOf(layer));
    project->setState(lastSettingsKey, settingsText(layer));
    project->setState(lastFolderKey, folder);
    project->addExport(job);
    Q_EMIT sourceChanged();
}

}  // namespace stillwave::ui
