#include <QListView>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

#include "ui/takes/takes_strip.h"

using namespace stillwave::ui;

namespace {

QImage plain(const QColor& colour) {
    QImage image(160, 90, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

TakeItem item(TakeId id, const QColor& colour) {
    TakeItem made;
    made.id = id;
    made.caption = QStringLiteral("Seed %1").arg(id);
    made.details = QStringLiteral("14 frames");
    made.thumbnail = plain(colour);
    return made;
}

QPoint middle(const TakesStrip& strip, int row) {
    const auto* view = strip.findChild<QListView*>();
    return view->visualRect(strip.model()->index(row)).center();
}

QColor colourOf(TakesStrip& strip, int row) {
    auto* view = strip.findChild<QListView*>();
    const QImage shot = view->viewport()->grab().toImage();
    return shot.pixelColor((QPointF(middle(strip, row)) * view->devicePixelRatioF()).toPoint());
}

}  // namespace

class TakesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void clickAndEnterShow() {
        TakesStrip strip;
        strip.resize(800, 120);
        strip.model()->setItems({item(11, Qt::red), item(12, Qt::green)});
        strip.show();
        QSignalSpy activated(&strip, &TakesStrip::takeActivated);
        auto* view = strip.findChild<QListView*>();
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, middle(strip, 1));
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated.at(0).at(0).value<TakeId>(), 12);
        QTest::keyClick(view, Qt::Key_Left);
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(activated.count(), 2);
        QCOMPARE(activated.at(1).at(0).value<TakeId>(), 11);
    }

    void keysRateAndTakeBack() {
        TakesStrip strip;
        strip.resize(800, 120);
        TakeItem first = item(11, Qt::red);
        first.current = true;
        strip.model()->setItems({first, item(12, Qt::green)});
        QSignalSpy rated(&strip, &TakesStrip::ratingRequested);
        auto* view = strip.findChild<QListView*>();
        QCOMPARE(strip.selectedTake(), 11);
        QTest::keyClick(view, Qt::Key_S);
        QCOMPARE(rated.last().at(0).value<TakeId>(), 11);
        QCOMPARE(rated.last().at(1).value<Rating>(), Rating::starred);
        first.rating = Rating::starred;
        strip.model()->updateItem(first);
        QTest::keyClick(view, Qt::Key_S);
        QCOMPARE(rated.last().at(1).value<Rating>(), Rating::none);
        QTest::keyClick(view, Qt::Key_X);
        QCOMPARE(rated.last().at(1).value<Rating>(), Rating::rejected);
    }

    void theRunningGenerationIsLastAndNotATake() {
        TakesStrip strip;
        strip.resize(800, 120);
        strip.model()->setItems({item(11, Qt::red)});
        strip.model()->setRunning(QStringLiteral("Step 2 of 25"), 0.1, plain(Qt::blue));
        QCOMPARE(strip.model()->rowCount(), 2);
        strip.model()->setRunning(QStringLiteral("Step 3 of 25"), 0.2, plain(Qt::blue));
        QCOMPARE(strip.model()->rowCount(), 2);
        QCOMPARE(strip.model()->index(1).data().toString(), QStringLiteral("Step 3 of 25"));
        strip.show();
        QSignalSpy activated(&strip, &TakesStrip::takeActivated);
        QTest::mouseClick(strip.findChild<QListView*>()->viewport(), Qt::LeftButton, {}, middle(strip, 1));
        QCOMPARE(activated.count(), 0);
        strip.model()->setItems({item(11, Qt::red), item(12, Qt::red)});
        QCOMPARE(strip.model()->rowCount(), 3);
        strip.model()->clearRunning();
        QCOMPARE(strip.model()->rowCount(), 2);
    }

    void hoveringPlays() {
        TakesStrip strip;
        strip.resize(800, 120);
        TakeItem moving = item(11, Qt::red);
        moving.hoverFrames = {plain(Qt::green), plain(Qt::blue)};
        strip.model()->setItems({moving, item(12, Qt::yellow)});
        strip.show();
        QCOMPARE(colourOf(strip, 0), QColor(Qt::red));
        auto* viewport = strip.findChild<QListView*>()->viewport();
        QTest::mouseMove(viewport, middle(strip, 0));
        QTRY_COMPARE(colourOf(strip, 0), QColor(Qt::green));
        QTRY_COMPARE(colourOf(strip, 0), QColor(Qt::blue));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(viewport, &leave);
        QCOMPARE(colourOf(strip, 0), QColor(Qt::red));
    }

    void theMenuExtends() {
        TakesStrip strip;
        strip.resize(800, 120);
        TakeItem shown = item(11, Qt::red);
        shown.current = true;
        TakeItem gone = item(13, Qt::red);
        gone.whyNotExtend = QStringLiteral("Its frames are gone.");
        strip.model()->setItems({shown, item(12, Qt::green), gone});
        strip.show();
        QSignalSpy extends(&strip, &TakesStrip::extendRequested);
        QSignalSpy here(&strip, &TakesStrip::extendHereRequested);
        auto* view = strip.findChild<QListView*>();
        const auto menuOf = [&](int row) {
            Q_EMIT view->customContextMenuRequested(middle(strip, row));
            return view->findChildren<QMenu*>().last();
        };
        const auto action = [](QMenu* menu, const char* text) {
            const auto actions = menu->actions();
            return *std::find_if(actions.begin(), actions.end(),
                                 [&](const QAction* one) { return one->text() == QLatin1String(text); });
        };
        auto* menu = menuOf(0);
        QTest::keyClick(menu, Qt::Key_Up);
        QTest::keyClick(menu, Qt::Key_Return);
        QCOMPARE(here.count(), 1);
        menu = menuOf(1);
        QVERIFY(!action(menu, "Extend from this frame")->isEnabled());
        QVERIFY(!action(menu, "Extend from this frame")->toolTip().isEmpty());
        action(menu, "Extend from the last frame")->trigger();
        QCOMPARE(extends.count(), 1);
        QCOMPARE(extends.at(0).at(0).value<TakeId>(), 12);
        menu->close();
        menu = menuOf(2);
        QVERIFY(!action(menu, "Extend from the last frame")->isEnabled());
        QCOMPARE(action(menu, "Extend from the last frame")->toolTip(), gone.whyNotExtend);
    }

    void rejectedTakesAreDimmed() {
        TakesStrip strip;
        strip.resize(800, 120);
        TakeItem rejected = item(11, Qt::red);
        rejected.rating = Rating::rejected;
        strip.model()->setItems({rejected, item(12, Qt::red)});
        strip.show();
        QCOMPARE(colourOf(strip, 1), QColor(Qt::red));
        QVERIFY(colourOf(strip, 0) != QColor(Qt::red));
        QCOMPARE(strip.model()->index(0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("Seed 11, rejected"));
    }

    void sameTakesKeepTheKeyboardsPlace() {
        TakesStrip strip;
        strip.model()->setItems({item(11, Qt::red), item(12, Qt::red)});
        auto* view = strip.findChild<QListView*>();
        view->setCurrentIndex(strip.model()->index(1));
        strip.model()->setItems({item(11, Qt::blue), item(12, Qt::blue)});
        QCOMPARE(strip.selectedTake(), 12);
    }

    void noTakesDraw() {
        TakesStrip strip;
        strip.resize(800, 120);
        QVERIFY(!strip.grab().isNull());
        QCOMPARE(strip.selectedTake(), noId);
    }
};

QTEST_MAIN(TakesTest)
#include "takes_test.moc"
