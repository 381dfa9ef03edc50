#include <QCoreApplication>
#include <algorithm>

#include "ui/session/presets.h"
#include "ui/session/session_private.h"

/// The part of Session that edits the selected photos' settings and applies presets.
namespace stillwave::ui {
namespace {

// The settings that belong to one clip and not to a look, which presets leave alone.
constexpr const char* ofOneClip[] = {"seed", "focus_x", "focus_y"};

// A take that goes on from another one says so in its controls; a photo's own controls never do.
Controls ofPhoto(Controls controls) {
    controls.extend.reset();
    controls.make_again.reset();
    return controls;
}

}  // namespace

QString labelOf(const FieldInfo& field) {
    const auto label = field.label;
    return QCoreApplication::translate("stillwave",
                                       QByteArray(label.data(), static_cast<qsizetype>(label.size())).constData());
}

AnimationSettings Session::resolvedSettings(PhotoId id) const {
    const auto* photo = m_private->project->photo(id);
    return photo ? m_private->resolve(photo->settings.values, photo->settings.model, photo->size)
                 : m_private->resolve({}, {}, {});
}

AnimationSettings Session::defaultSettings(PhotoId id) const {
    const auto* photo = m_private->project->photo(id);
    return photo ? m_private->resolve({}, photo->settings.model, photo->size) : m_private->resolve({}, {}, {});
}

std::optional<SettingValue> Session::value(const QString& key) const {
    const auto& field = settings_field(key.toStdString());
    std::optional<SettingValue> shared;
    for (const auto id : m_private->selected) {
        const auto value = get_setting(resolvedSettings(id), field);
        if (shared && *shared != value) return {};
        shared = value;
    }
    return shared;
}

std::optional<QString> Session::modelOfSelection() const {
    std::optional<QString> shared;
    for (const auto id : m_private->selected) {
        const auto model = m_private->project->photo(id)->settings.model;
        if (shared && *shared != model) return {};
        shared = model;
    }
    return shared;
}

bool Session::isSet(const QString& key) const {
    return std::any_of(m_private->selected.begin(), m_private->selected.end(), [&](PhotoId id) {
        return m_private->project->photo(id)->settings.values.contains(key.toStdString());
    });
}

void Session::edit(const QList<PhotoId>& photos, const std::function<void(PhotoSettings&)>& change, const QString& text,
                   const QString& key) {
    auto& d = *m_private;
    QHash<PhotoId, PhotoSettings> after;
    bool changed = false;
    for (const auto id : photos) {
        const auto* photo = d.project->photo(id);
        if (!photo) continue;
        auto settings = photo->settings;
        change(settings);
        changed = changed || settings != photo->settings;
        after[id] = settings;
    }
    if (changed) d.undo.push(new SettingsEdit(d.project.get(), after, text, key));
}

void Session::setValue(const QString& key, const SettingValue& value) {
    const auto& field = settings_field(key.toStdString());
    AnimationSettings scratch;
    set_setting(scratch, field, value);
    edit(
        m_private->selected,
        [&, checked = get_setting(scratch, field)](PhotoSettings& settings) {
            settings.values[key.toStdString()] = checked;
        },
        tr("Change %1").arg(labelOf(field)), key);
}

void Session::setValues(const SettingsLayer& values, const QString& undoText) {
    AnimationSettings scratch;
    apply_settings(scratch, values);
    edit(
        m_private->selected,
        [&](PhotoSettings& settings) {
            for (const auto& [key, value] : values) settings.values[key] = get_setting(scratch, settings_field(key));
        },
        undoText);
}

void Session::resetValue(const QString& key) {
    edit(
        m_private->selected, [&](PhotoSettings& settings) { settings.values.erase(key.toStdString()); },
        tr("Reset %1").arg(labelOf(settings_field(key.toStdString()))));
}

void Session::resetAll() {
    edit(
        m_private->selected,
        [](PhotoSettings& settings) {
            settings = {{}, {}, settings.controls};
        },
        tr("Reset all settings"));
}

void Session::setModel(const QString& name) {
    edit(
        m_private->selected, [&](PhotoSettings& settings) { settings.model = name; }, tr("Change model"));
}

void Session::copySettings() {
    if (const auto* photo = m_private->currentPhoto()) m_private->copied = photo->settings;
}

bool Session::canPasteSettings() const {
    return m_private->copied.has_value();
}

void Session::pasteSettings() {
    if (m_private->copied)
        edit(
            m_private->selected, [this](PhotoSettings& settings) { settings = *m_private->copied; },
            tr("Paste settings"));
}

void Session::syncToSelection() {
    const auto* photo = m_private->currentPhoto();
    if (!photo) return;
    edit(
        m_private->selected, [model = photo->settings](PhotoSettings& settings) { settings = model; },
        tr("Sync settings to selection"));
}

QList<Session::Preset> Session::presets() const {
    return builtInPresets() + ownPresets(PresetKind::motion);
}

void Session::applyPreset(const QString& name) {
    const auto all = presets();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Preset& preset) { return preset.name == name; });
    if (found != all.end()) setValues(found->values, tr("Apply preset “%1”").arg(name));
}

void Session::savePreset(const QString& name) {
    const auto* photo = m_private->currentPhoto();
    const auto built_in = builtInPresets();
    if (!photo || name.isEmpty() ||
        std::any_of(built_in.begin(), built_in.end(), [&](const Preset& preset) { return preset.name == name; }))
        return;
    auto values = photo->settings.values;
    for (const auto* key : ofOneClip) values.erase(key);
    keepOwnPreset(PresetKind::motion, name, values);
    Q_EMIT presetsChanged();
}

void Session::removePreset(const QString& name) {
    forgetOwnPreset(PresetKind::motion, name);
    Q_EMIT presetsChanged();
}

// Values that the model takes anyway are left out, so that they are not shown as the artist's choice.
PhotoSettings Session::Private::unresolved(const SettingsLayer& all, const Controls& controls, const QString& made_by,
                                           QSize photo) const {
    PhotoSettings settings;
    settings.controls = ofPhoto(controls);
    const auto* usual = model({});
    if (!usual || usual->name != made_by.toStdString()) settings.model = made_by;
    const auto defaults = to_layer(resolve({}, settings.model, photo));
    for (const auto& [key, value] : all)
        if (const auto usually = defaults.find(key); usually == defaults.end() || usually->second != value)
            settings.values[key] = value;
    return settings;
}

void Session::restoreSettings(TakeId id) {
    auto& d = *m_private;
    const auto* take = d.project->take(id);
    const auto* photo = take ? d.project->photo(take->photo) : nullptr;
    if (!photo) return;
    const auto restored = d.unresolved(take->settings, take->controls, take->model, photo->size);
    edit(
        {photo->id}, [&](PhotoSettings& settings) { settings = restored; }, tr("Restore settings of take"));
}

QStringList Session::changedSince(TakeId id) const {
    const auto& d = *m_private;
    const auto* take = d.project->take(id);
    const auto* photo = take ? d.project->photo(take->photo) : nullptr;
    if (!photo) return {};
    QStringList changed;
    for (const auto& [key, value] : to_layer(resolvedSettings(photo->id))) {
        const auto then = take->settings.find(key);
        const bool free_seed = key == "seed" && value == SettingValue(std::int64_t{-1});
        if (then != take->settings.end() && then->second != value && !free_seed) changed << QString::fromStdString(key);
    }
    const auto* model = d.model(photo->settings.model);
    if (model && model->name != take->model.toStdString()) changed << QStringLiteral("model");
    if (photo->settings.controls != ofPhoto(take->controls)) changed << QStringLiteral("controls");
    return changed;
}

}  // namespace stillwave::ui
