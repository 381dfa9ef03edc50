#include "ui/window/memory_menu.h"

#include <QActionGroup>
#include <QSettings>

namespace stillwave::ui {
namespace {

constexpr qulonglong gigabyte = 1'000'000'000;

QString settingsKey() {
    return QStringLiteral("clips/memory_budget_bytes");
}

}  // namespace

MemoryMenu::MemoryMenu(Session* session, QWidget* parent) : QMenu(tr("&Memory for clips"), parent), m_session(session) {
    setObjectName(QStringLiteral("memory_menu"));
    session->forecast()->setMemoryBudgetBytes(QSettings().value(settingsKey()).toULongLong());
    connect(session, &Session::engineChanged, this, &MemoryMenu::fill);
    fill();
}

void MemoryMenu::fill() {
    clear();
    delete m_choices;
    m_choices = new QActionGroup(this);
    const auto chosen = m_session->forecast()->memoryBudgetBytes();
    const auto add = [&](const QString& text, qulonglong bytes) {
        auto* action = addAction(text);
        action->setCheckable(true);
        action->setChecked(bytes == chosen);
        m_choices->addAction(action);
        connect(action, &QAction::triggered, this, [this, bytes] {
            QSettings().setValue(settingsKey(), bytes);
            m_session->forecast()->setMemoryBudgetBytes(bytes);
        });
    };
    add(tr("&Automatic"), 0);
    const auto* engine = m_session->engine();
    qulonglong total = 0;
    if (engine) {
        total = engine->machine.memory_bytes;
        for (const auto& cuda : engine->machine.cuda_devices)
            if (cuda.id == engine->device.device) total = cuda.total_bytes;
    }
    for (const qulonglong size : {2, 4, 6, 8, 12, 16, 24, 48})
        if (size * gigabyte < total) add(tr("At most %1 GB").arg(size), size * gigabyte);
    // The choice may have been made with another machine or device.
    if (!m_choices->checkedAction()) add(tr("At most %1 GB").arg(chosen / gigabyte), chosen);
}

}  // namespace stillwave::ui
