#include "ui/docks/settings_panel.h"

#include <QMimeData>
#include <QUrl>
#include <QtTest>

#include "ui/docks/drop_overlay.h"
#include "ui/theme/theme.h"

namespace stillwave::ui {

class SettingsPanelTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        qRegisterMetaType<SettingValue>("stillwave::SettingValue");
        applyTheme(*qApp, ThemeChoice::dark);
    }

    void everyFieldHasAnEditor() {
        SettingsPanel panel;
        for (const SettingsField& field : settings_fields()) {
            const QString key = QString::fromStdString(std::string(field.key));
            auto* editor = panel.findChild<SettingEditor*>(key);
            QVERIFY2(editor, qPrintable(key));
            QVERIFY2(!editor->accessibleName().isEmpty(), qPrintable(key));
            QVERIFY2(!editor->toolTip().isEmpty(), qPrintable(key));
        }
    }

    void everyControlIsNamed() {
        SettingsPanel panel;
        for (const QWidget* widget : panel.findChildren<QWidget*>()) {
            const bool control = qobject_cast<const QAbstractButton*>(widget) ||
                                 qobject_cast<const QComboBox*>(widget) ||
                                 qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QSlider*>(widget);
            if (!control) continue;
            QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
            QVERIFY2(!widget->toolTip().isEmpty(), qPrintable(widget->objectName()));
        }
    }

    void sliderAndBoxMoveTogether() {
        SettingsPanel panel;
        QSignalSpy edited(&panel, &SettingsPanel::valueEdited);
        auto* slider = panel.findChild<QSlider*>(QStringLiteral("motion_bucket_id_slider"));
        slider->setValue(200);
        QCOMPARE(panel.findChild<ValueBox*>(QStringLiteral("motion_bucket_id_value"))->value(), 200.0);
        QCOMPARE(edited.count(), 1);
        QCOMPARE(edited[0][0].toString(), QStringLiteral("motion_bucket_id"));
        QCOMPARE(std::get<std::int64_t>(edited[0][1].value<SettingValue>()), 200);
        panel.findChild<ValueBox*>(QStringLiteral("noise_aug_strength_value"))->setValue(0.25);
        QCOMPARE(panel.findChild<QSlider*>(QStringLiteral("noise_aug_strength_slider"))->value(), 25);
        QCOMPARE(std::get<double>(edited[1][1].value<SettingValue>()), 0.25);
    }

    void mixedIsEmptyAndSettingValuesIsSilent() {
        SettingsPanel panel;
        QSignalSpy edited(&panel, &SettingsPanel::valueEdited);
        SettingsPanel::Values values;
        const AnimationSettings defaults;
        for (const SettingsField& field : settings_fields())
            values.insert(QString::fromStdString(std::string(field.key)), get_setting(defaults, field));
        values[QStringLiteral("fps")] = std::nullopt;
        panel.setValues(values);
        auto* box = panel.findChild<ValueBox*>(QStringLiteral("fps_value"));
        QVERIFY(box->isMixed());
        QCOMPARE(box->text(), QString());
        values[QStringLiteral("fps")] = SettingValue(std::int64_t{7});
        panel.setValues(values);
        QCOMPARE(box->text(), QStringLiteral("7"));
        QCOMPARE(edited.count(), 0);
    }

    void aBooleanIsACheckBox() {
        SettingsPanel panel;
        QSignalSpy edited(&panel, &SettingsPanel::valueEdited);
        auto* editor = panel.findChild<SettingEditor*>(QStringLiteral("loop_latents"));
        auto* box = panel.findChild<QCheckBox*>(QStringLiteral("loop_latents_check"));
        QCOMPARE(box->checkState(), Qt::Unchecked);
        editor->setValue(SettingValue(true));
        QCOMPARE(box->checkState(), Qt::Checked);
        editor->setValue(std::nullopt);
        QCOMPARE(box->checkState(), Qt::PartiallyChecked);
        QCOMPARE(edited.count(), 0);
        // A click on mixed photos sets all of them, and then there are two states again.
        for (const bool wanted : {true, false, true}) {
            box->click();
            QCOMPARE(std::get<bool>(edited.last()[1].value<SettingValue>()), wanted);
        }
    }

    void theSeedIsLockedAndDrawn() {
        SettingsPanel panel;
        auto* box = panel.findChild<ValueBox*>(QStringLiteral("seed_value"));
        auto* lock = panel.findChild<QToolButton*>(QStringLiteral("seed_lock"));
        QCOMPARE(box->text(), QStringLiteral("Random"));
        QVERIFY(!lock->isChecked());
        panel.findChild<QToolButton*>(QStringLiteral("seed_dice"))->click();
        QVERIFY(lock->isChecked());
        QVERIFY(box->value() >= 0);
        lock->click();
        QCOMPARE(box->value(), -1.0);

        // The locked seed is the shown take's, because that is the one an artist likes.
        panel.setTakeSeed(4242);
        lock->click();
        QCOMPARE(box->value(), 4242.0);
    }

    void theModelSaysWhatItsSettingsDoAndWhichSizesItHas() {
        ModelSummary starter, other, plain;
        starter.name = starter.variant = "starter";
        starter.sizes = {{256, 144}, {144, 256}, {192, 192}};
        other.name = "other";
        other.note = "It only zooms.";
        other.card = {{"width", std::int64_t{320}}, {"height", std::int64_t{192}}};
        plain.name = "plain";
        SettingsPanel panel;
        const auto* note = panel.findChild<QLabel*>(QStringLiteral("model_note"));
        const auto* sizes = panel.findChild<QComboBox*>(QStringLiteral("size_choice"));
        const auto show = [&](const std::optional<QString>& model) {
            panel.setModels({starter, other, plain}, QStringLiteral("starter"), model);
        };
        show(QString());
        QVERIFY(note->text().startsWith(QStringLiteral("Each seed is another move")));
        QVERIFY(note->isVisibleTo(&panel));
        QCOMPARE(sizes->count(), 5);
        QCOMPARE(sizes->itemData(3).toSize(), QSize(192, 192));
        show(QStringLiteral("other"));
        QCOMPARE(note->text(), QStringLiteral("It only zooms."));
        QCOMPARE(sizes->itemData(2).toSize(), QSize(192, 320));
        show(QStringLiteral("plain"));
        QVERIFY(!note->isVisibleTo(&panel));
        show(std::nullopt);
        QVERIFY(!note->isVisibleTo(&panel));
    }

    void generateIsBlockedWithAReason() {
        SettingsPanel panel;
        QSignalSpy asked(&panel, &SettingsPanel::generateRequested);
        auto* button = panel.findChild<QPushButton*>(QStringLiteral("generate_button"));
        button->click();
        QCOMPARE(asked.count(), 1);
        panel.card()->setBlocked(QStringLiteral("Add a photo first."));
        QVERIFY(!button->isEnabled());
        QCOMPARE(panel.findChild<QLabel*>(QStringLiteral("generate_blocked_reason"))->text(),
                 QStringLiteral("Add a photo first."));
        panel.card()->setBlocked({});
        panel.findChild<QPushButton*>(QStringLiteral("generate_four_button"))->click();
        QCOMPARE(asked.last()[0].toInt(), 4);
    }

    void aChangedSettingOffersRevert() {
        SettingsPanel panel;
        QSignalSpy revert(&panel, &SettingsPanel::revertRequested);
        auto* button = panel.findChild<QPushButton*>(QStringLiteral("revert_button"));
        QVERIFY(!button->isVisibleTo(&panel));
        panel.setChanged({QStringLiteral("motion_bucket_id"), QStringLiteral("seed")});
        QVERIFY(button->isVisibleTo(&panel));
        QVERIFY(panel.findChild<QLabel*>(QStringLiteral("changed_text"))->text().contains(QStringLiteral("Motion")));
        button->click();
        QCOMPARE(revert.count(), 1);
    }

    void theDropSentenceFollowsTheFiles() {
        QMimeData photos;
        photos.setUrls({QUrl::fromLocalFile(QStringLiteral("/a.png")), QUrl::fromLocalFile(QStringLiteral("/b.png"))});
        QVERIFY(DropOverlay::sentence(photos).contains(QStringLiteral("2")));
        QMimeData model;
        model.setUrls({QUrl::fromLocalFile(QStringLiteral("/svd_xt.safetensors"))});
        QCOMPARE(DropOverlay::sentence(model), QStringLiteral("Add model svd_xt.safetensors"));
        QCOMPARE(DropOverlay::files(model), QStringList());
    }
};

}  // namespace stillwave::ui

QTEST_MAIN(stillwave::ui::SettingsPanelTest)
#include "settings_panel_test.moc"
