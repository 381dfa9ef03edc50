#include "ui/stage/crop_bar.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>
#include <array>
#include <cmath>

#include "ui/theme/icons.h"

namespace stillwave::ui {
namespace {

constexpr std::array aspects{QSize(16, 9), QSize(9, 16), QSize(1, 1)};
// The largest relative difference between a clip's aspect and a button's: a size is a multiple of the model's
// size_multiple and may meet a ratio only nearly.
constexpr double aspectTolerance = 0.03;

}  // namespace

CropBar::CropBar(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("cropBar"));
    setAccessibleName(tr("Crop"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 12, 6);
    row->setSpacing(4);

    auto* aspectGroup = new QButtonGroup(this);
    for (const QSize& aspect : aspects) {
        const QString ratio = tr("%1:%2").arg(aspect.width()).arg(aspect.height());
        auto* button = addButton(QStringLiteral("aspect%1x%2").arg(aspect.width()).arg(aspect.height()), ratio,
                                 tr("Make the clip %1").arg(ratio), true);
        aspectGroup->addButton(button);
        connect(button, &QToolButton::clicked, this,
                [this, aspect] { Q_EMIT aspectRequested(aspect.width(), aspect.height()); });
        m_aspects.append(button);
    }
    row->addSpacing(12);
    m_crop = addButton(QStringLiteral("fitCrop"), tr("Crop"), tr("Fill the clip with a part of the photo"), true);
    m_letterbox =
        addButton(QStringLiteral("fitLetterbox"), tr("Letterbox"), tr("Show the whole photo between bars"), true);
    auto* fitGroup = new QButtonGroup(this);
    fitGroup->addButton(m_crop);
    fitGroup->addButton(m_letterbox);
    connect(m_crop, &QToolButton::clicked, this, [this] { Q_EMIT fitRequested(QStringLiteral("crop")); });
    connect(m_letterbox, &QToolButton::clicked, this, [this] { Q_EMIT fitRequested(QStringLiteral("letterbox")); });
    row->addStretch();
    m_modelView = addButton(QStringLiteral("modelView"), tr("What the model sees"),
                            tr("Show the picture as the model gets it, at the model's size"), true);
    m_modelView->setIcon(themeIcon(QStringLiteral("eye")));
    m_modelView->setIconSize(besideText());
    m_modelView->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_modelView, &QToolButton::toggled, this, &CropBar::modelViewToggled);
    row->addSpacing(12);
    auto* reset = addButton(QStringLiteral("cropReset"), tr("Reset"), tr("Put the crop back in the middle"), false);
    connect(reset, &QToolButton::clicked, this, &CropBar::resetRequested);
    auto* done = addButton(QStringLiteral("cropDone"), tr("Done"), tr("Close the crop frame"), false);
    connect(done, &QToolButton::clicked, this, &CropBar::doneRequested);
}

QToolButton* CropBar::addButton(const QString& name, const QString& text, const QString& tip, bool checkable) {
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(text);
    button->setAccessibleDescription(tip);
    button->setCheckable(checkable);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    layout()->addWidget(button);
    return button;
}

void CropBar::setTarget(const QSize& size) {
    if (size.isEmpty()) return;
    const double target = static_cast<double>(size.width()) / size.height();
    QButtonGroup* group = m_aspects.constFirst()->group();
    group->setExclusive(false);
    for (qsizetype i = 0; i < m_aspects.size(); ++i) {
        const QSize& aspect = aspects.at(static_cast<std::size_t>(i));
        const double ratio = static_cast<double>(aspect.width()) / aspect.height();
        m_aspects.at(i)->setChecked(std::abs(target / ratio - 1) < aspectTolerance);
    }
    group->setExclusive(true);
}

void CropBar::setFit(const QString& fit) {
    (fit == QLatin1String("letterbox") ? m_letterbox : m_crop)->setChecked(true);
}

void CropBar::setModelView(bool shown) {
    m_modelView->setChecked(shown);
}

}  // namespace stillwave::ui
