#include "ui/window/project_actions.h"

#include <QClipboard>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QImage>
#include <QInputDialog>
#include <QMenu>
#include <QMimeData>
#include <QStandardPaths>
#include <QUrl>
#include <QtConcurrent>

#include "ui/error_text.h"
#include "ui/project/project_error.h"
#include "ui/window/message_bar.h"
#include "ui/window/recent_projects.h"

namespace stillwave::ui {
namespace {

QString picturesFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
}

}  // namespace

ProjectActions::ProjectActions(Session* session, Actions* actions, MessageBar* messages, QWidget* window)
    : QObject(window), m_session(session), m_messages(messages), m_window(window) {
    const auto connectAction = [&](ActionId id, auto method) {
        connect(actions->action(id), &QAction::triggered, this, [this, method] { (this->*method)(); });
    };
    connectAction(ActionId::newProject, &ProjectActions::newProject);
    connectAction(ActionId::openProject, &ProjectActions::chooseProject);
    connectAction(ActionId::renameProject, &ProjectActions::renameProject);
    connectAction(ActionId::openFiles, &ProjectActions::openPhotos);
    connectAction(ActionId::openFolder, &ProjectActions::openFolder);
    connectAction(ActionId::addModel, &ProjectActions::addModel);
    connectAction(ActionId::paste, &ProjectActions::pastePhotos);
    connect(session, &Session::projectChanged, this, [this] {
        connect(m_session->project(), &Project::writeFailed, this, [this](const QString& reason) {
            m_messages->show(
                {QStringLiteral("write"),
                 MessageBar::Kind::error,
                 tr("The project cannot be written. Nothing is lost while this window is open: make room on "
                    "its disk, and the next change writes everything."),
                 reason,
                 {},
                 0});
        });
        tellReport();
    });
    connect(session, &Session::filesRefused, this, [this](const QStringList& reasons) {
        m_messages->show(
            {QStringLiteral("refused"),
             MessageBar::Kind::warning,
             tr("%n file(s) could not be opened; all others are here.", nullptr, static_cast<int>(reasons.size())),
             reasons.join(u'\n'),
             {},
             0});
    });
    connect(session, &Session::recipeRestored, this, [this](const QString& file, PhotoId photo) {
        const auto* restored = m_session->project()->photo(photo);
        m_messages->show({QStringLiteral("recipe"),
                          MessageBar::Kind::info,
                          tr("“%1” has the settings of “%2” again.")
                              .arg(restored ? restored->name() : QString(), QFileInfo(file).fileName()),
                          {},
                          {},
                          10});
    });
    connect(session, &Session::recipeRefused, this, [this](const QString& file, const QString& reason) {
        m_messages->show({QStringLiteral("recipe"),
                          MessageBar::Kind::warning,
                          tr("“%1” does not say how it was made: it is no photo, and nothing was added.")
                              .arg(QFileInfo(file).fileName()),
                          reason,
                          {},
                          0});
    });
    connect(session, &Session::recipePhotoMissing, this, [this](const QString& file, const RecipeSummary& recipe) {
        const auto photo = QString::fromStdString(recipe.photo.string());
        m_messages->show({QStringLiteral("recipe"),
                          MessageBar::Kind::warning,
                          tr("The photo “%1” of “%2” is not where it was.")
                              .arg(QFileInfo(photo).fileName(), QFileInfo(file).fileName()),
                          QDir::toNativeSeparators(photo),
                          {{tr("Locate…"),
                            [this, file, recipe, photo] {
                                const QString path = QFileDialog::getOpenFileName(
                                    m_window, tr("Where is “%1” now?").arg(QFileInfo(photo).fileName()),
                                    QFileInfo(file).path());
                                if (!path.isEmpty()) m_session->restoreRecipe(file, recipe, path);
                            }}},
                          0});
    });
    connect(session, &Session::engineFailed, this, [this](const JobFailure& failure) {
        m_messages->show({QStringLiteral("engine"), MessageBar::Kind::error, failure.message, failure.detail, {}, 0});
    });
    connect(session, &Session::engineChanged, this, &ProjectActions::askForVariants);
    connect(session, &Session::modelAdded, this, [this](const QString& name) {
        m_messages->show({QStringLiteral("model"),
                          MessageBar::Kind::info,
                          tr("The model “%1” was added.").arg(name),
                          {},
                          {{tr("Use it for the selected photos"), [this, name] { m_session->setModel(name); }}},
                          0});
    });
    connect(session, &Session::addModelFailed, this, [this](const QString&, const JobFailure& failure) {
        m_messages->show({QStringLiteral("model"), MessageBar::Kind::error, failure.message, failure.detail, {}, 0});
    });
}

void ProjectActions::tellReport() {
    const auto& report = m_session->project()->report();
    if (report.losses.isEmpty() && report.damagedCopy.isEmpty()) return;
    QStringList details = report.losses;
    if (!report.damagedCopy.isEmpty())
        details.append(tr("The damaged file is kept: %1").arg(QDir::toNativeSeparators(report.damagedCopy)));
    m_messages->show({QStringLiteral("report"),
                      MessageBar::Kind::warning,
                      tr("This project was damaged. What could be read is here."),
                      details.join(u'\n'),
                      {},
                      0});
}

void ProjectActions::openProject(const QString& folder) {
    try {
        m_session->openProject(folder);
        rememberProject(m_session->project()->folder());
    } catch (const ProjectError& error) {
        m_messages->show({QStringLiteral("project"), MessageBar::Kind::error, error.message, {}, {}, 0});
    }
}

void ProjectActions::newProject() {
    bool accepted = false;
    const QString name = QInputDialog::getText(m_window, tr("New project"), tr("Name of the project"),
                                               QLineEdit::Normal, tr("Untitled"), &accepted)
                             .trimmed();
    if (!accepted || name.isEmpty()) return;
    QString fileName = name;
    fileName.replace(QRegularExpression(QStringLiteral(R"([/\\:*?"<>|])")), QStringLiteral("-"));
    openProject(newProjectFolder(fileName));
    m_session->project()->setTitle(name);
}

void ProjectActions::chooseProject() {
    const QString folder =
        QFileDialog::getExistingDirectory(m_window, tr("Open project"), projectsFolder(), QFileDialog::ShowDirsOnly);
    if (folder.isEmpty()) return;
    // A folder without a project is refused: opening it would make it a project, after a mistaken click too.
    if (!folder.endsWith(QStringLiteral(".stillwave")) && !QFile::exists(folder + QStringLiteral("/project.sqlite"))) {
        m_messages->show({QStringLiteral("project"),
                          MessageBar::Kind::warning,
                          tr("“%1” is not a project. Choose a folder whose name ends with .stillwave.")
                              .arg(QFileInfo(folder).fileName()),
                          {},
                          {},
                          8});
        return;
    }
    openProject(folder);
}

void ProjectActions::renameProject() {
    bool accepted = false;
    const QString title = QInputDialog::getText(m_window, tr("Rename project"), tr("Name of the project"),
                                                QLineEdit::Normal, m_session->project()->title(), &accepted)
                              .trimmed();
    if (accepted && !title.isEmpty()) m_session->project()->setTitle(title);
}

void ProjectActions::fillRecentMenu(QMenu* menu) {
    menu->clear();
    for (const auto& folder : recentProjects()) {
        auto* entry = menu->addAction(QFileInfo(folder).completeBaseName());
        entry->setToolTip(QDir::toNativeSeparators(folder));
        connect(entry, &QAction::triggered, this, [this, folder] { openProject(folder); });
    }
    menu->setEnabled(!menu->isEmpty());
}

void ProjectActions::openPhotos() {
    m_session->addFiles(QFileDialog::getOpenFileNames(
        m_window, tr("Open photos"), picturesFolder(),
        tr("Photos (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.avif *.heic *.heif);;Files made by "
           "Stillwave (*.mp4 *.webm *.gif *.webp *.apng *.png *.mov *.mkv *.json);;All files (*)")));
}

void ProjectActions::openFolder() {
    const QString folder = QFileDialog::getExistingDirectory(m_window, tr("Open a folder of photos"), picturesFolder());
    if (!folder.isEmpty()) m_session->addFiles({folder});
}

void ProjectActions::addModel() {
    addModels(QFileDialog::getOpenFileNames(m_window,
                                            tr("Add a model: its .safetensors file, or a folder's model_index.json"),
                                            QDir::homePath(), tr("Models (*.safetensors model_index.json)")));
}

void ProjectActions::addModels(const QStringList& paths) {
    for (const auto& path : paths) {
        const QFileInfo file(path);
        m_messages->show({QStringLiteral("model"),
                          MessageBar::Kind::info,
                          tr("Adding “%1”… Finding out what it is may take half a minute.").arg(file.fileName()),
                          {},
                          {},
                          0});
        m_session->addModel(file.fileName() == QStringLiteral("model_index.json") ? file.path() : path);
    }
}

void ProjectActions::askForVariants() {
    if (!m_session->engine()) return;
    for (const auto& model : m_session->engine()->models) {
        const QString name = QString::fromStdString(model.name);
        const QString key = QStringLiteral("variant:") + name;
        if (model.frames_warning.empty()) {
            if (m_askedVariants.remove(name)) m_messages->dismiss(key);
            continue;
        }
        if (m_askedVariants.contains(name)) continue;
        m_askedVariants.insert(name);
        const auto say = [this, path = QString::fromStdString(model.path.string())](const char* variant) {
            return [this, path, variant] { m_session->addModel(path, QLatin1String(variant)); };
        };
        m_messages->show({key,
                          MessageBar::Kind::warning,
                          tr("Is “%1” SVD, which makes clips of 14 frames, or SVD-XT, which makes 25? Nothing in the "
                             "file tells. Until you say it, its clips have %2 frames.")
                              .arg(name)
                              .arg(model.num_frames),
                          {},
                          {{tr("SVD-XT, 25 frames"), say("svd_xt")}, {tr("SVD, 14 frames"), say("svd")}},
                          0});
    }
}

void ProjectActions::pastePhotos() {
    const auto* data = QGuiApplication::clipboard()->mimeData();
    QStringList files;
    for (const auto& url : data->urls())
        if (url.isLocalFile()) files.append(url.toLocalFile());
    if (!files.isEmpty()) {
        m_session->addFiles(files);
    } else if (data->hasImage()) {
        addPhotoWithoutFile(qvariant_cast<QImage>(data->imageData()));
    } else {
        m_messages->show(
            {QStringLiteral("paste"), MessageBar::Kind::info, tr("There is no photo on the clipboard."), {}, {}, 4});
    }
}

void ProjectActions::addPhotoWithoutFile(const QImage& image) {
    const QString folder = m_session->project()->folder() + QStringLiteral("/photos");
    const QString path =
        QStringLiteral("%1/pasted %2.png")
            .arg(folder, QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH-mm-ss-zzz")));
    QtConcurrent::run([folder, path, image] {
        return QDir().mkpath(folder) && image.save(path);
    }).then(this, [this, path](bool saved) {
        if (saved) {
            m_session->addFiles({path});
        } else {
            m_messages->show({QStringLiteral("paste"),
                              MessageBar::Kind::error,
                              tr("The pasted picture cannot be kept in the project: %1 cannot be written.").arg(path),
                              {},
                              {},
                              0});
        }
    });
}

void ProjectActions::findPhoto(PhotoId id) {
    const auto* photo = m_session->project()->photo(id);
    if (!photo) return;
    const QString path = QFileDialog::getOpenFileName(m_window, tr("Where is “%1” now?").arg(photo->name()),
                                                      QFileInfo(photo->path).path());
    if (path.isEmpty()) return;
    m_session->relocatePhoto(id, path);
    QList<JobId> failed;
    for (const auto& job : m_session->project()->jobs())
        if (job.photo == id && !job.exporting && job.state == JobState::failed) failed.append(job.id);
    for (const auto job : failed) m_session->queue()->retry(job);
}

}  // namespace stillwave::ui
