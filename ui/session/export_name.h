#pragma once

#include <QDate>
#include <QString>
#include <optional>

#include "types/export_types.h"
#include "ui/project/types.h"

namespace stillwave::ui {

/// What a name pattern's words stand for.
struct ExportNameWords {
    QString photo;  ///< the photo's file name
    int take = 0;   ///< the take's number among its photo's, from 1
    qint64 seed = 0;
    QDate date;
    QSize size;      ///< px; empty: not known
    double fps = 0;  ///< 0: not known
    QString format;  ///< a key of export_fields' `format`
};

/// The file's name without its extension: `pattern` with its words filled in (types/export_name.h).
QString exportName(const QString& pattern, const ExportNameWords& words);

/// Whether `pattern` has words that only an estimate fills in.
bool namesSizeOrRate(const QString& pattern);

}  // namespace stillwave::ui
