#pragma once

#include <QString>
#include <QStringList>

namespace stillwave::ui {

/// Folders of the projects that were open lately, newest first, without those that are gone. Kept in the application's
/// settings.
QStringList recentProjects();
void rememberProject(const QString& folder);

/// Where projects are made unless the artist says otherwise.
QString projectsFolder();

/// A folder in projectsFolder() that does not exist yet.
QString newProjectFolder(const QString& name);

}  // namespace stillwave::ui
