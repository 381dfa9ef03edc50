// Tests of exporting a take in the whole window, over an engine without a model.
#include <QClipboard>
#include <QDockWidget>
#include <QDropEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QUrl>

#include "ui/docks/drop_overlay.h"
#include "ui/docks/export_panel.h"
#include "ui/docks/loop_panel.h"
#include "ui/docks/variant_button.h"
#include "ui/fake_engine.h"
#include "ui/queue/queue_panel.h"
#include "ui/session/exports.h"
#include "ui/stage/clip_player.h"
#include "ui/studio_rig.h"
#include "ui/window/message_bar.h"

namespace stillwave::ui {

using stillwave::test::FakeEngine;
using stillwave::test::Script;
using test::sample;
using test::StudioRig;

class WindowExportTest : public QObject {
    Q_OBJECT

    std::shared_ptr<Script> m_script;
    std::unique_ptr<StudioRig> m_rig;

    Session* session() const { return m_rig->session(); }
    MessageBar* messages() const { return m_rig->window()->findChild<MessageBar*>(); }
    void raise(const char* dock) const { m_rig->find<QDockWidget>(dock)->raise(); }

    void makeTake() const {
        session()->addFiles({sample("coffee.png")});
        QTRY_VERIFY(session()->whyNotGenerate().isEmpty());
        // A job added before the queue is idle belongs to the same batch, and the batch has a message of its own.
        QSignalSpy idle(session()->queue(), &QueueRunner::idle);
        session()->generate(1);
        QTRY_COMPARE(idle.count(), 1);
        QVERIFY(session()->currentTake() != noId);
        QTRY_COMPARE(m_rig->window()->findChild<ClipPlayer*>()->frameCount(), 14);
        session()->exports()->setFolder(m_rig->path(QStringLiteral("Exports")));
    }

  private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, test::theme()); }

    void init() {
        m_script = std::make_shared<Script>();
        m_rig = std::make_unique<StudioRig>([script = m_script] { return std::make_unique<FakeEngine>(script); });
        QTRY_VERIFY(session()->engine());
    }

    void cleanup() { m_rig.reset(); }

    void withoutATakeTheReasonIsSaid() {
        raise("export_dock");
        QVERIFY(!m_rig->find<QPushButton>("export_button")->isEnabled());
        QVERIFY(m_rig->find("export_blocked_reason")->isVisible());
        QVERIFY(!m_rig->find<QPushButton>("fix_seam")->isEnabled());
        m_rig->window()->actions()->action(ActionId::exportTake)->trigger();
        QCOMPARE(messages()->count(), 1);
        m_rig->shoot(QStringLiteral("export-empty"));
    }

    void aTakeBecomesAFile() {
        makeTake();
        raise("export_dock");
        auto* headline = m_rig->find<QLabel>("estimate_headline");
        QTRY_VERIFY(headline->text().contains(QStringLiteral("800")));
        m_rig->find<QSlider>("quality_slider")->setValue(50);
        QTRY_VERIFY(headline->text().contains(QStringLiteral("500")));
        QCOMPARE(m_rig->find<QLabel>("export_file_name")->text(), QStringLiteral("coffee-1.mp4"));
        m_rig->window()->findChild<ClipPlayer*>()->setRange(3, 12);
        m_script->frame_ms = 20;
        QTest::keyClick(m_rig->window(), Qt::Key_E, Qt::ControlModifier);
        QTRY_VERIFY(session()->queue()->live() && session()->queue()->live()->exports);
        // The stage goes on showing the take.
        QCOMPARE(m_rig->window()->findChild<ClipPlayer*>()->frameCount(), 14);
        QTRY_VERIFY(session()->queue()->live()->progress.step > 3);
        m_rig->shoot(QStringLiteral("export-running"));
        QTRY_COMPARE(session()->project()->finishedExports().size(), 1);
        QCOMPARE(m_script->exports.back().first, std::int64_t{3});
        QCOMPARE(m_script->exports.back().last, std::int64_t{12});
        auto* row = m_rig->find<ExportPanel>("export_panel")->findChild<QueueRow*>();
        QVERIFY(row->item().isFile());
        row->findChild<QToolButton*>(QStringLiteral("copy_path"))->click();
        QVERIFY(QGuiApplication::clipboard()->text().endsWith(QStringLiteral("coffee-1.mp4")));
        m_rig->shoot(QStringLiteral("export-done"));
        QTest::keyClick(m_rig->window(), Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(m_script->exports.size(), std::size_t{2});
        QTRY_VERIFY(session()->project()->jobs().isEmpty());
        raise("queue_dock");
        QVERIFY(!m_rig->find<QueuePanel>("queue_panel")->findChildren<QueueRow*>().isEmpty());
        m_rig->shoot(QStringLiteral("export-queue"));
    }

    void aFailureIsSaidAndTriedAgain() {
        makeTake();
        raise("export_dock");
        m_script->export_failure =
            Script::Failure{Stage::write, ErrorCode::output_unwritable, "The disk is full. Make room on it.", "ENOSPC"};
        session()->exports()->exportTake();
        QTRY_COMPARE(messages()->count(), 1);
        QVERIFY(m_rig->find("failure_card")->isHidden());
        m_rig->shoot(QStringLiteral("export-failed"));
        m_script->mend();
        auto* row = m_rig->find<ExportPanel>("export_panel")->findChild<QueueRow*>();
        row->findChild<QToolButton*>(QStringLiteral("retry"))->click();
        QTRY_COMPARE(session()->project()->finishedExports().size(), 1);
    }

    void theSeamIsFixed() {
        makeTake();
        raise("loop_dock");
        m_rig->shoot(QStringLiteral("loop-before"));
        QTest::mouseClick(m_rig->find<QPushButton>("fix_seam"), Qt::LeftButton);
        QTRY_VERIFY(m_rig->window()->findChild<VariantButton*>(QStringLiteral("variant_crossfade")));
        auto* fade = m_rig->find<VariantButton>("variant_crossfade");
        QTest::qWait(50);
        QTest::mouseClick(fade, Qt::LeftButton);
        QCOMPARE(session()->exports()->settings().loop, std::string("crossfade"));
        QVERIFY(fade->isChecked());
        m_rig->shoot(QStringLiteral("loop-variants"));
        m_rig->window()->actions()->action(ActionId::undo)->trigger();
        QCOMPARE(session()->exports()->settings().loop, std::string("as_shot"));
        QVERIFY(!fade->isChecked());
        // The size of other frames is not known yet.
        m_rig->window()->findChild<ClipPlayer*>()->setRange(3, 12);
        QVERIFY(!m_rig->window()->findChild<VariantButton*>());
    }

    void gifHasItsOwnRows() {
        makeTake();
        raise("export_dock");
        session()->exports()->applyPreset(QStringLiteral("GIF for chat (8 MB)"));
        QVERIFY(m_rig->find("gif_colors")->isVisible());
        session()->exports()->setValue(QStringLiteral("upscale"), std::int64_t{2});
        m_rig->find<QToolButton>("export_more_toggle")->click();
        m_rig->shoot(QStringLiteral("export-gif"));
    }

    void aDroppedClipRestoresItsSettings() {
        const auto clip = m_rig->path(QStringLiteral("coffee-1.mp4"));
        QFile(clip).open(QIODevice::WriteOnly);
        m_script->recipes["coffee-1.mp4"] = {
            {{"motion_bucket_id", std::int64_t{33}}}, "starter", sample("coffee.png").toStdString()};
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(clip)});
        QVERIFY(DropOverlay::sentence(mime).contains(QStringLiteral("coffee-1.mp4")));
        QDragEnterEvent enter({300, 300}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_rig->window(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event({300, 300}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_rig->window(), &event);
        QTRY_COMPARE(session()->project()->photos().size(), 1);
        QTRY_COMPARE(messages()->count(), 1);
        QCOMPARE(session()->resolvedSettings(session()->currentPhoto()).motion_bucket_id, std::int64_t{33});
    }
};

}  // namespace stillwave::ui

int main(int argc, char** argv) {
    stillwave::ui::test::isolate();
    QApplication application(argc, argv);
    stillwave::ui::installTranslations(application);
    stillwave::ui::WindowExportTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "window_export_test.moc"
