#include "ui/window/settings_presenter.h"

#include <QInputDialog>

#include "types/error.h"
#include "ui/docks/settings_panel.h"
#include "ui/session/forecast.h"
#include "ui/window/message_bar.h"
#include "ui/window/wording.h"

namespace stillwave::ui {

namespace {

QString memoryText(const AnimationEstimate& estimate) {
    const auto size = [](std::uint64_t bytes) { return bytesText(static_cast<qint64>(bytes)); };
    return (estimate.fits ? SettingsPresenter::tr("Takes %1 of memory; %2 may be used")
                          : SettingsPresenter::tr("Takes %1 of memory; only %2 may be used"))
        .arg(size(estimate.memory_bytes), size(estimate.budget_bytes));
}

}  // namespace

SettingsPresenter::SettingsPresenter(Session* session, SettingsPanel* panel, MessageBar* messages, QObject* parent)
    : QObject(parent), m_session(session), m_panel(panel), m_messages(messages) {
    for (const auto changed : {&Session::selectionChanged, &Session::settingsChanged, &Session::currentTakeChanged,
                               &Session::projectChanged})
        connect(session, changed, this, &SettingsPresenter::refresh);
    connect(session, &Session::engineChanged, this, [this] {
        refreshModels();
        refresh();
    });
    connect(session->forecast(), &Forecast::changed, this, &SettingsPresenter::refreshCard);
    connect(session, &Session::presetsChanged, this, &SettingsPresenter::refreshPresets);
    auto* queue = session->queue();
    connect(queue, &QueueRunner::started, this, &SettingsPresenter::refreshCard);
    connect(queue, &QueueRunner::finished, this, &SettingsPresenter::refreshCard);
    connect(queue, &QueueRunner::idle, this, &SettingsPresenter::refreshCard);
    // Once a photo was read, its size or the reason why it cannot be read is known.
    connect(session->pictures(), &PictureLoader::pictureRead, this, &SettingsPresenter::refresh, Qt::QueuedConnection);

    connect(panel, &SettingsPanel::valueEdited, this, &SettingsPresenter::edit);
    connect(panel, &SettingsPanel::valueReset, session, &Session::resetValue);
    connect(panel, &SettingsPanel::sizeChosen, this, [this](const QSize& size) {
        m_session->setValues({{"width", std::int64_t{size.width()}}, {"height", std::int64_t{size.height()}}},
                             tr("Change size"));
    });
    connect(panel, &SettingsPanel::modelChosen, session, &Session::setModel);
    connect(panel, &SettingsPanel::presetChosen, session, &Session::applyPreset);
    connect(panel, &SettingsPanel::presetRemoveRequested, session, &Session::removePreset);
    connect(panel, &SettingsPanel::presetSaveRequested, this, &SettingsPresenter::savePreset);
    connect(panel, &SettingsPanel::revertRequested, this,
            [this] { m_session->restoreSettings(m_session->currentTake()); });
    connect(panel, &SettingsPanel::generateRequested, this, &SettingsPresenter::generate);
    refreshPresets();
}

void SettingsPresenter::refresh() {
    if (!m_session->project()) return;
    const bool hasPhoto = m_session->currentPhoto() != noId;
    m_panel->setEditable(hasPhoto);
    m_panel->setPhotoCount(static_cast<int>(m_session->selectedPhotos().size()));
    // Without a photo the panel shows the model's defaults.
    AnimationSettings unset;
    if (const auto* model = m_session->model({})) apply_settings(unset, model->card);
    SettingsPanel::Values values;
    for (const auto& field : settings_fields()) {
        const auto key = QString::fromUtf8(field.key.data(), static_cast<qsizetype>(field.key.size()));
        values.insert(key, hasPhoto ? m_session->value(key) : get_setting(unset, field));
    }
    m_panel->setValues(values);
    m_panel->setChanged(m_session->currentTake() == noId ? QStringList()
                                                         : m_session->changedSince(m_session->currentTake()));
    const auto* take = m_session->project()->take(m_session->currentTake());
    const auto seed = take ? take->settings.find("seed") : SettingsLayer::const_iterator();
    m_panel->setTakeSeed(take && seed != take->settings.end() ? std::optional(std::get<std::int64_t>(seed->second))
                                                              : std::nullopt);
    if (m_session->engine()) refreshModels();
    refreshCard();
}

void SettingsPresenter::refreshModels() {
    const auto* engine = m_session->engine();
    if (!engine) return;
    m_panel->setModels(engine->models, QString::fromStdString(engine->default_model),
                       m_session->currentPhoto() == noId ? std::optional(QString()) : m_session->modelOfSelection());
}

void SettingsPresenter::refreshPresets() {
    QList<SettingsPanel::Preset> presets;
    for (const auto& preset : m_session->presets()) presets.append({preset.name, preset.builtIn});
    m_panel->setPresets(presets);
}

void SettingsPresenter::refreshCard() {
    if (!m_session->project()) return;
    auto* card = m_panel->card();
    card->setBlocked(m_session->whyNotGenerate());
    card->setGenerating(m_session->queue()->live() != nullptr);
    const auto prediction = m_session->prediction();
    const auto* estimate = m_session->forecast()->estimate();
    card->setMemory(estimate ? memoryText(*estimate) : QString(), estimate && !estimate->fits);
    if (!prediction) {
        if (!estimate) return card->setPrediction({}, {});
        return card->setPrediction(tr("About %1").arg(durationText(estimate->seconds)),
                                   tr("Estimated; surer once a clip was made here"));
    }
    const QString clips = tr("from %n clip(s) measured here", nullptr, prediction->clips);
    card->setPrediction(
        tr("About %1").arg(durationText(prediction->seconds)),
        prediction->clips == 1
            ? clips
            : tr("%1 to %2, %3").arg(durationText(prediction->least), durationText(prediction->most), clips));
}

void SettingsPresenter::edit(const QString& key, const SettingValue& value) {
    try {
        const bool draws = key == QLatin1String("guidance_shape") && value == SettingValue(std::string("points"));
        if (draws && m_session->value(QStringLiteral("guidance_curve")) == SettingValue(std::string())) {
            // Free points need at least one; two that rise as "linear" does are a start.
            m_session->setValues({{"guidance_shape", value}, {"guidance_curve", std::string("0:0 1:1")}},
                                 tr("Draw guidance"));
        } else {
            m_session->setValue(key, value);
        }
    } catch (const Error& error) {
        m_messages->show(
            {QStringLiteral("setting"), MessageBar::Kind::warning, QString::fromUtf8(error.what()), {}, {}, 6});
        refresh();
    }
}

void SettingsPresenter::savePreset() {
    bool accepted = false;
    const QString name = QInputDialog::getText(m_panel->window(), tr("Save preset"), tr("Name of the preset"),
                                               QLineEdit::Normal, {}, &accepted)
                             .trimmed();
    if (accepted && !name.isEmpty()) m_session->savePreset(name);
}

void SettingsPresenter::generate(int seeds) {
    const QString reason = m_session->whyNotGenerate();
    if (!reason.isEmpty()) {
        m_messages->show({QStringLiteral("generate"), MessageBar::Kind::warning, reason, {}, {}, 6});
        return;
    }
    m_session->generate(seeds);
    Q_EMIT generated();
}

}  // namespace stillwave::ui
