#pragma once

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QPainter>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "ui/process_engine.h"
#include "ui/theme/theme.h"
#include "ui/window/studio.h"
#include "ui/window/translations.h"

namespace stillwave::ui::test {

/// The whole studio over a given engine, with its data in a temporary folder.
class StudioRig {
  public:
    explicit StudioRig(const Worker::MakeEngine& makeEngine) {
        m_studio = std::make_unique<Studio>(makeEngine, m_folder.filePath(QStringLiteral("history.sqlite")));
        m_studio->session()->openProject(m_folder.filePath(QStringLiteral("Test.stillwave")));
        window()->showAsLastTime();
        window()->move(0, 0);
        window()->resize(1366, 768);
    }

    MainWindow* window() const { return m_studio->window(); }
    Session* session() const { return m_studio->session(); }
    QString path(const QString& name) const { return m_folder.filePath(name); }

    template <typename Widget = QWidget>
    Widget* find(const char* name) const {
        auto* widget = window()->findChild<Widget*>(QLatin1String(name));
        if (!widget) qFatal("there is no %s", name);
        return widget;
    }

    /// Saves a screenshot of the window where screenshots are wanted.
    void shoot(const QString& name) const {
        const QString folder = qEnvironmentVariable("STILLWAVE_SCREENSHOTS");
        if (folder.isEmpty()) return;
        QDir().mkpath(folder);
        QTest::qWait(150);
        window()->grab().save(folder + u'/' + name + QStringLiteral(".png"));
    }

  private:
    QTemporaryDir m_folder;
    std::unique_ptr<Studio> m_studio;
};

/// Applies the dark theme, or the light one where the environment asks for it, for screenshots of both.
inline ThemeChoice theme() {
    return qEnvironmentVariable("STILLWAVE_TEST_THEME") == QStringLiteral("light") ? ThemeChoice::light
                                                                                   : ThemeChoice::dark;
}

/// The path of the real worker program.
inline Worker::MakeEngine realEngine(const QString& program) {
    return [program] {
        ProcessEngine::Program child;
        child.path = program;
        return std::make_unique<ProcessEngine>(child);
    };
}

/// Settings for a small and quick clip, for tests that are not about frames.
inline void makeSmall(Session* session, int steps = 2, int frames = 4) {
    session->setValues({{"width", std::int64_t{128}},
                        {"height", std::int64_t{64}},
                        {"num_frames", std::int64_t{frames}},
                        {"num_inference_steps", std::int64_t{steps}}},
                       QStringLiteral("small"));
}

inline QString sample(const char* name) {
    return QStringLiteral(STILLWAVE_RESOURCES "/samples/") + QLatin1String(name);
}

/// Keeps the user's own settings and data out of the tests.
inline void isolate() {
    static QTemporaryDir home;
    for (const auto* name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
        qputenv(name, home.filePath(QLatin1String(name)).toUtf8());
    qunsetenv("STILLWAVE_RESOURCES");
    QApplication::setOrganizationName(QStringLiteral("Stillwave"));
    QApplication::setApplicationName(QStringLiteral("Stillwave Studio Test"));
}

}  // namespace stillwave::ui::test
