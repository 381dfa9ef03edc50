// Tests of drawing regions with the pointer, a pen and keys.
#include <QPointingDevice>
#include <QShortcut>
#include <QSignalSpy>
#include <QTabletEvent>
#include <QTest>

#include "ui/stage/canvas.h"
#include "ui/stage/control_mask.h"
#include "ui/stage/control_overlay.h"

namespace stillwave::ui {

using Kind = ControlSelection::Kind;

class ControlOverlayTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ControlOverlay> m_overlay;
    std::unique_ptr<QSignalSpy> m_edits;

    // The photo has 400 x 200 px and is shown so at (20, 10).
    static QPoint at(double x, double y) { return QPointF(20 + 400 * x, 10 + 200 * y).toPoint(); }

    void drag(const QList<QPoint>& places, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mousePress(m_overlay.get(), Qt::LeftButton, modifiers, places.first());
        for (const QPoint& place : places.mid(1)) {
            // QTest's own moves tell of no keys.
            QMouseEvent move(QEvent::MouseMove, place, m_overlay->mapToGlobal(place), Qt::NoButton, Qt::LeftButton,
                             modifiers);
            QCoreApplication::sendEvent(m_overlay.get(), &move);
        }
        QTest::mouseRelease(m_overlay.get(), Qt::LeftButton, modifiers, places.last());
    }
    void lasso(double left, double top, double right, double bottom, Qt::KeyboardModifiers modifiers = {}) {
        drag({at(left, top), at(right, top), at(right, bottom), at(left, bottom)}, modifiers);
    }
    bool sendPen(QEvent::Type type, const QPointF& place, double pressure, bool turned = false) {
        const QPointingDevice pen(QStringLiteral("pen"), 1, QInputDevice::DeviceType::Stylus,
                                  turned ? QPointingDevice::PointerType::Eraser : QPointingDevice::PointerType::Pen,
                                  QInputDevice::Capability::Pressure, 1, 1);
        QTabletEvent event(type, &pen, place, place, pressure, 0, 0, 0, 0, 0, {}, Qt::LeftButton,
                           type == QEvent::TabletRelease ? Qt::NoButton : Qt::LeftButton);
        QCoreApplication::sendEvent(m_overlay.get(), &event);
        return event.isAccepted();
    }
    const StageControls& controls() const { return m_overlay->controls(); }
    QString lastEdit() const { return m_edits->isEmpty() ? QString() : m_edits->last().at(1).toString(); }
    QColor shown(const QPoint& place) {
        QImage ground(m_overlay->size(), QImage::Format_RGB32);
        ground.fill(Qt::darkGray);
        m_overlay->render(&ground, {}, {}, QWidget::DrawChildren);
        return ground.pixelColor(place);
    }

  private Q_SLOTS:
    void init() {
        m_overlay = std::make_unique<ControlOverlay>();
        m_overlay->resize(440, 220);
        m_overlay->setPhoto({400, 200});
        m_overlay->setPictureRect({20, 10, 400, 200});
        m_overlay->show();
        m_edits = std::make_unique<QSignalSpy>(m_overlay.get(), &ControlOverlay::edited);
    }
    void cleanup() { m_overlay.reset(); }

    void shiftKeepsAnArrowStraight() {
        m_overlay->setTool(DrawingTool::lasso);
        lasso(0.2, 0.2, 0.5, 0.6);
        m_overlay->setTool(DrawingTool::arrow);
        const auto head = [this] { return pointOf(controls().moved[0].path.back().place); };
        const auto way = [&] { return head() - pointOf(controls().moved[0].path.front().place); };
        drag({at(0.3, 0.3), at(0.5, 0.33), at(0.7, 0.34)}, Qt::ShiftModifier);
        QVERIFY(qAbs(way().x() - 0.4) < 1e-9 && qAbs(way().y()) < 1e-9);
        // The photo is twice as wide as high, and the angle is one of its pixels.
        drag({at(0.3, 0.3), at(0.4, 0.4), at(0.5, 0.8)}, Qt::ShiftModifier);
        QVERIFY(qAbs(way().x() * 400 - way().y() * 200) < 1e-6 && way().x() > 0.1);
        // At the clip's edge the arrow keeps its angle and becomes shorter.
        m_overlay->setClipPart({0, 0, 0.5, 1});
        drag({at(0.3, 0.3), at(0.5, 0.7), at(0.8, 0.9)}, Qt::ShiftModifier);
        QVERIFY(qAbs(way().x() - 0.2) < 1e-9);
        QVERIFY(qAbs(way().x() * 400 - way().y() * 200) < 1e-6);
        m_overlay->setClipPart({0, 0, 1, 1});
        // The key works without a move of the pointer too, and on the arrow's head.
        m_overlay->setTool(DrawingTool::select);
        const QPoint tip = at(head().x(), head().y());
        QTest::mousePress(m_overlay.get(), Qt::LeftButton, {}, tip);
        QTest::mouseMove(m_overlay.get(), at(0.8, 0.36));
        QVERIFY(way().y() > 0.05);
        QTest::keyPress(m_overlay.get(), Qt::Key_Shift);
        QVERIFY(qAbs(way().y()) < 1e-9);
        QTest::keyRelease(m_overlay.get(), Qt::Key_Shift);
        QVERIFY(way().y() > 0.05);
        QTest::mouseRelease(m_overlay.get(), Qt::LeftButton, {}, at(0.8, 0.36));
    }

    void theLassoDrawsARegionAndADragOutOfItItsArrow() {
        m_overlay->setTool(DrawingTool::lasso);
        lasso(0.2, 0.2, 0.5, 0.6);
        QCOMPARE(m_edits->count(), 1);
        QCOMPARE(controls().moved.size(), 1);
        QVERIFY(controls().moved[0].area.holds({0.35, 0.4}));
        QVERIFY(!controls().moved[0].area.holds({0.6, 0.4}));
        QVERIFY(!controls().moved[0].moves());
        QCOMPARE(m_overlay->selection(), (ControlSelection{Kind::moved, 0}));
        drag({at(0.3, 0.3), at(0.6, 0.3), at(0.8, 0.5)});
        QCOMPARE(m_edits->count(), 2);
        QCOMPARE(lastEdit(), QStringLiteral("Draw movement"));
        const auto& path = controls().moved[0].path;
        QCOMPARE(path.size(), std::size_t{2});
        QVERIFY(qAbs(path[0].place.x - 0.3) < 1e-9 && qAbs(path[1].place.x - 0.8) < 1e-9);
        QVERIFY(qAbs(path[1].place.y - 0.5) < 1e-9);
        // Another lasso makes another region, also where it begins inside the first one.
        lasso(0.45, 0.5, 0.7, 0.8);
        QCOMPARE(controls().moved.size(), 2);
    }

    void aClickDrawsNothingAndSelects() {
        m_overlay->setTool(DrawingTool::lasso);
        lasso(0.2, 0.2, 0.5, 0.6);
        drag({at(0.9, 0.9), at(0.9, 0.9)});
        QCOMPARE(m_edits->count(), 1);
        QCOMPARE(m_overlay->selection(), ControlSelection());
        QTest::mouseClick(m_overlay.get(), Qt::LeftButton, {}, at(0.3, 0.3));
        QCOMPARE(m_overlay->selection().kind, Kind::moved);
        QCOMPARE(m_edits->count(), 1);
    }

    void theDotOfARegionStartsItsArrowWithTheBrushToo() {
        m_overlay->setTool(DrawingTool::brush);
        m_overlay->setBrushSize(0.1);
        drag({at(0.3, 0.5), at(0.5, 0.5)});
        const QImage mask = controls().moved[0].area.mask;
        QCOMPARE(mask.size(), QSize(400, 200));
        QVERIFY(controls().moved[0].area.holds({0.26, 0.5}) && controls().moved[0].area.holds({0.4, 0.59}));
        QVERIFY(!controls().moved[0].area.holds({0.24, 0.5}) && !controls().moved[0].area.holds({0.4, 0.61}));
        drag({at(0.4, 0.5), at(0.4, 0.9)});
        QVERIFY(controls().moved[0].moves());
        QCOMPARE(controls().moved[0].area.mask, mask);
    }

    void strokesGoOnWithTheSelectedRegionOrMakeANewOne() {
        m_overlay->setTool(DrawingTool::brush);
        m_overlay->setBrushSize(0.05);
        drag({at(0.2, 0.3), at(0.4, 0.3)});
        drag({at(0.4, 0.3), at(0.4, 0.6)});
        QCOMPARE(controls().moved.size(), 1);
        QVERIFY(controls().moved[0].area.holds({0.4, 0.55}) && controls().moved[0].area.holds({0.2, 0.3}));
        drag({at(0.8, 0.8), at(0.9, 0.8)});
        QCOMPARE(controls().moved.size(), 2);
        QCOMPARE(m_edits->count(), 3);
    }

    void theEraserTakesAwayAndAPolygonBecomesAMask() {
        m_overlay->setTool(DrawingTool::lasso);
        lasso(0.2, 0.2, 0.6, 0.8);
        QVERIFY(controls().moved[0].area.mask.isNull());
        m_overlay->setTool(DrawingTool::eraser);
        m_overlay->setBrushSize(0.1);
        drag({at(0.1, 0.5), at(0.3, 0.5)});
        QCOMPARE(lastEdit(), QStringLiteral("Erase"));
        const auto& area = controls().moved[0].area;
        QVERIFY(!area.mask.isNull() && area.area.polygon.empty());
        QVERIFY(!area.holds({0.25, 0.5}) && area.holds({0.5, 0.5}) && area.holds({0.25, 0.25}));
        // A region that is wholly erased is gone.
        m_overlay->setBrushSize(0.5);
        drag({at(0.4, 0.1), at(0.4, 0.9)});
        QCOMPARE(controls().moved.size(), 0);
        drag({at(0.1, 0.1), at(0.2, 0.1)});
        QCOMPARE(m_edits->count(), 3);
    }

    void thePathToolFollowsTheHand() {
        m_overlay->setTool(DrawingTool::lasso);
        lasso(0.2, 0.2, 0.4, 0.6);
        m_overlay->setTool(DrawingTool::path);
        drag({at(0.3, 0.4), at(0.5, 0.4), at(0.7, 0.4), at(0.7, 0.6), at(0.7, 0.8)});
        const auto& path = controls().moved[0].path;
        QCOMPARE(path.size(), std::size_t{3});
        QVERIFY(qAbs(path[1].place.x - 0.7) < 1e-9 && qAbs(path[1].place.y - 0.4) < 1e-9);
        QVERIFY(qAbs(path[1].time - 160.0 / 240) < 1e-9);
        // Outside all regions there is nothing to move.
        const auto edits = m_edits->count();
        drag({at(0.9, 0.1), at(0.95, 0.3)});
        QCOMPARE(m_edits->count(), edits);
    }

    void freezingPaintsAndDrawsRoundWithShift() {
        m_overlay->setTool(DrawingTool::freeze);
        m_overlay->setBrushSize(0.1);
        drag({at(0.1, 0.8), at(0.4, 0.8)});
        QCOMPARE(controls().frozen.size(), 1);
        QVERIFY(!controls().frozen[0].mask.isNull());
        lasso(0.6, 0.1, 0.9, 0.4, Qt::ShiftModifier);
        QCOMPARE(controls().frozen.size(), 2);
        QCOMPARE(controls().frozen[1].area.polygon.empty(), false);
        QCOMPARE(controls().moved.size(), 0);
    }

    void selectMovesRegionsAndHandles() {
        m_overlay->setTool(DrawingTool::lasso);
        lasso(0.2, 0.2, 0.4, 0.6);
        drag({at(0.3, 0.4), at(0.6, 0.4)});
        m_overlay->setTool(DrawingTool::select);
        drag({at(0.6, 0.4), at(0.7, 0.3), at(0.8, 0.2)});
        QCOMPARE(lastEdit(), QStringLiteral("Change movement"));
        QVERIFY(qAbs(controls().moved[0].path[1].place.x - 0.8) < 1e-9);
        QVERIFY(qAbs(controls().moved[0].path[0].place.x - 0.3) < 1e-9);
        drag({at(0.25, 0.3), at(0.3, 0.3), at(0.35, 0.5)});
        QCOMPARE(lastEdit(), QStringLiteral("Move region"));
        QVERIFY(qAbs(controls().moved[0].area.centre().x() - 0.4) < 0.01);
        QVERIFY(qAbs(controls().moved[0].area.centre().y() - 0.6) < 0.01);
        QVERIFY(qAbs(controls().moved[0].path[1].place.x - 0.9) < 1e-9);
        // A region stays on the photo.
        drag({at(0.4, 0.6), at(0, 0)});
        QVERIFY(controls().moved[0].area.outline.boundingRect().left() >= -1e-9);
        QVERIFY(controls().moved[0].path[1].place.y >= 0);
    }

    void pathsStayInWhatTheClipShows() {
        m_overlay->setClipPart({0.1, 0, 0.6, 1});
        m_overlay->setTool(DrawingTool::lasso);
        lasso(0.2, 0.2, 0.4, 0.6);
        drag({at(0.3, 0.4), at(0.95, 0.4)});
        QVERIFY(qAbs(controls().moved[0].path[1].place.x - 0.7) < 1e-9);
    }

    void keysDoWhatThePointerDoes() {
        m_overlay->setTool(DrawingTool::lasso);
        QTest::keyClick(m_overlay.get(), Qt::Key_Return);
        QCOMPARE(controls().moved.size(), 1);
        QTest::keyClick(m_overlay.get(), Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(controls().moved[0].moves());
        QVERIFY(qAbs(controls().moved[0].movedBy(1).x() - 0.05) < 1e-9);
        QTest::keyClick(m_overlay.get(), Qt::Key_Up);
        QVERIFY(qAbs(controls().moved[0].area.centre().y() - 0.495) < 0.005);
        m_overlay->setTool(DrawingTool::freeze);
        QTest::keyClick(m_overlay.get(), Qt::Key_Return);
        QCOMPARE(m_overlay->selection(), (ControlSelection{Kind::frozen, 0}));
        QTest::keyClick(m_overlay.get(), Qt::Key_PageDown);
        QCOMPARE(m_overlay->selection(), (ControlSelection{Kind::moved, 0}));
        QVERIFY(m_overlay->accessibleDescription().contains(QStringLiteral("Region 1 is selected")));
        QTest::keyClick(m_overlay.get(), Qt::Key_Delete);
        QCOMPARE(controls().moved.size(), 0);
        QCOMPARE(lastEdit(), QStringLiteral("Remove region"));
        QSignalSpy left(m_overlay.get(), &ControlOverlay::toolLeft);
        QTest::keyClick(m_overlay.get(), Qt::Key_Escape);
        QCOMPARE(left.count(), 1);
    }

    void escapeDropsTheStroke() {
        m_overlay->setTool(DrawingTool::lasso);
        lasso(0.2, 0.2, 0.4, 0.6);
        QSignalSpy left(m_overlay.get(), &ControlOverlay::toolLeft);
        QTest::mousePress(m_overlay.get(), Qt::LeftButton, {}, at(0.3, 0.4));
        QTest::mouseMove(m_overlay.get(), at(0.8, 0.4));
        QVERIFY(controls().moved[0].moves());
        QTest::keyClick(m_overlay.get(), Qt::Key_Escape);
        QVERIFY(!controls().moved[0].moves());
        QTest::mouseRelease(m_overlay.get(), Qt::LeftButton, {}, at(0.8, 0.4));
        QCOMPARE(m_edits->count(), 1);
        QCOMPARE(left.count(), 0);
    }

    void deleteNeverReachesTheWindowsShortcut() {
        QWidget window;
        QShortcut remove(QKeySequence(Qt::Key_Delete), &window);
        QSignalSpy removed(&remove, &QShortcut::activated);
        m_overlay->setParent(&window);
        window.show();
        m_overlay->show();
        m_overlay->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        m_overlay->setTool(DrawingTool::lasso);
        QTest::keyClick(m_overlay.get(), Qt::Key_Delete);
        QCOMPARE(removed.count(), 0);
        m_overlay.reset();
    }

    void aPensPressureChangesTheBrush() {
        m_overlay->setTool(DrawingTool::brush);
        m_overlay->setBrushSize(0.2);
        QVERIFY(sendPen(QEvent::TabletPress, at(0.2, 0.5), 0.25));
        QVERIFY(sendPen(QEvent::TabletMove, at(0.4, 0.5), 0.25));
        QVERIFY(sendPen(QEvent::TabletMove, at(0.7, 0.5), 1));
        QVERIFY(sendPen(QEvent::TabletRelease, at(0.7, 0.5), 0));
        QCOMPARE(m_edits->count(), 1);
        const auto& area = controls().moved[0].area;
        // A quarter of the pressure leaves a quarter of 80 px.
        QVERIFY(area.holds({0.3, 0.54}) && !area.holds({0.3, 0.58}));
        QVERIFY(area.holds({0.6, 0.68}));
    }

    void aTurnedPenErases() {
        m_overlay->setTool(DrawingTool::brush);
        m_overlay->setBrushSize(0.1);
        drag({at(0.2, 0.5), at(0.8, 0.5)});
        QVERIFY(sendPen(QEvent::TabletPress, at(0.7, 0.3), 1, true));
        QVERIFY(sendPen(QEvent::TabletMove, at(0.7, 0.6), 1, true));
        QVERIFY(sendPen(QEvent::TabletRelease, at(0.7, 0.6), 0, true));
        QCOMPARE(lastEdit(), QStringLiteral("Erase"));
        QVERIFY(!controls().moved[0].area.holds({0.7, 0.5}) && controls().moved[0].area.holds({0.4, 0.5}));
    }

    void theBrushIsShownAtItsTrueSize() {
        m_overlay->setTool(DrawingTool::brush);
        m_overlay->setBrushSize(0.25);
        m_overlay->setControls({{}, {polygonArea({{0.9, 0.9}, {1, 0.9}, {1, 1}}, 0)}});
        const QPoint middle = at(0.5, 0.5);
        const QColor without = shown(middle + QPoint(50, 0));
        QTest::mouseMove(m_overlay.get(), middle);
        QVERIFY(shown(middle + QPoint(50, 0)) != without);
        QCOMPARE(shown(middle + QPoint(40, 0)), without);
        QCOMPARE(shown(middle + QPoint(60, 0)), without);
        QCOMPARE(m_overlay->cursor().shape(), Qt::BlankCursor);
    }

    void regionsAreTintedAndOutlinedAloneWhileTheyMove() {
        m_overlay->setTool(DrawingTool::select);
        MovedRegion region{polygonArea({{0.2, 0.2}, {0.6, 0.2}, {0.6, 0.8}, {0.2, 0.8}}, 0),
                           arrowPath({0.3, 0.3}, {0.8, 0.3}), "linear"};
        m_overlay->setControls({{region}, {}});
        const QColor tinted = shown(at(0.4, 0.6));
        QVERIFY(tinted.green() > QColor(Qt::darkGray).green());
        m_overlay->setPlaying(true);
        QCOMPARE(shown(at(0.4, 0.6)), QColor(Qt::darkGray));
        QVERIFY(shown(at(0.2, 0.5)) != QColor(Qt::darkGray) ||
                shown(at(0.2, 0.5) - QPoint(1, 0)) != QColor(Qt::darkGray));
    }

    void anEmptyPhotoShowsAHintThatGoesWithTheFirstStroke() {
        const QPoint corner = at(0.5, 0.5) + QPoint(-160, -60);
        m_overlay->setTool(DrawingTool::none);
        QCOMPARE(shown(corner), QColor(Qt::darkGray));
        m_overlay->setTool(DrawingTool::lasso);
        QVERIFY(shown(corner) != QColor(Qt::darkGray));
        lasso(0.8, 0.1, 0.9, 0.2);
        QCOMPARE(shown(corner), QColor(Qt::darkGray));
    }

    void whatTheToolDoesNotNeedPansTheCanvas() {
        Canvas canvas;
        canvas.resize(440, 220);
        QImage photo(2000, 1000, QImage::Format_RGB32);
        photo.fill(Qt::red);
        canvas.setStill(photo);
        canvas.setActualSize();
        m_overlay->setParent(&canvas);
        m_overlay->setGeometry(canvas.rect());
        m_overlay->setPictureRect(canvas.pictureRect());
        m_overlay->setTool(DrawingTool::lasso);
        canvas.show();
        m_overlay->show();
        const double before = canvas.pictureRect().left();
        QTest::mousePress(m_overlay.get(), Qt::MiddleButton, {}, {200, 100});
        QMouseEvent move(QEvent::MouseMove, QPointF(230, 100), m_overlay->mapToGlobal(QPointF(230, 100)), Qt::NoButton,
                         Qt::MiddleButton, Qt::NoModifier);
        QApplication::sendEvent(m_overlay.get(), &move);
        QCOMPARE(canvas.pictureRect().left(), before + 30);
        m_overlay.reset();
    }

    void optionsChangeTheSelectedRegionAndThoseToCome() {
        m_overlay->setTool(DrawingTool::lasso);
        lasso(0.2, 0.2, 0.4, 0.6);
        m_overlay->setFeather(0.05);
        QCOMPARE(controls().moved[0].area.area.feather, 0.05);
        QVERIFY(!m_edits->last().at(2).toString().isEmpty());
        m_overlay->setEasing("ease_in");
        QCOMPARE(controls().moved[0].easing, std::string("ease_in"));
        lasso(0.6, 0.6, 0.9, 0.9);
        QCOMPARE(controls().moved[1].area.area.feather, 0.05);
        QCOMPARE(controls().moved[1].easing, std::string("ease_in"));
    }
};

}  // namespace stillwave::ui

QTEST_MAIN(stillwave::ui::ControlOverlayTest)
#include "control_overlay_test.moc"
