#include <QAbstractItemView>
#include <QMenu>
#include <QMimeData>
#include <QUrl>
#include <QtTest>

#include "ui/docks/export_panel.h"
#include "ui/docks/loop_panel.h"
#include "ui/docks/variant_button.h"
#include "ui/theme/theme.h"

namespace stillwave::ui {

namespace {

std::vector<FormatSummary> formats() {
    return {{"mp4_h264", ".mp4", {"yuv420p", "yuv444p"}, {}},
            {"mp4_av1", ".mp4", {}, "There is no encoder."},
            {"gif", ".gif", {}, {}}};
}

QStringList choices(const QWidget& panel, const char* key) {
    QStringList values;
    const auto* box = panel.findChild<QComboBox*>(QLatin1String(key) + QStringLiteral("_choice"));
    for (int i = 0; i < box->count(); ++i) values << box->itemData(i).toString();
    return values;
}

QList<QImage> pictures(int count) {
    QImage picture(100, 60, QImage::Format_RGB32);
    picture.fill(Qt::gray);
    return QList<QImage>(count, picture);
}

}  // namespace

class ExportPanelsTest : public QObject {
    Q_OBJECT

    static bool isShown(const QWidget& panel, const char* name) {
        return panel.findChild<QWidget*>(QLatin1String(name))->isVisibleTo(&panel);
    }

  private Q_SLOTS:
    void initTestCase() {
        qRegisterMetaType<SettingValue>("stillwave::SettingValue");
        applyTheme(*qApp, ThemeChoice::dark);
    }

    void everyFieldHasAnEditor() {
        ExportPanel exports;
        LoopPanel loop;
        for (const ExportField& field : export_fields()) {
            const QString key = QString::fromStdString(std::string(field.key));
            const auto in_export = exports.findChildren<SettingEditor*>(key).size();
            const auto in_loop = loop.findChildren<SettingEditor*>(key).size();
            QVERIFY2(in_export + in_loop == 1, qPrintable(key));
        }
    }

    void everyControlIsNamed() {
        ExportPanel exports;
        exports.setExports({{1, QStringLiteral("a.mp4"), {}, JobState::failed, 0, {}}});
        LoopPanel loop;
        loop.setVariants({{QStringLiteral("as_shot"), pictures(2), 7, 2, {}}});
        for (const QWidget* panel : {static_cast<QWidget*>(&exports), static_cast<QWidget*>(&loop)})
            for (const QWidget* widget : panel->findChildren<QWidget*>()) {
                const bool control =
                    qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget) ||
                    qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QSlider*>(widget);
                if (!control) continue;
                QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
                QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
                QVERIFY2(!widget->toolTip().isEmpty(), qPrintable(widget->objectName()));
                QVERIFY2(widget->focusPolicy() & Qt::TabFocus || qobject_cast<const QAbstractButton*>(widget),
                         qPrintable(widget->objectName()));
            }
    }

    void onlyWhatCanBeDoneIsOffered() {
        ExportPanel panel;
        panel.setFormats(formats());
        panel.setUpscalers({{"broken", "/x", 4, "No."}});
        QCOMPARE(choices(panel, "format"), QStringList({QStringLiteral("mp4_h264"), QStringLiteral("gif")}));
        ExportSettings settings;
        panel.setSettings(settings);
        QCOMPARE(choices(panel, "pixel_format"),
                 QStringList({QStringLiteral("auto"), QStringLiteral("yuv420p"), QStringLiteral("yuv444p")}));
        QVERIFY(isShown(panel, "quality"));
        QVERIFY(!isShown(panel, "gif_colors"));
        QVERIFY(!isShown(panel, "upscale"));
        QVERIFY(!isShown(panel, "fill"));
        QVERIFY(!isShown(panel, "overwrite"));
        settings.format = "gif";
        settings.upscale = 2;
        panel.setSettings(settings);
        panel.setUpscalers({{"good", "/x", 4, {}}});
        panel.setLetterboxed(true);
        for (const char* key : {"gif_colors", "gif_dither", "upscale", "upscale_model", "fill"})
            QVERIFY2(isShown(panel, key), key);
        QVERIFY(!isShown(panel, "quality"));
        QCOMPARE(choices(panel, "upscale_model"), QStringList({QString(), QStringLiteral("good")}));
        panel.findChild<QToolButton*>(QStringLiteral("export_more_toggle"))->click();
        QVERIFY(isShown(panel, "overwrite"));
        QVERIFY(!isShown(panel, "pixel_format"));
    }

    void editsAreTold() {
        ExportPanel panel;
        panel.setFormats(formats());
        QSignalSpy edited(&panel, &ExportPanel::valueEdited);
        panel.setSettings({});
        QCOMPARE(edited.count(), 0);
        panel.findChild<QSlider*>(QStringLiteral("quality_slider"))->setValue(40);
        QCOMPARE(edited[0][0].toString(), QStringLiteral("quality"));
        QCOMPARE(std::get<std::int64_t>(edited[0][1].value<SettingValue>()), 40);
        auto* name = panel.findChild<QLineEdit*>(QStringLiteral("name_pattern_text"));
        name->clear();
        QTest::keyClicks(name, QStringLiteral("{seed}"));
        QCOMPARE(std::get<std::string>(edited.last()[1].value<SettingValue>()), std::string("{seed}"));
    }

    void exportIsBlockedWithAReason() {
        ExportPanel panel;
        QSignalSpy asked(&panel, &ExportPanel::exportRequested);
        auto* button = panel.findChild<QPushButton*>(QStringLiteral("export_button"));
        button->click();
        QCOMPARE(asked.count(), 1);
        panel.setBlocked(QStringLiteral("Show a take first."));
        QVERIFY(!button->isEnabled());
        QVERIFY(isShown(panel, "export_blocked_reason"));
        QVERIFY(!panel.findChild<QPushButton*>(QStringLiteral("export_repeat_button"))->isEnabled());
    }

    void presetsAreChosenKeptAndRemoved() {
        ExportPanel panel;
        panel.setPresets({{QStringLiteral("Web"), true}, {QStringLiteral("Mine"), false}});
        QSignalSpy chosen(&panel, &ExportPanel::presetChosen);
        QSignalSpy removed(&panel, &ExportPanel::presetRemoveRequested);
        auto* menu = panel.findChild<QPushButton*>(QStringLiteral("export_preset_button"))->menu();
        menu->actions().first()->trigger();
        menu->actions().last()->trigger();
        QCOMPARE(chosen[0][0].toString(), QStringLiteral("Web"));
        QCOMPARE(removed[0][0].toString(), QStringLiteral("Mine"));
    }

    void exportsShowWhatCanBeDone() {
        ExportPanel panel;
        panel.resize(336, 700);
        panel.setExports(
            {{7, QStringLiteral("b.mp4"), QStringLiteral("The disk is full."), JobState::failed, 0, {}},
             {5, QStringLiteral("a.mp4"), QStringLiteral("1 MB"), JobState::waiting, 0, QStringLiteral("/x/a.mp4")},
             {4, QStringLiteral("old.mp4"), {}, JobState::waiting, 0, QStringLiteral("/x/old.mp4")}});
        const auto rows = panel.findChildren<QueueRow*>();
        QCOMPARE(rows.size(), 2);
        QSignalSpy retry(&panel, &ExportPanel::retryRequested);
        QSignalSpy reveal(&panel, &ExportPanel::revealRequested);
        QSignalSpy copy(&panel, &ExportPanel::copyRequested);
        rows[0]->findChild<QToolButton*>(QStringLiteral("retry"))->click();
        rows[1]->findChild<QToolButton*>(QStringLiteral("reveal"))->click();
        rows[1]->findChild<QToolButton*>(QStringLiteral("copy_path"))->click();
        QCOMPARE(retry[0][0].toLongLong(), 7);
        QCOMPARE(reveal[0][0].toString(), QStringLiteral("/x/a.mp4"));
        QCOMPARE(copy[0][0].toString(), QStringLiteral("/x/a.mp4"));
        QVERIFY(!rows[0]->dragged());
        QCOMPARE(rows[1]->dragged()->urls(), QList<QUrl>{QUrl::fromLocalFile(QStringLiteral("/x/a.mp4"))});
        panel.updateExport({7, QStringLiteral("b.mp4"), QStringLiteral("Writing"), JobState::running, 0.5, {}});
        QCOMPARE(rows[0]->findChild<QProgressBar*>()->value(), 500);
        QVERIFY(!rows[0]->findChild<QToolButton*>(QStringLiteral("retry"))->isVisibleTo(&panel));
    }

    void variantsPlayInStepAndAreChosen() {
        LoopPanel panel;
        panel.resize(336, 700);
        panel.show();
        QSignalSpy edited(&panel, &LoopPanel::valueEdited);
        const auto* headline = panel.findChild<QLabel*>(QStringLiteral("seam_headline"));
        const auto before = headline->text();
        panel.setVariants({{QStringLiteral("as_shot"), pictures(5), 20, 3.4, {}},
                           {QStringLiteral("crossfade"), pictures(4), 20, 0.2, {}},
                           {QStringLiteral("best_cut"), {}, 0, 0, QStringLiteral("Too short.")}});
        QVERIFY(headline->text() != before);
        QCOMPARE(headline->text(), LoopPanel::seamText(3.4));
        auto* fade = panel.findChild<VariantButton*>(QStringLiteral("variant_crossfade"));
        QVERIFY(fade->accessibleName().contains(LoopPanel::seamText(0.2)));
        QVERIFY(!panel.findChild<VariantButton*>(QStringLiteral("variant_best_cut"))->isEnabled());
        fade->click();
        QCOMPARE(edited[0][0].toString(), QStringLiteral("loop"));
        QCOMPARE(std::get<std::string>(edited[0][1].value<SettingValue>()), std::string("crossfade"));
        ExportSettings settings;
        settings.loop = "crossfade";
        panel.setSettings(settings);
        QCOMPARE(headline->text(), LoopPanel::seamText(0.2));
        QVERIFY(panel.findChild<QLabel*>(QStringLiteral("seam_detail"))->text().contains(QStringLiteral("3.40")));
        QVERIFY(fade->isChecked());
        panel.setVariants({});
        QCOMPARE(headline->text(), before);
    }
};

}  // namespace stillwave::ui

QTEST_MAIN(stillwave::ui::ExportPanelsTest)
#include "export_panels_test.moc"
