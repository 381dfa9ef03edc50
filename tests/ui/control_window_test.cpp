// Tests of drawing regions in the whole window over an engine without a model.
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

#include "ui/fake_engine.h"
#include "ui/stage/canvas.h"
#include "ui/stage/clip_player.h"
#include "ui/stage/control_overlay.h"
#include "ui/stage/control_preview.h"
#include "ui/stage/drawing_bar.h"
#include "ui/studio_rig.h"
#include "ui/timeline/timeline.h"
#include "ui/window/directing_presenter.h"

namespace stillwave::ui {

using stillwave::test::FakeEngine;
using stillwave::test::Script;
using test::sample;
using test::StudioRig;

class ControlWindowTest : public QObject {
    Q_OBJECT

    std::shared_ptr<Script> m_script;
    std::unique_ptr<StudioRig> m_rig;

    Session* session() const { return m_rig->session(); }
    ControlOverlay* overlay() const { return m_rig->window()->findChild<ControlOverlay*>(); }
    ControlPreview* preview() const { return m_rig->window()->findChild<ControlPreview*>(); }
    QAction* action(ActionId id) const { return m_rig->window()->actions()->action(id); }
    std::size_t regions() const { return session()->controls().motion_brushes.size(); }

    QPoint at(double x, double y) const {
        const QRectF picture = m_rig->find<Canvas>("canvas")->pictureRect();
        return QPointF(picture.x() + x * picture.width(), picture.y() + y * picture.height()).toPoint();
    }
    void drag(const QList<QPointF>& places) const {
        QTest::mousePress(overlay(), Qt::LeftButton, {}, at(places.first().x(), places.first().y()));
        for (const auto& place : places) QTest::mouseMove(overlay(), at(place.x(), place.y()));
        QTest::mouseRelease(overlay(), Qt::LeftButton, {}, at(places.last().x(), places.last().y()));
    }
    void drawRegion() const { drag({{0.3, 0.3}, {0.5, 0.3}, {0.5, 0.6}, {0.3, 0.6}}); }
    void drawArrow() const { drag({{0.35, 0.35}, {0.5, 0.4}, {0.7, 0.45}}); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const {
        auto* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : m_rig->window(), key, modifiers);
    }

  private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, test::theme()); }

    void init() {
        m_script = std::make_shared<Script>();
        m_script->photo_width = 640;
        m_script->photo_height = 360;
        m_rig = std::make_unique<StudioRig>([script = m_script] { return std::make_unique<FakeEngine>(script); });
        QTRY_VERIFY(session()->engine());
        QVERIFY(QTest::qWaitForWindowActive(m_rig->window()));
        session()->addFiles({sample("coffee.png")});
        QTRY_VERIFY(session()->whyNotGenerate().isEmpty());
        // The start page knows a thumbnail of this photo before the photo itself was read.
        QTRY_VERIFY(!session()->pictures()->stagePicture(sample("coffee.png")).isNull());
        QTRY_COMPARE(m_rig->find<Canvas>("canvas")->pictureSize(), QSize(640, 360));
        m_rig->find<Canvas>("canvas")->setFocus();
    }

    void cleanup() { m_rig.reset(); }

    void toolsAreChosenByKeyAndByClick() {
        QVERIFY(!overlay()->isVisible());
        press(Qt::Key_Q);
        QVERIFY(overlay()->isVisible() && overlay()->hasFocus());
        QCOMPARE(overlay()->tool(), DrawingTool::lasso);
        QVERIFY(m_rig->find<QToolButton>("tool_lasso_tool")->isChecked());
        m_rig->shoot(QStringLiteral("control-empty"));
        QTest::mouseClick(m_rig->find<QToolButton>("tool_brush_tool"), Qt::LeftButton);
        QCOMPARE(overlay()->tool(), DrawingTool::brush);
        QVERIFY(!m_rig->find<QToolButton>("tool_lasso_tool")->isChecked());
        QVERIFY(m_rig->find("brush_size")->isVisible());
        const double before = m_rig->window()->findChild<DrawingBar*>()->brushSize();
        press(Qt::Key_BracketRight);
        QVERIFY(m_rig->window()->findChild<DrawingBar*>()->brushSize() > before);
        press(Qt::Key_Escape);
        QVERIFY(!overlay()->isVisible());
        QVERIFY(!m_rig->find<QToolButton>("tool_brush_tool")->isChecked());
        press(Qt::Key_V);
        press(Qt::Key_V);
        QVERIFY(!overlay()->isVisible());
        press(Qt::Key_V);
        m_rig->window()->findChild<Timeline*>()->setFocus();
        press(Qt::Key_Escape);
        QVERIFY(!overlay()->isVisible());
    }

    void strokesAreEditsThatUndo() {
        press(Qt::Key_Q);
        drawRegion();
        QCOMPARE(regions(), std::size_t{1});
        drawArrow();
        QVERIFY(session()->controls().motion_brushes[0].path[1].place.x > 0.65);
        QTRY_VERIFY(preview()->isVisible());
        m_rig->shoot(QStringLiteral("control-region"));
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(session()->controls().motion_brushes[0].path[0].place,
                 session()->controls().motion_brushes[0].path[1].place);
        QVERIFY(!preview()->isVisible());
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(regions(), std::size_t{0});
        QVERIFY(overlay()->controls().isEmpty());
        press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(preview()->isVisible());
        QVERIFY(overlay()->controls().moved[0].moves());
    }

    void generateSendsWhatIsDrawnAndShowsTheClip() {
        press(Qt::Key_Q);
        drawRegion();
        drawArrow();
        press(Qt::Key_H);
        drag({{0.1, 0.8}, {0.2, 0.8}});
        QTest::mouseClick(m_rig->find<QPushButton>("generate_button"), Qt::LeftButton);
        QVERIFY(!overlay()->isVisible());
        QTRY_COMPARE(session()->project()->takes(session()->currentPhoto()).size(), 1);
        const auto sent = m_script->seen().back().controls;
        QCOMPARE(sent.motion_brushes.size(), std::size_t{1});
        QCOMPARE(sent.frozen.size(), std::size_t{1});
        QVERIFY(std::filesystem::exists(sent.frozen[0].mask));
        QTRY_VERIFY(m_rig->window()->findChild<ClipPlayer*>()->frameCount() == 14);
        QVERIFY(!preview()->isVisible());
    }

    void masksAreKeptWithTheProject() {
        press(Qt::Key_B);
        drag({{0.3, 0.3}, {0.5, 0.5}});
        const QString masks = session()->project()->folder() + QStringLiteral("/masks");
        QCOMPARE(QDir(masks).entryList({QStringLiteral("*.png")}, QDir::Files).size(), 1);
        const QImage mask = overlay()->controls().moved[0].area.mask;
        const auto area = session()->controls().motion_brushes[0].area;
        press(Qt::Key_Z, Qt::ControlModifier);
        press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(overlay()->controls().moved[0].area.mask, mask);
        const QString folder = session()->project()->folder();
        session()->openProject(m_rig->path(QStringLiteral("Other.stillwave")));
        QVERIFY(overlay()->controls().isEmpty());
        session()->openProject(folder);
        QTRY_COMPARE(overlay()->controls().moved.size(), 1);
        QCOMPARE(overlay()->controls().moved[0].area.mask, mask);
        QVERIFY(session()->controls().motion_brushes[0].area == area);
    }

    void thePreviewCanBeStopped() {
        press(Qt::Key_Q);
        drawRegion();
        drawArrow();
        QTRY_VERIFY(preview()->isVisible());
        press(Qt::Key_Escape);
        QTRY_VERIFY(preview()->isVisible());
        press(Qt::Key_N);
        QVERIFY(!preview()->isVisible());
        press(Qt::Key_Space);
        QTRY_VERIFY(preview()->isVisible());
        press(Qt::Key_G);
        QVERIFY(!preview()->isVisible());
        press(Qt::Key_G);
        QTRY_VERIFY(preview()->isVisible());
    }

    void theEngineIsAskedForTheExactPreview() {
        QSignalSpy previewed(session(), &Session::controlsPreviewed);
        press(Qt::Key_Q);
        drawRegion();
        drawArrow();
        QTRY_VERIFY(previewed.count() > 0);
        QVERIFY(!previewed.last().at(1).value<QList<QImage>>().isEmpty());
    }

    void deleteRemovesTheRegionAndNotThePhoto() {
        press(Qt::Key_Q);
        drawRegion();
        press(Qt::Key_Delete);
        QCOMPARE(regions(), std::size_t{0});
        press(Qt::Key_Delete);
        QCOMPARE(session()->project()->photos().size(), 1);
    }

    void theToolsKeepTheirPlacesAndGiveThePhotoRoom() {
        const auto* lasso = m_rig->find("tool_lasso_tool");
        auto* window = m_rig->window();
        const QPoint place = lasso->mapTo(window, QPoint());
        const int width = window->width();
        const int stage = m_rig->find<Canvas>("canvas")->height();
        for (const Qt::Key key : {Qt::Key_Q, Qt::Key_B, Qt::Key_D, Qt::Key_V}) {
            press(key);
            QCoreApplication::processEvents();
            QCOMPARE(lasso->mapTo(window, QPoint()), place);
            QVERIFY(!m_rig->find("takes")->isVisible());
            QVERIFY(m_rig->find<Canvas>("canvas")->height() > stage);
            QCOMPARE(window->width(), width);
        }
        press(Qt::Key_Escape);
        QVERIFY(m_rig->find("takes")->isVisible());
    }

    void clearingIsOneEdit() {
        press(Qt::Key_Q);
        drawRegion();
        press(Qt::Key_H);
        drag({{0.1, 0.8}, {0.2, 0.8}});
        Controls controls = session()->controls();
        controls.camera.pan = 4;
        session()->setControls(controls, QStringLiteral("camera"));
        QTest::mouseClick(m_rig->find<QToolButton>("clear_controls"), Qt::LeftButton);
        QCOMPARE(regions(), std::size_t{0});
        QVERIFY(session()->controls().frozen.empty());
        QCOMPARE(session()->controls().camera.pan, 4.0);
        QVERIFY(!m_rig->find<QToolButton>("clear_controls")->isEnabled());
        session()->undoStack()->undo();
        QCOMPARE(regions(), std::size_t{1});
    }

    void aToolShowsThePhotoAndLeavesTheTakeBehind() {
        session()->generate(1);
        auto* player = m_rig->window()->findChild<ClipPlayer*>();
        QTRY_COMPARE(player->frameCount(), 14);
        QTRY_VERIFY(!session()->queue()->live());
        const auto take = session()->currentTake();
        m_rig->find<Canvas>("canvas")->setFocus();
        press(Qt::Key_Q);
        QCOMPARE(player->frameCount(), 0);
        drawRegion();
        QCOMPARE(regions(), std::size_t{1});
        press(Qt::Key_Escape);
        QTRY_COMPARE(player->frameCount(), 14);
        QCOMPARE(session()->currentTake(), take);
        // A take that is chosen meanwhile is shown.
        session()->showTake(noId);
        press(Qt::Key_Q);
        session()->showTake(take);
        QVERIFY(!overlay()->isVisible());
        QTRY_COMPARE(player->frameCount(), 14);
    }

    void theCropFrameAndTheToolsTakeTurns() {
        press(Qt::Key_Q);
        press(Qt::Key_G);
        QVERIFY(m_rig->find("cropOverlay")->isVisible() && !overlay()->isVisible());
        press(Qt::Key_B);
        QVERIFY(!m_rig->find("cropOverlay")->isVisible() && overlay()->isVisible());
    }

    void theCameraToolLeavesTheStageToTheCamera() {
        auto* directing = m_rig->window()->findChild<DirectingPresenter*>();
        QSignalSpy camera(directing, &DirectingPresenter::cameraToolChanged);
        press(Qt::Key_Q);
        press(Qt::Key_D);
        QCOMPARE(camera.last().at(0).toBool(), true);
        QVERIFY(!overlay()->isVisible());
        QVERIFY(m_rig->find<QToolButton>("tool_camera_tool")->isChecked());
        press(Qt::Key_Q);
        QCOMPARE(camera.last().at(0).toBool(), false);
        QVERIFY(overlay()->isVisible());
    }

    void everyPhotoHasItsOwnRegions() {
        press(Qt::Key_Q);
        drawRegion();
        session()->addFiles({sample("cat.png")});
        QTRY_COMPARE(session()->project()->photos().size(), 2);
        const auto photos = session()->project()->photos();
        session()->selectPhotos({photos[1].id}, photos[1].id);
        QVERIFY(overlay()->controls().isEmpty());
        QCOMPARE(overlay()->selection(), ControlSelection());
        session()->selectPhotos({photos[0].id}, photos[0].id);
        QCOMPARE(overlay()->controls().moved.size(), 1);
        session()->removeSelectedPhotos();
        session()->removeSelectedPhotos();
        QTRY_VERIFY(!overlay()->isVisible());
    }

    void theCostOfRegionsIsTold() {
        auto* note = m_rig->find<QLabel>("drawing_note");
        press(Qt::Key_Q);
        QVERIFY(note->isVisible());
        QCOMPARE(note->text(), actionRow(ActionId::lassoTool).displayHelp());
        drawRegion();
        drawArrow();
        QTRY_VERIFY2(note->text().contains(QStringLiteral("1.1 GB")), qPrintable(note->text()));
    }

    void whatCannotBeMadeIsSaid() {
        auto* note = m_rig->find<QLabel>("drawing_note");
        press(Qt::Key_Q);
        drawRegion();
        drawArrow();
        Controls controls = session()->controls();
        controls.camera.pan = 4;
        session()->setControls(controls, QStringLiteral("camera"));
        QTRY_VERIFY2(note->text().contains(QStringLiteral("camera")), qPrintable(note->text()));
        // Such a clip would fail, so that it is not begun.
        auto* generate = m_rig->find<QPushButton>("generate_button");
        QVERIFY(!generate->isEnabled());
        QCOMPARE(session()->whyNotGenerate(), note->text());
        session()->undoStack()->undo();
        session()->setValues({{"width", std::int64_t{64}}, {"height", std::int64_t{256}}, {"focus_x", 1.0}},
                             QStringLiteral("tall"));
        QTRY_VERIFY2(note->text().contains(QStringLiteral("outside")), qPrintable(note->text()));
    }

    void whatTheEngineRefusesIsSaid() {
        auto* note = m_rig->find<QLabel>("drawing_note");
        {
            const std::lock_guard lock(m_script->mutex);
            m_script->preview_failure =
                Script::Failure{Stage::load, ErrorCode::photo_unreadable, "The mask is gone.", {}};
        }
        press(Qt::Key_Q);
        drawRegion();
        drawArrow();
        QTRY_COMPARE(note->text(), QStringLiteral("The mask is gone."));
        m_script->mend();
        drawArrow();
        QVERIFY(note->text() != QStringLiteral("The mask is gone."));
    }

    void aRegionThatGoesNowhereIsLeftOutOfTheClip() {
        auto* note = m_rig->find<QLabel>("drawing_note");
        press(Qt::Key_Q);
        drawRegion();
        QVERIFY2(note->text().contains(QStringLiteral("left out")), qPrintable(note->text()));
        session()->generate(1);
        QTRY_COMPARE(session()->project()->takes(session()->currentPhoto()).size(), 1);
        QVERIFY(m_script->seen().back().controls.empty());
        QCOMPARE(regions(), std::size_t{1});
        QVERIFY(session()->changedSince(session()->currentTake()).isEmpty());
    }
};

}  // namespace stillwave::ui

int main(int argc, char** argv) {
    stillwave::ui::test::isolate();
    QApplication application(argc, argv);
    stillwave::ui::installTranslations(application);
    stillwave::ui::ControlWindowTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "control_window_test.moc"
