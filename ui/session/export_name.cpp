#include "ui/session/export_name.h"

#include <QFileInfo>

#include "types/export_name.h"

namespace stillwave::ui {

QString exportName(const QString& pattern, const ExportNameWords& words) {
    std::map<std::string, std::string> values{{"photo", QFileInfo(words.photo).completeBaseName().toStdString()},
                                              {"take", std::to_string(words.take)},
                                              {"seed", std::to_string(words.seed)},
                                              {"date", words.date.toString(Qt::ISODate).toStdString()},
                                              {"format", words.format.toStdString()}};
    if (!words.size.isEmpty()) {
        values["width"] = std::to_string(words.size.width());
        values["height"] = std::to_string(words.size.height());
    }
    if (words.fps > 0) values["fps"] = QString::number(words.fps, 'g', 5).toStdString();
    return QString::fromStdString(expand_name_pattern(pattern.toStdString(), values));
}

bool namesSizeOrRate(const QString& pattern) {
    for (const auto* word : {"{width}", "{height}", "{fps}"})
        if (pattern.contains(QLatin1String(word))) return true;
    return false;
}

}  // namespace stillwave::ui
