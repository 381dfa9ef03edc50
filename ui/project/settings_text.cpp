#include "ui/project/settings_text.h"

#include <QDataStream>
#include <QIODevice>
#include <array>

#include "types/names.h"
#include "types/settings_json.h"

namespace stillwave::ui {
namespace {

constexpr std::array jobStates{JobState::waiting, JobState::running, JobState::failed, JobState::interrupted};
constexpr std::array ratings{Rating::none, Rating::starred, Rating::rejected};

template <typename Values, typename Text>
auto valueOf(const Values& values, Text textOf, const QString& text) -> std::optional<typename Values::value_type> {
    for (const auto value : values)
        if (textOf(value) == text) return value;
    return {};
}

}  // namespace

QString settingsText(const SettingsLayer& settings) {
    return QString::fromStdString(settings_to_json(settings));
}

std::optional<SettingsLayer> settingsFromText(const QString& text) {
    try {
        return settings_from_json(text.toStdString(), "settings");
    } catch (const Error&) {
        return {};
    }
}

std::optional<SettingsLayer> exportSettingsFromText(const QString& text) {
    try {
        return export_settings_from_json(text.toStdString(), "settings");
    } catch (const Error&) {
        return {};
    }
}

QString controlsText(const Controls& controls, const QDir& project) {
    auto told = controls;
    for (auto* const path : paths_of(told)) {
        const auto relative = project.relativeFilePath(QString::fromStdString(path->string()));
        if (!relative.startsWith(QLatin1String("..")) && QDir::isRelativePath(relative)) *path = relative.toStdString();
    }
    return QString::fromStdString(controls_to_json(told));
}

std::optional<Controls> controlsFromText(const QString& text, const QDir& project) {
    try {
        // Projects of earlier versions hold no controls.
        if (text.isEmpty()) return Controls();
        auto controls = controls_from_json(text.toStdString(), "controls");
        for (auto* const path : paths_of(controls))
            *path = QDir::cleanPath(project.absoluteFilePath(QString::fromStdString(path->string()))).toStdString();
        return controls;
    } catch (const Error&) {
        return {};
    }
}

QString jobStateText(JobState state) {
    switch (state) {
        case JobState::waiting:
            return QStringLiteral("waiting");
        case JobState::running:
            return QStringLiteral("running");
        case JobState::failed:
            return QStringLiteral("failed");
        case JobState::interrupted:
            return QStringLiteral("interrupted");
    }
    return {};
}

std::optional<JobState> jobStateFromText(const QString& text) {
    return valueOf(jobStates, jobStateText, text);
}

QString ratingText(Rating rating) {
    switch (rating) {
        case Rating::none:
            return QStringLiteral("none");
        case Rating::starred:
            return QStringLiteral("starred");
        case Rating::rejected:
            return QStringLiteral("rejected");
    }
    return {};
}

std::optional<Rating> ratingFromText(const QString& text) {
    return valueOf(ratings, ratingText, text);
}

QString errorCodeText(ErrorCode code) {
    const auto name = error_code_name(code);
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

std::optional<ErrorCode> errorCodeFromText(const QString& text) {
    for (int i = 0; i <= static_cast<int>(ErrorCode::internal); ++i)
        if (errorCodeText(static_cast<ErrorCode>(i)) == text) return static_cast<ErrorCode>(i);
    return {};
}

QVariant finishedExportsValue(const QList<FinishedExport>& files) {
    QVariantList values;
    for (const auto& file : files)
        values << QVariant(QVariantList{file.id, file.take, file.path, file.size, file.bytes, file.made});
    return values;
}

QList<FinishedExport> finishedExportsFrom(const QVariant& value) {
    QList<FinishedExport> files;
    for (const auto& each : value.toList()) {
        const auto parts = each.toList();
        if (parts.size() != 6 || parts[2].toString().isEmpty()) continue;
        files << FinishedExport{parts[0].toLongLong(), parts[1].toLongLong(), parts[2].toString(),
                                parts[3].toSize(),     parts[4].toLongLong(), parts[5].toDateTime()};
    }
    return files;
}

QByteArray stateBytes(const QVariant& value) {
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << value;
    return bytes;
}

QVariant stateFromBytes(const QByteArray& bytes) {
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_4);
    QVariant value;
    in >> value;
    return in.status() == QDataStream::Ok ? value : QVariant();
}

}  // namespace stillwave::ui
