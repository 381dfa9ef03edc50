#include "ui/window/file_actions.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QUrl>

namespace stillwave::ui {

void revealFile(const QString& file) {
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).path()));
}

void copyPath(const QString& file) {
    auto* mime = new QMimeData;
    mime->setText(QDir::toNativeSeparators(file));
    mime->setUrls({QUrl::fromLocalFile(file)});
    QGuiApplication::clipboard()->setMimeData(mime);
}

}  // namespace stillwave::ui
