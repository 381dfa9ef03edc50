#include "ui/session/photo_files.h"

#include <QCollator>
#include <QDir>
#include <QFileInfo>
#include <algorithm>

namespace stillwave::ui {
namespace {

constexpr int deepest = 4;

void addFolder(const QString& folder, int level, const QCollator& natural, QStringList& photos) {
    if (level > deepest) return;
    auto entries = QDir(folder).entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot);
    std::sort(entries.begin(), entries.end(), [&](const QFileInfo& a, const QFileInfo& b) {
        if (a.isDir() != b.isDir()) return b.isDir();
        return natural.compare(a.fileName(), b.fileName()) < 0;
    });
    for (const auto& entry : entries) {
        // Links to photos are followed; links to folders are not, because they may lead back up.
        if (entry.isDir() && entry.isSymLink()) continue;
        if (entry.isDir())
            addFolder(entry.absoluteFilePath(), level + 1, natural, photos);
        else if (isPhotoName(entry.fileName()))
            photos << entry.absoluteFilePath();
    }
}

// True where an image file may carry Stillwave's recipe: beside it, or in its first or last bytes.
bool mayBeClip(const QString& path) {
    static const QStringList suffixes{QStringLiteral("gif"), QStringLiteral("webp"), QStringLiteral("png"),
                                      QStringLiteral("jpg"), QStringLiteral("jpeg")};
    constexpr qint64 looked_at = 1 << 16;
    constexpr char recipeMark[] = "stillwave_recipe";
    if (!suffixes.contains(QFileInfo(path).suffix().toLower())) return false;
    if (QFileInfo::exists(path + QStringLiteral(".json"))) return true;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return false;
    if (file.read(looked_at).contains(recipeMark)) return true;
    if (file.size() <= looked_at) return false;
    file.seek(std::max(looked_at, file.size() - looked_at));
    return file.readAll().contains(recipeMark);
}

}  // namespace

bool isPhotoName(const QString& path) {
    static const QStringList suffixes{QStringLiteral("jpg"),  QStringLiteral("jpeg"), QStringLiteral("png"),
                                      QStringLiteral("webp"), QStringLiteral("tif"),  QStringLiteral("tiff"),
                                      QStringLiteral("bmp"),  QStringLiteral("avif"), QStringLiteral("heic"),
                                      QStringLiteral("heif")};
    return suffixes.contains(QFileInfo(path).suffix().toLower());
}

bool isClipName(const QString& path) {
    static const QStringList suffixes{QStringLiteral("mp4"), QStringLiteral("webm"), QStringLiteral("mkv"),
                                      QStringLiteral("mov"), QStringLiteral("apng"), QStringLiteral("json")};
    return suffixes.contains(QFileInfo(path).suffix().toLower());
}

PhotoFiles listPhotos(const QStringList& files_and_folders) {
    // English is used, because the C locale cannot sort by number.
    QCollator natural(QLocale(QLocale::English));
    natural.setNumericMode(true);
    natural.setCaseSensitivity(Qt::CaseInsensitive);
    PhotoFiles found;
    for (const auto& path : files_and_folders) {
        const QFileInfo info(path);
        const auto absolute = QDir::cleanPath(info.absoluteFilePath());
        if (info.isDir())
            addFolder(absolute, 1, natural, found.photos);
        else if (isClipName(path) || mayBeClip(absolute))
            found.clips << absolute;
        else
            (isPhotoName(path) ? found.photos : found.others) << absolute;
    }
    found.photos.removeDuplicates();
    return found;
}

}  // namespace stillwave::ui
