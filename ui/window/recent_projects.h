#pragma once

#include <QString>
#include <QStringList>

namespace stillwave::ui {

/// The folders of the projects that were open lately, newest first, without those that are gone. The list is kept in
/// the application's settings.
QStringList recentProjects();
void rememberProject(const QString& folder);

/// The folder in which projects are made unless the artist chooses another.
QString projectsFolder();

/// The path of a new folder in projectsFolder(), numbered where the name is taken.
QString newProjectFolder(const QString& name);

}  // namespace stillwave::ui
