// Tests of the map of a take's photo detail on the stage of the whole window.
#include <QFile>

#include "ui/fake_engine.h"
#include "ui/stage/canvas.h"
#include "ui/stage/clip_player.h"
#include "ui/studio_rig.h"
#include "ui/window/message_bar.h"

namespace stillwave::ui {

using stillwave::test::FakeEngine;
using stillwave::test::Script;
using test::sample;
using test::StudioRig;

class DetailMapTest : public QObject {
    Q_OBJECT

    std::unique_ptr<StudioRig> m_rig;

    Session* session() const { return m_rig->session(); }
    Canvas* canvas() const { return m_rig->find<Canvas>("canvas"); }
    ClipPlayer* player() const { return m_rig->window()->findChild<ClipPlayer*>(); }

    void makeTake(const char* detail) const {
        session()->addFiles({sample("coffee.png")});
        QTRY_VERIFY(session()->whyNotGenerate().isEmpty());
        session()->setValue(QStringLiteral("detail"), std::string(detail));
        session()->generate(1);
        QTRY_VERIFY(session()->currentTake() != noId);
        QTRY_COMPARE(player()->frameCount(), 14);
        // The finished take replaces the frames as they came, and plays.
        QTRY_VERIFY(!session()->queue()->live());
        QTest::qWait(200);
        player()->pause();
        player()->setPosition(10);
        QTest::qWait(50);
    }

    // The colour of the picture on the stage at that part of its width.
    QColor shown(double across) const {
        const QRectF picture = canvas()->pictureRect();
        const QPoint place(qRound(picture.left() + across * picture.width()), qRound(picture.center().y()));
        return canvas()->grab().toImage().pixelColor(place * canvas()->devicePixelRatioF());
    }

  private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, test::theme()); }

    void init() {
        const auto script = std::make_shared<Script>();
        m_rig = std::make_unique<StudioRig>([script] { return std::make_unique<FakeEngine>(script); });
        QTRY_VERIFY(session()->engine());
    }

    void cleanup() { m_rig.reset(); }

    void whatTheModelMadeIsTinted() {
        makeTake("photo");
        const QColor plain = shown(1.0 / 3);
        QCOMPARE(shown(2.0 / 3), plain);
        canvas()->setFocus();
        QTest::keyClick(canvas(), Qt::Key_M);
        QTRY_VERIFY(shown(2.0 / 3) != plain);
        QCOMPARE(shown(1.0 / 3), plain);
        const QColor tint = shown(2.0 / 3);
        QVERIFY(tint.red() > tint.blue() + 40);
        m_rig->shoot(QStringLiteral("detail-map"));
        QTest::keyClick(canvas(), Qt::Key_M);
        QTRY_COMPARE(shown(2.0 / 3), plain);
    }

    void theModelsOwnFramesHaveNoMap() {
        makeTake("model");
        const QColor plain = shown(2.0 / 3);
        m_rig->window()->actions()->action(ActionId::showDetailMap)->trigger();
        QTest::qWait(100);
        QCOMPARE(shown(2.0 / 3), plain);
        QCOMPARE(m_rig->window()->findChild<MessageBar*>()->count(), 0);
    }

    void aTakeWithoutAMapSaysSo() {
        makeTake("photo");
        const auto* take = session()->project()->take(session()->currentTake());
        QVERIFY(QFile::remove(take->folder + QStringLiteral("/confidence.safetensors")));
        m_rig->window()->actions()->action(ActionId::showDetailMap)->trigger();
        QTRY_COMPARE(m_rig->window()->findChild<MessageBar*>()->count(), 1);
    }
};

}  // namespace stillwave::ui

int main(int argc, char** argv) {
    stillwave::ui::test::isolate();
    QApplication application(argc, argv);
    stillwave::ui::installTranslations(application);
    stillwave::ui::DetailMapTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "detail_map_test.moc"
