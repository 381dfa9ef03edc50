#include "ui/window/recent_projects.h"

#include <QDir>
#include <QSettings>
#include <QStandardPaths>

namespace stillwave::ui {
namespace {

constexpr int remembered = 10;

QString settingsKey() {
    return QStringLiteral("projects/recent");
}

}  // namespace

QStringList recentProjects() {
    QStringList folders = QSettings().value(settingsKey()).toStringList();
    folders.removeIf([](const QString& folder) { return !QDir(folder).exists(); });
    return folders;
}

void rememberProject(const QString& folder) {
    QStringList folders = recentProjects();
    folders.removeAll(folder);
    folders.prepend(folder);
    QSettings().setValue(settingsKey(), QStringList(folders.mid(0, remembered)));
}

QString projectsFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/projects");
}

QString newProjectFolder(const QString& name) {
    const QDir projects(projectsFolder());
    QString folder = name + QStringLiteral(".stillwave");
    for (int number = 2; projects.exists(folder); ++number)
        folder = QStringLiteral("%1 %2.stillwave").arg(name).arg(number);
    return projects.filePath(folder);
}

}  // namespace stillwave::ui
