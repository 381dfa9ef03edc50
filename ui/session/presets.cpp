#include "ui/session/presets.h"

#include <QSettings>
#include <algorithm>
#include <memory>

#include "ui/project/settings_text.h"

namespace stillwave::ui {
namespace {

std::unique_ptr<QSettings> settings() {
    return std::make_unique<QSettings>(QStringLiteral("Stillwave"), QStringLiteral("Studio"));
}

// A name may hold a slash, which QSettings takes for a group.
QString keyOf(const QString& name) {
    return QStringLiteral("presets/") + QString::fromLatin1(name.toUtf8().toHex());
}

}  // namespace

QList<Session::Preset> builtInPresets() {
    const auto preset = [](const QString& name, std::int64_t motion, double noise) {
        return Session::Preset{name, {{"motion_bucket_id", motion}, {"noise_aug_strength", noise}}, true};
    };
    return {preset(Session::tr("Gentle"), 60, 0.02), preset(Session::tr("Lively"), 180, 0.02),
            preset(Session::tr("Faithful"), 90, 0.0), preset(Session::tr("Free"), 150, 0.1)};
}

QList<Session::Preset> ownPresets() {
    const auto store = settings();
    store->beginGroup(QStringLiteral("presets"));
    QList<Session::Preset> presets;
    for (const auto& key : store->childKeys())
        if (const auto values = settingsFromText(store->value(key).toString()))
            presets << Session::Preset{QString::fromUtf8(QByteArray::fromHex(key.toLatin1())), *values, false};
    std::sort(presets.begin(), presets.end(),
              [](const auto& a, const auto& b) { return QString::localeAwareCompare(a.name, b.name) < 0; });
    return presets;
}

void keepOwnPreset(const QString& name, const SettingsLayer& values) {
    settings()->setValue(keyOf(name), settingsText(values));
}

void forgetOwnPreset(const QString& name) {
    settings()->remove(keyOf(name));
}

}  // namespace stillwave::ui
