// Tests of the drawing tools' options and of the widget that plays the movement.
#include <QAction>
#include <QLabel>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

#include "ui/stage/control_preview.h"
#include "ui/stage/drawing_bar.h"

namespace stillwave::ui {

class ControlPreviewTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theBarTellsSizesInPixelsAndResets() {
        DrawingBar bar;
        bar.setPhoto({4000, 2000});
        bar.show();
        QSignalSpy sizes(&bar, &DrawingBar::brushSizeChanged);
        const double before = bar.brushSize();
        bar.makeBrushLarger();
        QVERIFY(sizes.last().at(0).toDouble() > before * 1.1);
        bar.makeBrushSmaller();
        QCOMPARE(bar.brushSize(), before);
        QSignalSpy feathers(&bar, &DrawingBar::featherEdited);
        auto* slider = bar.findChild<QSlider*>(QStringLiteral("region_feather"));
        bar.setFeather(0.05);
        QCOMPARE(feathers.count(), 0);
        QTest::keyClick(slider, Qt::Key_Right);
        QVERIFY(feathers.last().at(0).toDouble() > 0.05);
        QStringList texts;
        for (const auto* label : bar.findChildren<QLabel*>()) texts.append(label->text());
        QVERIFY2(texts.contains(QStringLiteral("204 px")), qPrintable(texts.join(u'|')));
        for (auto* label : bar.findChildren<QLabel*>())
            if (label->text() == QStringLiteral("Soft edge")) QTest::mouseDClick(label, Qt::LeftButton);
        QCOMPARE(feathers.last().at(0).toDouble(), PhotoArea().feather);
    }

    void theBarFitsASmallStage() {
        DrawingBar bar;
        QAction preview(QStringLiteral("Preview")), clear(QStringLiteral("Clear all"));
        bar.setActions(&preview, &clear);
        bar.setPhoto({6000, 4000});
        QVERIFY2(bar.minimumSizeHint().width() <= 700, qPrintable(QString::number(bar.minimumSizeHint().width())));
        bar.setNote(QString(400, QLatin1Char('n')), false);
        QVERIFY(bar.minimumSizeHint().width() <= 700);
    }

    void thePreviewIsShownOnlyWhereSomethingMoves() {
        QWidget stage;
        stage.resize(440, 220);
        stage.show();
        ControlPreview preview(&stage);
        QImage photo(400, 200, QImage::Format_RGB32);
        photo.fill(Qt::red);
        preview.setPhoto(photo);
        preview.setPictureRect({20, 10, 400, 200});
        preview.setPlaying(true);
        QVERIFY(!preview.isVisible());
        MovedRegion region{polygonArea({{0.2, 0.2}, {0.6, 0.2}, {0.6, 0.8}}, 0), restingPath({0.4, 0.4}), "linear"};
        preview.setRegions({region});
        QVERIFY(!preview.isVisible());
        region.path = arrowPath({0.3, 0.3}, {0.8, 0.3});
        preview.setRegions({region});
        // The cut-outs are made on another thread.
        QVERIFY(!preview.isVisible());
        QTRY_VERIFY(preview.isVisible());
        QCOMPARE(preview.geometry(), QRect(20, 10, 400, 200));
        QTRY_VERIFY(preview.time() > 0);
        preview.setPlaying(false);
        QVERIFY(!preview.isVisible());
    }
};

}  // namespace stillwave::ui

QTEST_MAIN(stillwave::ui::ControlPreviewTest)
#include "control_preview_test.moc"
