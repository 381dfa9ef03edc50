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

QString groupOf(PresetKind kind) {
    return kind == PresetKind::motion ? QStringLiteral("presets") : QStringLiteral("export_presets");
}

// The preset's key in QSettings. A slash in the name is encoded, because QSettings takes it for a group.
QString keyOf(PresetKind kind, const QString& name) {
    return QStringLiteral("%1/%2").arg(groupOf(kind), QString::fromLatin1(name.toUtf8().toHex()));
}

}  // namespace

QList<Session::Preset> builtInPresets() {
    const auto preset = [](const QString& name, std::int64_t motion, double noise) {
        return Session::Preset{name, {{"motion_bucket_id", motion}, {"noise_aug_strength", noise}}, true};
    };
    return {preset(Session::tr("Gentle"), 60, 0.02), preset(Session::tr("Lively"), 180, 0.02),
            preset(Session::tr("Faithful"), 90, 0.0), preset(Session::tr("Free"), 150, 0.1)};
}

QList<Session::Preset> builtInExportPresets() {
    // Every preset sets the same settings, so that none depends on the one that was applied before it.
    const auto preset = [](const QString& name, const char* format, std::int64_t quality, std::int64_t long_side,
                           double megabytes) {
        return Session::Preset{name,
                               {{"format", std::string(format)},
                                {"quality", quality},
                                {"pixel_format", std::string("auto")},
                                {"long_side", long_side},
                                {"size_budget_mb", megabytes}},
                               true};
    };
    return {preset(Session::tr("Social, MP4"), "mp4_h264", 80, 1920, 0),
            preset(Session::tr("Web, small WebM"), "webm_vp9", 60, 1280, 0),
            preset(Session::tr("GIF for chat (8 MB)"), "gif", 80, 480, 8),
            preset(Session::tr("Editing, ProRes 422"), "prores_422", 80, 0, 0),
            preset(Session::tr("Archive, FFV1"), "ffv1", 100, 0, 0)};
}

QList<Session::Preset> ownPresets(PresetKind kind) {
    const auto store = settings();
    store->beginGroup(groupOf(kind));
    QList<Session::Preset> presets;
    for (const auto& key : store->childKeys())
        if (const auto values = kind == PresetKind::motion ? settingsFromText(store->value(key).toString())
                                                           : exportSettingsFromText(store->value(key).toString()))
            presets << Session::Preset{QString::fromUtf8(QByteArray::fromHex(key.toLatin1())), *values, false};
    std::sort(presets.begin(), presets.end(),
              [](const auto& a, const auto& b) { return QString::localeAwareCompare(a.name, b.name) < 0; });
    return presets;
}

void keepOwnPreset(PresetKind kind, const QString& name, const SettingsLayer& values) {
    settings()->setValue(keyOf(kind, name), settingsText(values));
}

void forgetOwnPreset(PresetKind kind, const QString& name) {
    settings()->remove(keyOf(kind, name));
}

}  // namespace stillwave::ui
