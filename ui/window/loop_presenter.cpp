#include "ui/window/loop_presenter.h"

#include "types/error.h"
#include "ui/docks/loop_panel.h"
#include "ui/image_qt.h"
#include "ui/window/message_bar.h"

namespace stillwave::ui {
namespace {

constexpr int variantSide = 200;  // px; two variants of this width fit beside each other

}  // namespace

LoopPresenter::LoopPresenter(Session* session, LoopPanel* panel, MessageBar* messages, QObject* parent)
    : QObject(parent), m_exports(session->exports()), m_panel(panel), m_messages(messages) {
    connect(m_exports, &Exports::settingsChanged, this, &LoopPresenter::refresh);
    connect(m_exports, &Exports::sourceChanged, this, &LoopPresenter::refresh);
    connect(m_exports, &Exports::loopsChanged, this, &LoopPresenter::showVariants);
    connect(m_exports, &Exports::loopsFailed, this, [this](const QString& reason) {
        showVariants();
        m_messages->show(
            {QStringLiteral("loops"), MessageBar::Kind::error, tr("The seam cannot be looked at."), reason, {}, 0});
    });
    connect(panel, &LoopPanel::fixRequested, this, &LoopPresenter::fix);
    connect(panel, &LoopPanel::valueReset, m_exports, &Exports::resetValue);
    connect(panel, &LoopPanel::valueEdited, this, [this](const QString& key, const SettingValue& value) {
        try {
            m_exports->setValue(key, value);
        } catch (const Error& error) {
            m_messages->show(
                {QStringLiteral("setting"), MessageBar::Kind::warning, QString::fromUtf8(error.what()), {}, {}, 6});
            refresh();
        }
    });
    refresh();
}

void LoopPresenter::refresh() {
    m_panel->setSettings(m_exports->settings());
    m_panel->setBlocked(m_exports->whyNotExport());
}

void LoopPresenter::showVariants() {
    QList<LoopPanel::Variant> variants;
    for (const auto& made : m_exports->loops()) {
        LoopPanel::Variant variant;
        variant.loop = QString::fromStdString(made.loop);
        for (const auto& frame : made.clip.frames) variant.frames.append(toRgb32(frame));
        variant.fps = made.clip.fps;
        variant.seam = made.seam;
        variant.problem = QString::fromStdString(made.problem);
        variants.append(variant);
    }
    m_panel->setVariants(variants);
}

void LoopPresenter::fix() {
    m_exports->askLoops(qRound(variantSide * m_panel->devicePixelRatioF()));
    m_panel->setMaking(true);
}

}  // namespace stillwave::ui
