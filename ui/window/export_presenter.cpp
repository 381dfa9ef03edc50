#include "ui/window/export_presenter.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QLocale>

#include "types/error.h"
#include "ui/docks/export_panel.h"
#include "ui/window/file_actions.h"
#include "ui/window/message_bar.h"
#include "ui/window/queue_items.h"
#include "ui/window/wording.h"

namespace stillwave::ui {

ExportPresenter::ExportPresenter(Session* session, ExportPanel* panel, MessageBar* messages, QObject* parent)
    : QObject(parent), m_session(session), m_exports(session->exports()), m_panel(panel), m_messages(messages) {
    connect(session, &Session::projectChanged, this, &ExportPresenter::watchProject);
    connect(session, &Session::engineChanged, this, &ExportPresenter::refreshEngine);
    connect(m_exports, &Exports::settingsChanged, this, &ExportPresenter::refresh);
    connect(m_exports, &Exports::sourceChanged, this, &ExportPresenter::refresh);
    connect(m_exports, &Exports::folderChanged, this, &ExportPresenter::refresh);
    connect(m_exports, &Exports::presetsChanged, this, &ExportPresenter::refreshPresets);
    connect(m_exports, &Exports::estimateChanged, this, &ExportPresenter::refreshEstimate);
    connect(m_exports, &Exports::estimateFailed, this,
            [this](const QString& reason) { m_panel->setEstimate(tr("The size cannot be told"), reason); });
    connect(session->queue(), &QueueRunner::progressed, this, &ExportPresenter::refreshLive);
    connect(session->queue(), &QueueRunner::failed, this, &ExportPresenter::tellFailure);

    connect(panel, &ExportPanel::shown, this, &ExportPresenter::refreshEstimate);
    connect(panel, &ExportPanel::valueEdited, this, &ExportPresenter::edit);
    connect(panel, &ExportPanel::valueReset, m_exports, &Exports::resetValue);
    connect(panel, &ExportPanel::presetChosen, m_exports, &Exports::applyPreset);
    connect(panel, &ExportPanel::presetRemoveRequested, m_exports, &Exports::removePreset);
    connect(panel, &ExportPanel::presetSaveRequested, this, &ExportPresenter::savePreset);
    connect(panel, &ExportPanel::folderRequested, this, &ExportPresenter::chooseFolder);
    connect(panel, &ExportPanel::exportRequested, this, &ExportPresenter::exportTake);
    connect(panel, &ExportPanel::repeatRequested, this, &ExportPresenter::repeatLast);
    connect(panel, &ExportPanel::cancelRequested, session->queue(), &QueueRunner::cancel);
    connect(panel, &ExportPanel::retryRequested, session->queue(), &QueueRunner::retry);
    connect(panel, &ExportPanel::revealRequested, this, &revealFile);
    connect(panel, &ExportPanel::copyRequested, this, &copyPath);
    connect(panel, &ExportPanel::forgetRequested, this,
            [this](qint64 job) { m_session->project()->forgetExport(job); });
    refreshPresets();
    refresh();
}

void ExportPresenter::watchProject() {
    auto* project = m_session->project();
    connect(project, &Project::jobsReset, this, &ExportPresenter::refreshExports);
    connect(project, &Project::jobChanged, this, &ExportPresenter::refreshExports);
    connect(project, &Project::exportsChanged, this, &ExportPresenter::refreshExports);
    refreshExports();
}

void ExportPresenter::refresh() {
    m_panel->setSettings(m_exports->settings());
    m_panel->setFolder(m_exports->folder());
    m_panel->setBlocked(m_exports->whyNotExport());
    m_panel->setCanRepeat(m_exports->canRepeat());
    const auto* project = m_session->project();
    const auto* take = project ? project->take(m_session->currentTake()) : nullptr;
    const auto fit = take ? take->settings.find("fit") : SettingsLayer::const_iterator();
    m_panel->setLetterboxed(take && fit != take->settings.end() &&
                            fit->second == SettingValue(std::string("letterbox")));
    refreshEstimate();
}

void ExportPresenter::refreshEngine() {
    const auto* engine = m_session->engine();
    m_panel->setFormats(engine->formats);
    m_panel->setUpscalers(engine->upscalers);
}

void ExportPresenter::refreshPresets() {
    QList<ExportPanel::Preset> presets;
    for (const auto& preset : m_exports->presets()) presets.append({preset.name, preset.builtIn});
    m_panel->setPresets(presets);
}

// Shows the estimate, and asks for one only while the panel is visible, because encoding a sample costs some seconds.
void ExportPresenter::refreshEstimate() {
    m_panel->setFileName(m_exports->fileName());
    if (const auto* estimate = m_exports->estimate()) {
        const auto size = bytesText(static_cast<qint64>(estimate->bytes));
        m_panel->setEstimate(
            estimate->exact ? size : tr("About %1").arg(size),
            tr("%1 × %2 · %3 · %4 fps")
                .arg(estimate->width)
                .arg(estimate->height)
                .arg(tr("%n frame(s)", nullptr, estimate->frames), QLocale().toString(estimate->fps, 'g', 4)));
    } else if (m_session->project() && m_exports->whyNotExport().isEmpty()) {
        m_panel->setEstimate(tr("Measuring…"), tr("A part of the take is encoded to tell the size."));
        if (m_panel->isVisible()) m_exports->askEstimate();
    } else {
        m_panel->setEstimate({}, {});
    }
}

void ExportPresenter::refreshExports() {
    QList<QueueItem> items;
    for (const auto& job : m_session->project()->jobs())
        if (job.exporting) items.append(jobItem(*m_session, job));
    for (const auto& file : m_session->project()->finishedExports()) items.append(fileItem(file));
    m_panel->setExports(items);
}

void ExportPresenter::refreshLive() {
    const auto* live = m_session->queue()->live();
    const auto* job = live && live->exports ? m_session->project()->job(live->job) : nullptr;
    if (job) m_panel->updateExport(jobItem(*m_session, *job));
}

void ExportPresenter::tellFailure(JobId id) {
    const auto* job = m_session->project()->job(id);
    if (!job || !job->exporting || !job->failure) return;
    m_messages->show(
        {QStringLiteral("export"),
         MessageBar::Kind::error,
         tr("“%1” was not exported. %2").arg(QFileInfo(job->exporting->out).fileName(), job->failure->message),
         job->failure->detail,
         {{tr("Try again"), [this, id] { m_session->queue()->retry(id); }}},
         0});
}

void ExportPresenter::edit(const QString& key, const SettingValue& value) {
    try {
        m_exports->setValue(key, value);
    } catch (const Error& error) {
        m_messages->show(
            {QStringLiteral("setting"), MessageBar::Kind::warning, QString::fromUtf8(error.what()), {}, {}, 6});
        refresh();
    }
}

void ExportPresenter::savePreset() {
    bool accepted = false;
    const QString name = QInputDialog::getText(m_panel->window(), tr("Save preset"), tr("Name of the preset"),
                                               QLineEdit::Normal, {}, &accepted)
                             .trimmed();
    if (accepted && !name.isEmpty()) m_exports->savePreset(name);
}

void ExportPresenter::chooseFolder() {
    const QString folder = QFileDialog::getExistingDirectory(m_panel->window(), tr("Where exports go"),
                                                             m_exports->folder(), QFileDialog::ShowDirsOnly);
    if (!folder.isEmpty()) m_exports->setFolder(folder);
}

bool ExportPresenter::tellBlocked() {
    const QString reason = m_exports->whyNotExport();
    if (!reason.isEmpty()) m_messages->show({QStringLiteral("export"), MessageBar::Kind::warning, reason, {}, {}, 6});
    return !reason.isEmpty();
}

void ExportPresenter::exportTake() {
    if (!tellBlocked()) m_exports->exportTake();
}

void ExportPresenter::repeatLast() {
    if (tellBlocked()) return;
    // Without a last export to repeat this is the first one.
    m_exports->canRepeat() ? m_exports->repeatLast() : m_exports->exportTake();
}

}  // namespace stillwave::ui
