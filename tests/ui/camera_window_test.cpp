// Tests of the camera, the last photos and the takes' actions in the whole window, over an engine without a model.
#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSlider>
#include <QTimer>
#include <QToolButton>
#include <QUrl>

#include "ui/drop.h"
#include "ui/fake_engine.h"
#include "ui/stage/camera_overlay.h"
#include "ui/stage/camera_preview.h"
#include "ui/stage/canvas.h"
#include "ui/stage/clip_player.h"
#include "ui/studio_rig.h"
#include "ui/timeline/camera_lane.h"
#include "ui/timeline/drift_curve.h"
#include "ui/timeline/end_photo.h"
#include "ui/timeline/keyframe_strip.h"
#include "ui/timeline/make_again_popup.h"
#include "ui/timeline/timeline.h"
#include "ui/window/stage_view.h"

namespace stillwave::ui {

using stillwave::test::FakeEngine;
using stillwave::test::Script;
using test::sample;
using test::StudioRig;

class CameraWindowTest : public QObject {
    Q_OBJECT

    std::shared_ptr<Script> m_script;
    std::unique_ptr<StudioRig> m_rig;

    Session* session() const { return m_rig->session(); }
    const CameraPath& camera() const { return session()->controls().camera; }
    template <typename Widget>
    Widget* part() const {
        return m_rig->window()->findChild<Widget*>();
    }
    QAction* action(ActionId id) const { return m_rig->window()->actions()->action(id); }

    QStringList keyframes() const {
        QStringList names;
        for (const auto& path : session()->controls().keyframes)
            names.append(QString::fromStdString(path.filename().string()));
        return names;
    }

    void addPhoto() {
        session()->addFiles({sample("coffee.png")});
        QTRY_COMPARE(session()->project()->photos().size(), 1);
        QTRY_VERIFY(session()->whyNotGenerate().isEmpty());
        // The handles lie on the photo's picture, which comes from another thread.
        QTRY_VERIFY(!session()->pictures()->stagePicture(sample("coffee.png")).isNull());
        QTRY_VERIFY(!session()->pictures()->thumbnail(sample("coffee.png")).isNull());
        QTRY_VERIFY(!part<Canvas>()->pictureRect().isEmpty());
    }

    void makeTake() {
        session()->generate(1);
        QTRY_VERIFY(session()->currentTake() != noId);
        QTRY_VERIFY(part<StageView>()->player()->frameCount() > 4);
    }

    // Does what opens a file dialog, and chooses a file of the dialog's folder in it by its name.
    void chooseIn(const std::function<void()>& open, const QString& name) {
        QTimer::singleShot(0, this, [name] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            auto* edit = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
            QTest::keyClicks(edit, name);
            QTest::keyClick(edit, Qt::Key_Return);
            // A dialog that did not take the name must not wait for ever.
            if (!QTest::qWaitFor([dialog] { return !dialog->isVisible(); })) dialog->reject();
        });
        open();
    }

  private Q_SLOTS:
    void initTestCase() {
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        applyTheme(*qApp, test::theme());
    }
    void init() {
        m_script = std::make_shared<Script>();
        m_rig = std::make_unique<StudioRig>([script = m_script] { return std::make_unique<FakeEngine>(script); });
        QTRY_VERIFY(session()->engine());
        addPhoto();
    }
    void cleanup() { m_rig.reset(); }

    void theLaneChoosesTheCameraAndADragIsOneUndoStep() {
        auto* overlay = part<CameraOverlay>();
        QVERIFY(!overlay->isVisible());
        QTest::mouseClick(part<CameraLane>(), Qt::LeftButton);
        QVERIFY(overlay->isVisible());
        const QPoint middle = overlay->handlePlace(CameraOverlay::Handle::frame).toPoint();
        const int steps = session()->undoStack()->count();
        QTest::mousePress(overlay, Qt::LeftButton, {}, middle);
        QTest::mouseMove(overlay, middle + QPoint(30, 0));
        QCOMPARE(camera(), CameraPath());
        QTest::mouseMove(overlay, middle + QPoint(60, 0));
        QTest::mouseRelease(overlay, Qt::LeftButton, {}, middle + QPoint(60, 0));
        QVERIFY(camera().pan > 1);
        QCOMPARE(session()->undoStack()->count(), steps + 1);
        QVERIFY(part<CameraLane>()->accessibleDescription().contains(QStringLiteral("pan")));
        QCOMPARE(m_rig->find<QDoubleSpinBox>("camera_pan")->value(), camera().pan);
        // The engine's own frames come once the camera has come to rest.
        QTRY_VERIFY(part<CameraPreview>()->isExact());
        m_rig->shoot(QStringLiteral("camera"));
        action(ActionId::undo)->trigger();
        QCOMPARE(camera(), CameraPath());
        QCOMPARE(overlay->camera(), CameraPath());
        QVERIFY(action(ActionId::cameraTool)->isChecked());
        QTest::mouseClick(part<CameraLane>(), Qt::LeftButton);
        QVERIFY(!overlay->isVisible());
        action(ActionId::cameraTool)->trigger();
        QVERIFY(overlay->isVisible());
        QTest::keyClick(overlay, Qt::Key_Escape);
        QVERIFY(!overlay->isVisible());
        QVERIFY(!action(ActionId::cameraTool)->isChecked());
    }

    void keysOfOneKindAreOneUndoStepAndClipsCarryTheCamera() {
        QTest::mouseClick(part<CameraLane>(), Qt::LeftButton);
        auto* overlay = part<CameraOverlay>();
        const int steps = session()->undoStack()->count();
        for (int i = 0; i < 4; ++i) QTest::keyClick(overlay, Qt::Key_Right);
        QCOMPARE(camera().pan, 2.0);
        QCOMPARE(session()->undoStack()->count(), steps + 1);
        QTest::keyClick(overlay, Qt::Key_Up);
        QCOMPARE(session()->undoStack()->count(), steps + 2);
        session()->generate(1);
        QTRY_VERIFY(session()->currentTake() != noId);
        QCOMPARE(m_script->seen().back().controls.camera.pan, 2.0);
        // The take is to be seen, so the handles make room.
        QVERIFY(!overlay->isVisible());
    }

    void thePanelSaysWhatCannotGoTogether() {
        QTest::mouseClick(part<CameraLane>(), Qt::LeftButton);
        auto* alone = m_rig->find<QCheckBox>("camera_alone");
        QVERIFY(!alone->isEnabled());
        QTest::keyClick(part<CameraOverlay>(), Qt::Key_Plus);
        QVERIFY(alone->isEnabled());
        QTest::mouseClick(alone, Qt::LeftButton, {}, {8, alone->height() / 2});
        QVERIFY(camera().without_model);
        QVERIFY(m_rig->find<QLabel>("camera_problem")->text().isEmpty());
        QVERIFY(test::dropFiles(part<EndPhoto>(), {sample("cat.png")}, {40, 60}));
        QVERIFY(m_rig->find<QLabel>("camera_problem")->text().contains(QStringLiteral("last photo")));
    }

    void aDropOnTheEndSetsTheLastPhoto() {
        auto* end = part<EndPhoto>();
        QVERIFY(end->isVisible());
        QVERIFY(test::dropFiles(end, {sample("cat.png")}, {40, 60}));
        QCOMPARE(keyframes(), QStringList{QStringLiteral("cat.png")});
        QVERIFY(end->accessibleName().contains(QStringLiteral("cat.png")));
        action(ActionId::undo)->trigger();
        QVERIFY(keyframes().isEmpty());
        QVERIFY(end->accessibleName().contains(QStringLiteral("freely")));
        // The menu's second entry ends with the photo itself, and a second time takes that back.
        for (const int count : {1, 0}) {
            end->menu()->actions().at(1)->trigger();
            QCOMPARE(keyframes().size(), count);
        }
    }

    void aPhotoOfTheListIsDraggedWithoutBeingSelected() {
        const auto first = session()->currentPhoto();
        session()->addFiles({sample("cat.png")});
        QTRY_COMPARE(session()->project()->photos().size(), 2);
        const auto second = session()->currentPhoto();
        QVERIFY(second != first);
        auto* list = m_rig->find<QListView>("photos_list");
        const auto row = list->model()->index(0, 0);
        QTRY_VERIFY(list->visualRect(row).isValid());
        const QPoint place = list->visualRect(row).center();
        QTest::mousePress(list->viewport(), Qt::LeftButton, {}, place);
        QCOMPARE(session()->currentPhoto(), second);
        QTest::mouseRelease(list->viewport(), Qt::LeftButton, {}, place);
        QCOMPARE(session()->currentPhoto(), first);
        const std::unique_ptr<QMimeData> dragged(list->model()->mimeData({row}));
        QCOMPARE(dragged->urls(), QList<QUrl>{QUrl::fromLocalFile(sample("coffee.png"))});
    }

    void aPhotoOfAnotherProportionIsSaidToBeFitted() {
        m_script->photo_width = 48;
        m_script->photo_height = 64;
        // The samples were read for the start page already, with the proportion from before.
        const QString tall = m_rig->path(QStringLiteral("tall.png"));
        QVERIFY(QFile::copy(sample("cat.png"), tall));
        QVERIFY(test::dropFiles(part<EndPhoto>(), {tall}, {40, 60}));
        QTRY_VERIFY(part<EndPhoto>()->accessibleDescription().contains(QStringLiteral("cropped")));
        session()->setValue(QStringLiteral("fit"), std::string("letterbox"));
        QVERIFY(part<EndPhoto>()->accessibleDescription().contains(QStringLiteral("between bars")));
    }

    void severalPhotosShowTheStripAndItsCost() {
        auto* strip = part<KeyframeStrip>();
        QVERIFY(!strip->isVisible());
        QVERIFY(test::dropFiles(part<EndPhoto>(), {sample("cat.png"), sample("rocket.jpg")}, {40, 60}));
        QVERIFY(strip->isVisible());
        QTRY_VERIFY(strip->summary().startsWith(QStringLiteral("3 photos make 2 joined clips · about")));
        strip->setFocus();
        QTest::keyClick(strip, Qt::Key_End);
        QTest::keyClick(strip, Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(keyframes(), QStringList({QStringLiteral("rocket.jpg"), QStringLiteral("cat.png")}));
        m_rig->shoot(QStringLiteral("keyframes"));
        action(ActionId::undo)->trigger();
        QCOMPARE(keyframes(), QStringList({QStringLiteral("cat.png"), QStringLiteral("rocket.jpg")}));
    }

    void takesAreExtended() {
        QVERIFY(!action(ActionId::extendTake)->isEnabled());
        QVERIFY(!action(ActionId::extendTake)->toolTip().isEmpty());
        makeTake();
        const auto take = session()->currentTake();
        QVERIFY(action(ActionId::extendTake)->isEnabled());
        auto* player = part<StageView>()->player();
        player->pause();
        player->setPosition(2);
        session()->queue()->setPaused(true);
        action(ActionId::extendHere)->trigger();
        action(ActionId::extendTake)->trigger();
        QList<int> frames;
        for (const auto& job : session()->project()->jobs()) {
            QVERIFY(job.settings.controls.extend);
            QCOMPARE(QString::fromStdString(job.settings.controls.extend->take.string()),
                     session()->project()->take(take)->folder);
            frames.append(job.settings.controls.extend->frame);
        }
        QCOMPARE(frames, (QList<int>{2, -1}));
    }

    void aPhotoMovesAsACopiedTake() {
        QVERIFY(!action(ActionId::pasteMotion)->isEnabled());
        makeTake();
        action(ActionId::copyMotion)->trigger();
        action(ActionId::pasteMotion)->trigger();
        QCOMPARE(QString::fromStdString(session()->controls().motion_from.string()),
                 session()->project()->take(session()->currentTake())->folder);
        QVERIFY(part<CameraLane>()->accessibleDescription().contains(QStringLiteral("as a take")));
        action(ActionId::dropMotion)->trigger();
        QVERIFY(session()->controls().motion_from.empty());
        QVERIFY(!action(ActionId::dropMotion)->isEnabled());
        action(ActionId::undo)->trigger();
        QVERIFY(action(ActionId::dropMotion)->isEnabled());
    }

    void framesBetweenInAndOutAreMadeAgain() {
        makeTake();
        auto* player = part<StageView>()->player();
        player->pause();
        player->setRange(1, 3);
        session()->queue()->setPaused(true);
        action(ActionId::makeAgain)->trigger();
        auto* popup = part<MakeAgainPopup>();
        QVERIFY(popup->isVisible());
        QTest::keyClick(popup->findChild<QSlider*>(), Qt::Key_End);
        QTest::mouseClick(popup->findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(session()->project()->jobs().size(), 1);
        const auto again = session()->project()->jobs().first().settings.controls.make_again;
        QVERIFY(again);
        QCOMPARE(again->first, 1);
        QCOMPARE(again->last, 3);
        QCOMPARE(again->strength, 1.0);
    }

    void aTakeBehindTheCameraIsNotExtended() {
        makeTake();
        for (const auto id : {ActionId::extendTake, ActionId::extendHere, ActionId::makeAgain})
            QVERIFY(action(id)->isEnabled());
        action(ActionId::cameraTool)->trigger();
        for (const auto id : {ActionId::extendTake, ActionId::extendHere, ActionId::makeAgain})
            QVERIFY(!action(id)->isEnabled());
        action(ActionId::cameraTool)->trigger();
        QTRY_VERIFY(action(ActionId::extendHere)->isEnabled());
    }

    void framesOfADirectedTakeMayJumpWhenMadeAgain() {
        Controls directed;
        directed.camera.pan = 4;
        session()->setControls(directed, QStringLiteral("camera"));
        makeTake();
        action(ActionId::makeAgain)->trigger();
        QVERIFY(m_rig->find<QLabel>("make_again_warning")->isVisible());
        part<MakeAgainPopup>()->hide();
    }

    void theTitleTellsTheFramesThatATakeHas() {
        makeTake();
        const auto first = session()->currentTake();
        QVERIFY(part<Canvas>()->accessibleDescription().contains(QStringLiteral("14 frames")));
        // An extended take has more frames than its settings ask for.
        const auto* take = session()->project()->take(first);
        write_frames(take_frames_path(take->folder.toStdString(), TakeFrames::model),
                     std::vector<Image>(25, stillwave::test::plain_picture(64, 36, 90)));
        session()->setValue(QStringLiteral("detail"), std::string("model"));
        session()->showTake(noId);
        part<StageView>()->detailButton()->setChecked(false);
        session()->showTake(first);
        QTRY_VERIFY2(part<Canvas>()->accessibleDescription().contains(QStringLiteral("25 frames")),
                     qPrintable(part<Canvas>()->accessibleDescription()));
    }

    void whatTheEngineRefusesIsSaidBelowTheCamera() {
        {
            const std::lock_guard lock(m_script->mutex);
            m_script->preview_failure =
                Script::Failure{Stage::load, ErrorCode::photo_unreadable, "No depth there.", {}};
        }
        QTest::mouseClick(part<CameraLane>(), Qt::LeftButton);
        QTest::keyClick(part<CameraOverlay>(), Qt::Key_Plus);
        QTRY_COMPARE(m_rig->find<QLabel>("camera_problem")->text(), QStringLiteral("No depth there."));
        m_script->mend();
        QTest::keyClick(part<CameraOverlay>(), Qt::Key_Plus);
        QVERIFY(m_rig->find<QLabel>("camera_problem")->text().isEmpty());
        QTRY_VERIFY(part<CameraPreview>()->isExact());
    }

    void theDepthPictureIsChosenInADialog() {
        QTest::mouseClick(part<CameraLane>(), Qt::LeftButton);
        chooseIn([this] { QTest::mouseClick(m_rig->find<QToolButton>("camera_depth"), Qt::LeftButton); },
                 QStringLiteral("cat.png"));
        QCOMPARE(QString::fromStdString(camera().depth.string()), sample("cat.png"));
        QVERIFY(m_rig->find<QToolButton>("camera_depth")->text().contains(QStringLiteral("cat.png")));
        QTest::mouseClick(m_rig->find<QToolButton>("camera_depth_clear"), Qt::LeftButton);
        QVERIFY(camera().depth.empty());
    }

    void thePhotosToPassAreChosenInADialog() {
        auto* menu = part<EndPhoto>()->menu();
        chooseIn([menu] { menu->actions().at(0)->trigger(); }, QStringLiteral("cat.png"));
        QCOMPARE(keyframes(), QStringList{QStringLiteral("cat.png")});
        menu->actions().at(2)->trigger();
        chooseIn([this] { QTest::mouseClick(m_rig->find<QToolButton>("keyframe_add"), Qt::LeftButton); },
                 QStringLiteral("rocket.jpg"));
        QCOMPARE(keyframes(), QStringList({QStringLiteral("cat.png"), QStringLiteral("rocket.jpg")}));
    }

    void anExtendedTakeShowsItsDrift() {
        makeTake();
        QVERIFY(!part<DriftCurve>()->isVisible());
        const auto first = session()->currentTake();
        session()->extendTake(first);
        QTRY_VERIFY(session()->currentTake() != first);
        const auto* take = session()->project()->take(session()->currentTake());
        QVERIFY(take->controls.extend);
        write_drift(take->folder.toStdString(), {{0, 1, 2, 3}, {1, 0.9, 0.9, 0.8}, {0, 2, 2, 2}});
        session()->showTake(first);
        session()->showTake(take->id);
        QTRY_VERIFY(part<DriftCurve>()->isVisible());
        QVERIFY(part<DriftCurve>()->frameText(3).contains(QStringLiteral("colour 3.0")));
    }
};

}  // namespace stillwave::ui

int main(int argc, char** argv) {
    stillwave::ui::test::isolate();
    QApplication app(argc, argv);
    stillwave::ui::CameraWindowTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "camera_window_test.moc"
