#pragma once

#include <QDate>
#include <QString>
#include <optional>

#include "types/export_types.h"
#include "ui/project/types.h"

namespace stillwave::ui {

/// The values that a name pattern's words stand for.
struct ExportNameWords {
    QString photo;  ///< the photo's file name
    int take = 0;   ///< the take's number among its photo's takes, from 1
    qint64 seed = 0;
    QDate date;
    QSize size;      ///< px; empty: not known yet
    double fps = 0;  ///< 0: not known yet
    QString format;  ///< a choice of the setting `format` of export_fields()
};

/// The name of a file without its extension: `pattern` with its words filled in (types/export_name.h).
QString exportName(const QString& pattern, const ExportNameWords& words);

/// True where `pattern` has words that are known only once the export was estimated: its size or its frame rate.
bool namesSizeOrRate(const QString& pattern);

}  // namespace stillwave::ui
