#include "ui/docks/loop_panel.h"

#include <QFrame>
#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/docks/panel_rows.h"
#include "ui/docks/variant_button.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace stillwave::ui {
namespace {

constexpr int columns = 2;

QString nameOf(const QString& loop) {
    for (const auto& choice : export_field("loop").choices)
        if (QLatin1String(choice.value.data(), static_cast<qsizetype>(choice.value.size())) == loop) {
            QString name = QCoreApplication::translate("stillwave", std::string(choice.label).c_str());
            name[0] = name[0].toUpper();
            return name;
        }
    return loop;
}

}  // namespace

LoopPanel::LoopPanel(QWidget* parent) : ExportFieldsPanel(parent), m_group(new QButtonGroup(this)) {
    setObjectName(QStringLiteral("loop_panel"));
    auto* content = new QWidget;
    setLook(content, Look::panel);
    auto* rows = new QVBoxLayout(content);
    rows->setContentsMargins(panelMargin, 8, panelMargin, panelMargin);
    rows->setSpacing(7);
    rows->addWidget(panelHeading(tr("How it repeats")));
    addEditor(rows, "loop");
    addEditor(rows, "loop_count")->setZeroText(tr("For ever"));
    m_grid = new QWidget;
    auto* grid = new QGridLayout(m_grid);
    grid->setContentsMargins(0, 4, 0, 0);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(2);
    for (int i = 0; i < columns; ++i) grid->setColumnStretch(i, 1);
    m_grid->hide();
    rows->addWidget(m_grid);
    rows->addWidget(panelLine());
    rows->addWidget(panelHeading(tr("How smoothly it moves")));
    auto* smooth = addEditor(rows, "interpolate");
    smooth->setZeroText(tr("Off"));
    smooth->setPrefix(tr("× ", "times as many frames"));
    addEditor(rows, "target_fps")->setZeroText(tr("As made"));
    editor("target_fps")->showUnit();
    auto* hint = panelCaption("smooth_hint");
    hint->setText(tr("Frames are made between the clip's own, over the loop's join too. The clip lasts as long."));
    rows->addWidget(hint);
    rows->addStretch();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, panelMargin);
    layout->addWidget(panelScroll(content, QStringLiteral("loop_scroll"), tr("Settings of the loop")), 1);
    auto* pinned = new QHBoxLayout;
    pinned->setContentsMargins(panelMargin, 0, panelMargin, 0);
    pinned->addWidget(makeCard());
    layout->addLayout(pinned);

    m_group->setExclusive(true);
    connect(m_group, &QButtonGroup::idClicked, this,
            [this](int index) { Q_EMIT valueEdited(QStringLiteral("loop"), m_variants.at(index).loop.toStdString()); });
    connect(&m_timer, &QTimer::timeout, this, &LoopPanel::playOn);
    setBlocked({});
    ExportFieldsPanel::setSettings({});
    showSeam();
}

QWidget* LoopPanel::makeCard() {
    auto* card = new QFrame;
    setLook(card, Look::card);
    m_headline = new QLabel;
    m_headline->setObjectName(QStringLiteral("seam_headline"));
    setLook(m_headline, Look::headline);
    m_detail = panelCaption("seam_detail");
    m_reason = panelCaption("seam_blocked_reason");
    m_fix = named(new QPushButton(tr("Fix seam")), "fix_seam", tr("Fix seam"),
                  tr("Shows the ways to loop this clip side by side, each with its seam."));
    m_fix->setIcon(themeIcon(QStringLiteral("repeat"), ThemeColor::onAccent));
    m_fix->setIconSize(besideText());
    setLook(m_fix, Look::primary);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->setSpacing(3);
    layout->addWidget(panelHeading(tr("Seam, from the last frame to the first")));
    layout->addWidget(m_headline);
    layout->addWidget(m_detail);
    layout->addSpacing(5);
    layout->addWidget(m_fix);
    layout->addWidget(m_reason);
    connect(m_fix, &QPushButton::clicked, this, &LoopPanel::fixRequested);
    return card;
}

QString LoopPanel::seamText(double seam) {
    // The limits are motion::SeamScore's.
    if (seam <= 0.4) return tr("Not visible");
    if (seam < 1) return tr("Hardly visible");
    return seam < 3 ? tr("Visible") : tr("A clear jump");
}

void LoopPanel::setVariants(const QList<Variant>& variants) {
    m_variants = variants;
    m_frame = 0;
    qDeleteAll(m_buttons);
    m_buttons.clear();
    auto* grid = static_cast<QGridLayout*>(m_grid->layout());
    for (int i = 0; i < variants.size(); ++i) {
        const auto& variant = variants.at(i);
        auto* button = new VariantButton(m_grid);
        button->setObjectName(QStringLiteral("variant_") + variant.loop);
        button->setClip(variant.frames, nameOf(variant.loop),
                        variant.problem.isEmpty()
                            ? tr("%1 · %2", "a seam in words and as a number")
                                  .arg(seamText(variant.seam), locale().toString(variant.seam, 'f', 2))
                            : tr("Not possible"));
        button->setToolTip(variant.problem.isEmpty() ? tr("Loops the clip so.") : variant.problem);
        button->setEnabled(variant.problem.isEmpty());
        m_group->addButton(button, i);
        grid->addWidget(button, i / columns, i % columns);
        m_buttons << button;
    }
    m_grid->setVisible(!variants.isEmpty());
    m_making = false;
    const double fps = variants.isEmpty() ? 0 : variants.first().fps;
    m_timer.setInterval(fps > 0 ? qRound(1000 / fps) : 100);
    (isVisible() && !variants.isEmpty()) ? m_timer.start() : m_timer.stop();
    showSeam();
}

void LoopPanel::setMaking(bool making) {
    m_making = making;
    showSeam();
}

void LoopPanel::setBlocked(const QString& reason) {
    m_fix->setEnabled(reason.isEmpty());
    m_reason->setText(reason);
    m_reason->setVisible(!reason.isEmpty());
}

void LoopPanel::setSettings(const ExportSettings& settings) {
    ExportFieldsPanel::setSettings(settings);
    showSeam();
}

void LoopPanel::showSeam() {
    const auto chosen = QString::fromStdString(settings().loop);
    const auto find = [&](const QString& loop) {
        return std::find_if(m_variants.begin(), m_variants.end(),
                            [&](const Variant& variant) { return variant.loop == loop; });
    };
    for (int i = 0; i < m_buttons.size(); ++i) m_buttons[i]->setChecked(m_variants.at(i).loop == chosen);
    const auto before = find(QStringLiteral("as_shot"));
    const auto after = find(chosen);
    if (m_making) {
        m_headline->setText(tr("Looking at the seam…"));
        m_detail->setText(tr("The ways to loop are made side by side."));
    } else if (before == m_variants.end() || after == m_variants.end()) {
        m_headline->setText(tr("Not measured yet"));
        m_detail->setText(
            tr("Fix seam shows the ways to loop side by side and scores each: 0 is like any other join."));
    } else if (!after->problem.isEmpty()) {
        m_headline->setText(tr("Not possible"));
        m_detail->setText(after->problem);
    } else {
        const auto score = [this](double seam) { return locale().toString(seam, 'f', 2); };
        m_headline->setText(seamText(after->seam));
        m_detail->setText(after == before ? tr("Score %1 as shot; 0 is like any other join.").arg(score(before->seam))
                                          : tr("Score %1, and %2 as shot; 0 is like any other join.")
                                                .arg(score(after->seam), score(before->seam)));
    }
}

void LoopPanel::playOn() {
    ++m_frame;
    for (auto* button : m_buttons) button->showFrame(m_frame);
}

void LoopPanel::showEvent(QShowEvent* event) {
    ExportFieldsPanel::showEvent(event);
    if (!m_variants.isEmpty()) m_timer.start();
}

void LoopPanel::hideEvent(QHideEvent* event) {
    ExportFieldsPanel::hideEvent(event);
    m_timer.stop();
}

}  // namespace stillwave::ui
