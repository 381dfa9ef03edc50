// Tests of the whole window over an engine without a model: its states, its names, drops, and the state after a kill.
#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QDropEvent>
#include <QLabel>
#include <QListView>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTabBar>
#include <QToolButton>
#include <QUrl>

#include "ui/docks/settings_panel.h"
#include "ui/fake_engine.h"
#include "ui/project/project_error.h"
#include "ui/stage/canvas.h"
#include "ui/stage/clip_player.h"
#include "ui/studio_rig.h"
#include "ui/timeline/timeline.h"
#include "ui/window/failure_card.h"
#include "ui/window/message_bar.h"
#include "ui/window/stage_view.h"

namespace stillwave::ui {

using stillwave::test::FakeEngine;
using stillwave::test::Script;
using test::sample;
using test::StudioRig;

class WindowTest : public QObject {
    Q_OBJECT

    std::shared_ptr<Script> m_script;
    std::unique_ptr<StudioRig> m_rig;

    Session* session() const { return m_rig->session(); }
    MessageBar* messages() const { return m_rig->window()->findChild<MessageBar*>(); }

    void addPhotos(const QStringList& paths) {
        const auto before = session()->project()->photos().size();
        session()->addFiles(paths);
        QTRY_COMPARE(session()->project()->photos().size(), before + paths.size());
        QTRY_VERIFY(session()->whyNotGenerate().isEmpty());
    }

    bool drop(const QList<QUrl>& urls) {
        QMimeData mime;
        mime.setUrls(urls);
        QDragEnterEvent enter({300, 300}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_rig->window(), &enter);
        if (!enter.isAccepted()) return false;
        QDropEvent event({300, 300}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_rig->window(), &event);
        return true;
    }

  private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, test::theme()); }
    void init();
    void cleanup() { m_rig.reset(); }
    void everyControlHasAName();
    void everySettingHasAnEditor();
    void everyActionIsInAMenu();
    void theViewMenuShowsEveryPanel();
    void emptyOffersSamples();
    void generatingThenPreview();
    void decodedFramesCanBeScrubbedAtOnce();
    void aFailureHasACardWithARemedyAndTheQueueGoesOn();
    void pastesFilesAndPictures();
    void mixedValuesShowAsMixed();
    void droppedModelsAreAdded();
    void anUnknownVariantIsAskedFor();
    void undoReachesEveryEdit();
    void photoDetailSwitchesTheFramesOfATake();
    void interruptedClipsAreOfferedAgain();
    void aSecondInstanceIsToldSo();
    void playheadAndTakeComeBack();
};

void WindowTest::init() {
    m_script = std::make_shared<Script>();
    m_rig = std::make_unique<StudioRig>([script = m_script] { return std::make_unique<FakeEngine>(script); });
    QTRY_VERIFY(session()->engine());
}

void WindowTest::everyControlHasAName() {
    addPhotos({sample("coffee.png")});
    session()->generate(1);
    QTRY_COMPARE(session()->project()->takes(session()->currentPhoto()).size(), 1);
    QStringList unnamed;
    int named = 0;
    for (const auto* widget : m_rig->window()->findChildren<QWidget*>()) {
        // Widgets that Qt makes inside its own controls are left out, because the control has a name.
        if (widget->objectName().startsWith(QStringLiteral("qt_")) || widget->inherits("QMenu")) continue;
        const bool control = qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget) ||
                             qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QSlider*>(widget) ||
                             qobject_cast<const QListView*>(widget) || qobject_cast<const Canvas*>(widget) ||
                             qobject_cast<const Timeline*>(widget);
        const bool inner = widget->parentWidget() &&
                           (qobject_cast<const QComboBox*>(widget->parentWidget()) ||
                            widget->parentWidget()->inherits("QComboBoxPrivateContainer") ||
                            widget->parentWidget()->inherits("QTabBar") || widget->inherits("QToolBarExtension") ||
                            widget->parentWidget()->inherits("QMenuBar"));
        if (!control || inner) continue;
        if (widget->accessibleName().isEmpty() ||
            (widget->toolTip().isEmpty() && qobject_cast<const QAbstractButton*>(widget)))
            unnamed.append(QStringLiteral("%1 '%2' in '%3'")
                               .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                    widget->parentWidget() ? widget->parentWidget()->objectName() : QString()));
        ++named;
    }
    QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(u'\n')));
    QVERIFY(named > 40);
}

void WindowTest::everySettingHasAnEditor() {
    const auto* panel = m_rig->window()->findChild<SettingsPanel*>();
    for (const auto& field : settings_fields()) {
        const auto key = QString::fromUtf8(field.key.data(), static_cast<qsizetype>(field.key.size()));
        QVERIFY2(panel->findChild<QWidget*>(key), qPrintable(key));
    }
}

void WindowTest::everyActionIsInAMenu() {
    QSet<QAction*> shown;
    for (auto* menu : m_rig->window()->menuBar()->actions())
        for (auto* action : menu->menu()->actions()) shown.insert(action);
    for (const auto& row : actionTable()) {
        if (row.id == ActionId::fullScreenPlayer) continue;
        QVERIFY2(shown.contains(m_rig->window()->actions()->action(row.id)), row.key);
    }
}

void WindowTest::theViewMenuShowsEveryPanel() {
    for (const char* name : {"history_panel", "log_panel"}) {
        auto* dock = m_rig->find<QDockWidget>(name);
        QVERIFY(dock->isHidden());
        QVERIFY(dock->toggleViewAction()->isEnabled());
        dock->toggleViewAction()->trigger();
        QTRY_VERIFY(dock->isVisible());
        dock->toggleViewAction()->trigger();
        QVERIFY(dock->isHidden());
    }
}

void WindowTest::emptyOffersSamples() {
    QVERIFY(m_rig->find("start_page")->isVisible());
    QVERIFY(!m_rig->find("generate_button")->isEnabled());
    QVERIFY(!m_rig->find<QLabel>("generate_blocked_reason")->text().isEmpty());
    QTest::mouseClick(m_rig->find<QToolButton>(sample("cat.png").toUtf8().constData()), Qt::LeftButton);
    QTRY_COMPARE(session()->project()->photos().size(), 1);
    QTRY_VERIFY(!m_rig->find("start_page")->isVisible());
    QTRY_VERIFY(m_rig->find("generate_button")->isEnabled());
}

void WindowTest::generatingThenPreview() {
    m_script->step_ms = 80;
    addPhotos({sample("coffee.png")});
    QSignalSpy finished(session()->queue(), &QueueRunner::finished);
    QTest::mouseClick(m_rig->find<QPushButton>("generate_button"), Qt::LeftButton);
    QTRY_VERIFY(session()->queue()->live() && session()->queue()->live()->progress.stage == Stage::sample);
    // Everything else stays usable, and an edit is for the next take.
    session()->setValue(QStringLiteral("motion_bucket_id"), std::int64_t{200});
    QTRY_COMPARE(finished.count(), 1);
    const auto takes = session()->project()->takes(session()->currentPhoto());
    QCOMPARE(std::get<std::int64_t>(takes.first().settings.at("motion_bucket_id")), 127);
    auto* player = m_rig->window()->findChild<ClipPlayer*>();
    QTRY_COMPARE(player->frameCount(), 14);
    QTRY_VERIFY(player->isPlaying());
    QVERIFY(m_rig->find<QLabel>("changed_text")->isVisible());
    QTest::mouseClick(m_rig->find<QPushButton>("revert_button"), Qt::LeftButton);
    QTRY_VERIFY(!m_rig->find<QLabel>("changed_text")->isVisible());
    QVERIFY(m_rig->find<QLabel>("prediction_headline")->text().contains(QLatin1Char('4')));
}

void WindowTest::decodedFramesCanBeScrubbedAtOnce() {
    m_script->frame_ms = 120;
    addPhotos({sample("coffee.png")});
    session()->generate(1);
    auto* player = m_rig->window()->findChild<ClipPlayer*>();
    QTRY_VERIFY(player->frameCount() >= 3);
    QVERIFY(session()->queue()->live());
    auto* timeline = m_rig->window()->findChild<Timeline*>();
    QTest::mouseClick(timeline, Qt::LeftButton, {}, timeline->cellRect(1).center().toPoint());
    QCOMPARE(player->position(), 1);
    QVERIFY(!player->isPlaying());
    QVERIFY(player->frameCount() < 14);
}

void WindowTest::aFailureHasACardWithARemedyAndTheQueueGoesOn() {
    m_script->fail_photo("cat.png", {Stage::sample, ErrorCode::out_of_memory,
                                     "The memory of the device ran out while the clip was sampled. Close other "
                                     "programs that use it, or choose a smaller size or fewer frames.",
                                     "bad_alloc"});
    addPhotos({sample("cat.png"), sample("coffee.png")});
    const auto photos = session()->project()->photos();
    session()->selectPhotos({photos[0].id, photos[1].id}, photos[0].id);
    session()->generate(1);
    QTRY_COMPARE(session()->project()->takes(photos[1].id).size(), 1);
    auto* card = m_rig->window()->findChild<FailureCard*>();
    session()->selectPhotos({photos[0].id}, photos[0].id);
    QTRY_VERIFY(card->isVisible());
    m_rig->shoot(QStringLiteral("window-failed"));
    for (const auto* label : card->findChildren<QLabel*>())
        QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
    auto* remedy = card->findChild<QPushButton*>(QStringLiteral("failure_remedy"));
    QCOMPARE(remedy->height(), remedy->sizeHint().height());
    m_script->mend();
    QTest::mouseClick(m_rig->find<QPushButton>("failure_remedy"), Qt::LeftButton);
    QTRY_COMPARE(session()->project()->takes(photos[0].id).size(), 1);
    QVERIFY(!card->isVisible());
    const auto low = session()->project()->takes(photos[0].id).first().settings;
    QCOMPARE(std::get<std::int64_t>(low.at("decode_chunk_size")), 2);
}

void WindowTest::pastesFilesAndPictures() {
    const auto photos = [this] { return session()->project()->photos(); };
    const auto paste = [this] { QTest::keyClick(m_rig->window(), Qt::Key_V, Qt::ControlModifier); };
    auto* files = new QMimeData;
    files->setUrls({QUrl::fromLocalFile(sample("coffee.png"))});
    QGuiApplication::clipboard()->setMimeData(files);
    paste();
    QTRY_COMPARE(photos().size(), 1);

    // Two images are pasted at once, and each gets a file of its own in the project.
    QImage picture(40, 30, QImage::Format_RGB32);
    for (const auto color : {Qt::red, Qt::blue}) {
        picture.fill(color);
        QGuiApplication::clipboard()->setImage(picture);
        paste();
        QTest::qWait(5);
    }
    QTRY_COMPARE(photos().size(), 3);
    const auto colorOf = [&](int index) { return QImage(photos()[index].path).pixelColor(3, 3).name(); };
    QCOMPARE(QSet({colorOf(1), colorOf(2)}), QSet({QStringLiteral("#ff0000"), QStringLiteral("#0000ff")}));
    QVERIFY(photos()[2].path.startsWith(session()->project()->folder()));

    QGuiApplication::clipboard()->setText(QStringLiteral("no photo"));
    paste();
    QTRY_VERIFY(messages()->isVisible());
    QCOMPARE(photos().size(), 3);
}

void WindowTest::mixedValuesShowAsMixed() {
    addPhotos({sample("cat.png"), sample("coffee.png")});
    const auto photos = session()->project()->photos();
    session()->selectPhotos({photos[0].id}, photos[0].id);
    session()->setValue(QStringLiteral("fps"), std::int64_t{12});
    session()->selectPhotos({photos[0].id, photos[1].id}, photos[0].id);
    const auto* box = m_rig->find<QWidget>("fps")->findChild<QAbstractSpinBox*>();
    QTRY_VERIFY(box->text().isEmpty());
    m_rig->shoot(QStringLiteral("window-mixed"));
    session()->setValue(QStringLiteral("fps"), std::int64_t{9});
    QTRY_COMPARE(box->text(), QStringLiteral("9"));
    QCOMPARE(session()->resolvedSettings(photos[1].id).fps, 9);
}

void WindowTest::droppedModelsAreAdded() {
    QSignalSpy added(session(), &Session::modelAdded);
    const QString model = m_rig->path(QStringLiteral("svd_xt.safetensors"));
    QFile(model).open(QIODevice::WriteOnly);
    QVERIFY(drop({QUrl::fromLocalFile(model), QUrl::fromLocalFile(sample("cat.png"))}));
    QTRY_COMPARE(added.count(), 1);
    QTRY_COMPARE(session()->project()->photos().size(), 1);
    QTRY_COMPARE(messages()->count(), 1);
    QVERIFY(!drop({QUrl(QStringLiteral("https://example.org/photo.png"))}));
}

void WindowTest::anUnknownVariantIsAskedFor() {
    const QString model = m_rig->path(QStringLiteral("merge.safetensors"));
    QFile(model).open(QIODevice::WriteOnly);
    QVERIFY(drop({QUrl::fromLocalFile(model)}));
    QTRY_COMPARE(messages()->count(), 2);  // the model was added, and the window asks for its variant
    m_rig->shoot(QStringLiteral("window-variant"));
    QPushButton* answer = nullptr;
    for (auto* button : messages()->findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("SVD-XT, 25 frames")) answer = button;
    QVERIFY(answer);
    answer->click();
    QTRY_COMPARE(messages()->count(), 1);
}

void WindowTest::undoReachesEveryEdit() {
    auto* undo = m_rig->window()->actions()->action(ActionId::undo);
    auto* redo = m_rig->window()->actions()->action(ActionId::redo);
    QVERIFY(!undo->isEnabled());
    addPhotos({sample("cat.png")});
    undo->trigger();
    QTRY_COMPARE(session()->project()->photos().size(), 0);
    redo->trigger();
    QTRY_COMPARE(session()->project()->photos().size(), 1);
    session()->selectPhotos({session()->project()->photos().first().id}, session()->project()->photos().first().id);
    m_rig->window()->actions()->action(ActionId::removePhoto)->trigger();
    QTRY_COMPARE(session()->project()->photos().size(), 0);
    undo->trigger();
    QTRY_COMPARE(session()->project()->photos().size(), 1);
}

void WindowTest::photoDetailSwitchesTheFramesOfATake() {
    addPhotos({sample("coffee.png")});
    session()->generate(1);
    auto* player = m_rig->window()->findChild<ClipPlayer*>();
    QTRY_COMPARE(player->frameCount(), 14);
    auto* detail = m_rig->find<QToolButton>("photo_detail");
    QVERIFY(detail->isChecked());
    const auto photo = session()->currentPhoto();
    QTest::mouseClick(detail, Qt::LeftButton);
    QCOMPARE(session()->resolvedSettings(photo).detail, std::string("model"));
    QTRY_COMPARE(player->frameCount(), 14);
    m_rig->window()->actions()->action(ActionId::undo)->trigger();
    QCOMPARE(session()->resolvedSettings(photo).detail, std::string("photo"));
    QVERIFY(detail->isChecked());
}

void WindowTest::interruptedClipsAreOfferedAgain() {
    addPhotos({sample("coffee.png")});
    const QString folder = m_rig->path(QStringLiteral("Other.stillwave"));
    {
        const auto other = Project::open(folder);
        Photo photo;
        photo.path = sample("cat.png");
        const auto id = other->insertPhoto(photo);
        other->setJobState(other->addJob(id, {}), JobState::running);
    }
    session()->openProject(folder);
    QTRY_COMPARE(messages()->count(), 1);
    QCOMPARE(session()->project()->jobs().first().state, JobState::interrupted);
    m_rig->shoot(QStringLiteral("window-interrupted"));
    for (auto* button : messages()->findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("Make again")) QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(session()->project()->takes(session()->project()->photos().first().id).size(), 1);
}

void WindowTest::aSecondInstanceIsToldSo() {
    try {
        Project::open(session()->project()->folder());
        QFAIL("the same project was opened twice");
    } catch (const ProjectError& error) {
        QCOMPARE(error.kind, ProjectError::Kind::locked);
        QVERIFY(!error.message.isEmpty());
    }
}

void WindowTest::playheadAndTakeComeBack() {
    addPhotos({sample("coffee.png")});
    session()->generate(1);
    auto* player = m_rig->window()->findChild<ClipPlayer*>();
    QTRY_VERIFY(session()->currentTake() != noId);
    const auto take = session()->currentTake();
    QTRY_COMPARE(player->frameCount(), 14);
    QTRY_VERIFY(player->isPlaying());
    player->pause();
    player->setRange(2, 11);
    player->setPosition(5);
    player->play();
    player->pause();
    const int frame = player->position();
    const QString folder = session()->project()->folder();
    session()->openProject(m_rig->path(QStringLiteral("Other.stillwave")));
    QTRY_COMPARE(player->frameCount(), 0);
    session()->openProject(folder);
    QTRY_COMPARE(player->frameCount(), 14);
    QCOMPARE(session()->currentTake(), take);
    QCOMPARE(player->range(), (FrameRange{2, 11}));
    QVERIFY(player->position() >= frame || player->isPlaying());
}

}  // namespace stillwave::ui

int main(int argc, char** argv) {
    stillwave::ui::test::isolate();
    QApplication application(argc, argv);
    stillwave::ui::installTranslations(application);
    stillwave::ui::WindowTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "window_test.moc"
