#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QIcon>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>

#include "types/build_info.h"
#include "ui/process_engine.h"
#include "ui/project/project_error.h"
#include "ui/theme/theme.h"
#include "ui/window/recent_projects.h"
#include "ui/window/studio.h"
#include "ui/window/theme_choice.h"
#include "ui/window/translations.h"
#include "ui/window/worker_log.h"

using namespace stillwave;
using namespace stillwave::ui;

namespace {

// The path of `stillwave`: beside this program where it is installed, in the neighbouring folder where it runs from the
// build.
QString workerProgram() {
    const QDir here(QCoreApplication::applicationDirPath());
    for (const auto& candidate : {QStringLiteral("stillwave"), QStringLiteral("../cli/stillwave")})
        if (QFileInfo(here.filePath(candidate)).isExecutable()) return QDir::cleanPath(here.filePath(candidate));
    return QStandardPaths::findExecutable(QStringLiteral("stillwave"));
}

// Opens the project in `folder`, or the one that the artist chooses where that fails. Returns false where the artist
// quits instead.
bool openSomeProject(Session& session, QString folder) {
    while (true) {
        try {
            session.openProject(folder);
            rememberProject(session.project()->folder());
            return true;
        } catch (const ProjectError& error) {
            QMessageBox box(QMessageBox::NoIcon, QCoreApplication::translate("main", "Stillwave Studio"),
                            error.message);
            auto* retry = box.addButton(QCoreApplication::translate("main", "Try again"), QMessageBox::AcceptRole);
            auto* fresh = box.addButton(QCoreApplication::translate("main", "New project"), QMessageBox::ActionRole);
            box.addButton(QCoreApplication::translate("main", "Quit"), QMessageBox::RejectRole);
            box.exec();
            if (box.clickedButton() == fresh) {
                folder = newProjectFolder(QCoreApplication::translate("main", "Untitled"));
            } else if (box.clickedButton() != retry) {
                return false;
            }
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    // Qt's FFmpeg back end is chosen, because the GStreamer one crashes where plug-ins are missing.
    if (qEnvironmentVariableIsEmpty("QT_MEDIA_BACKEND")) qputenv("QT_MEDIA_BACKEND", "ffmpeg");
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Stillwave"));
    QApplication::setApplicationName(QStringLiteral("Stillwave Studio"));
    QApplication::setApplicationVersion(QString::fromStdString(current_build().version));
    QApplication::setDesktopFileName(QStringLiteral("stillwave-studio"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/app/stillwave.svg")));
    installTranslations(application);
    applyTheme(application, themeFromSettings());

    QCommandLineParser arguments;
    arguments.setApplicationDescription(QCoreApplication::translate("main", "Makes still photos move."));
    arguments.addHelpOption();
    arguments.addVersionOption();
    const QCommandLineOption project(QStringLiteral("project"),
                                     QCoreApplication::translate("main", "Open the project in this folder."),
                                     QCoreApplication::translate("main", "FOLDER"));
    arguments.addOption(project);
    arguments.addPositionalArgument(QStringLiteral("photos"),
                                    QCoreApplication::translate("main", "Photos and folders to add."),
                                    QStringLiteral("[photos…]"));
    arguments.process(application);

    ProcessEngine::Program program;
    program.path = workerProgram();
    // The log is made first, so that it outlives the threads that write to it.
    WorkerLog log;
    program.log = [&log](const QString& line) { log.append(line); };
    const QString data = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    QDir().mkpath(data);
    Studio studio([program] { return std::make_unique<ProcessEngine>(program); },
                  data + QStringLiteral("/history.sqlite"));
    QObject::connect(&log, &WorkerLog::appended, studio.window(), &MainWindow::appendLog);

    QString folder = arguments.value(project);
    if (folder.isEmpty()) folder = recentProjects().value(0);
    if (folder.isEmpty()) folder = newProjectFolder(QCoreApplication::translate("main", "Untitled"));
    if (!openSomeProject(*studio.session(), QFileInfo(folder).absoluteFilePath())) return 0;
    studio.window()->showAsLastTime();
    studio.session()->addFiles(arguments.positionalArguments());
    return QApplication::exec();
}
