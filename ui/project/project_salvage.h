#pragma once

#include <QDir>
#include <QString>
#include <QStringList>

#include "ui/project/project_rows.h"

/// Recovery of a damaged project: nothing is thrown away, and all that can be read comes back.
namespace stillwave::ui {

inline constexpr char databaseName[] = "project.sqlite";
inline constexpr char takesName[] = "takes";

/// Renames the project's database, with the files that belong to it, to a name that says that it is damaged. Returns
/// the new path; empty: there was no database, or it cannot be renamed.
QString setDatabaseAside(const QDir& folder);

/// Reads all that can be read: first the rows of the database `damaged` one by one (the file stays as it is; empty:
/// there is none), then the takes that lie complete in the project's folder. `losses` gets a sentence for each thing
/// that could not be read.
ProjectRows salvage(const QString& damaged, const QDir& folder, QStringList& losses);

}  // namespace stillwave::ui
