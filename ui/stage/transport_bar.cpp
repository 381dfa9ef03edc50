#include "ui/stage/transport_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <array>
#include <cmath>

#include "ui/stage/canvas.h"
#include "ui/stage/clip_player.h"
#include "ui/theme/icons.h"

namespace stillwave::ui {
namespace {

constexpr std::array speeds{0.25, 0.5, 1.0, 2.0, 4.0};
constexpr std::array zooms{0.5, 1.0, 2.0, 4.0};

QString speedText(const QLocale& locale, double speed) {
    return TransportBar::tr("%1×").arg(locale.toString(speed, 'g', 3));
}

QString percentText(double zoom) {
    return TransportBar::tr("%1 %").arg(qRound(zoom * 100));
}

QString modeName(PlayMode mode) {
    switch (mode) {
        case PlayMode::once:
            return TransportBar::tr("Once");
        case PlayMode::loop:
            return TransportBar::tr("Loop");
        case PlayMode::pingPong:
            break;
    }
    return TransportBar::tr("Ping-pong");
}

QIcon modeIcon(PlayMode mode) {
    switch (mode) {
        case PlayMode::once:
            return themeIcon(QStringLiteral("arrow-right-to-line"));
        case PlayMode::loop:
            return themeIcon(QStringLiteral("repeat"));
        case PlayMode::pingPong:
            break;
    }
    return themeIcon(QStringLiteral("arrow-left-right"));
}

}  // namespace

TransportBar::TransportBar(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("transportBar"));
    setAccessibleName(tr("Transport"));
    m_time = new QLabel(this);
    m_time->setObjectName(QStringLiteral("transportTime"));
    m_time->setAccessibleName(tr("Position"));

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    const auto addMoving = [this, buttons](QToolButton* button) {
        m_moving.append(button);
        buttons->addWidget(button);
        return button;
    };
    connect(addMoving(makeButton(QStringLiteral("transportStart"), QStringLiteral("skip-back"), tr("Go to the start"))),
            &QToolButton::clicked, this, &TransportBar::startRequested);
    connect(addMoving(makeButton(QStringLiteral("transportBack"), QStringLiteral("step-back"), tr("One frame back"))),
            &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(-1); });
    m_play = addMoving(makeButton(QStringLiteral("transportPlay"), QStringLiteral("play"), tr("Play")));
    m_play->setIconSize({24, 24});
    connect(m_play, &QToolButton::clicked, this, &TransportBar::playToggled);
    connect(addMoving(makeButton(QStringLiteral("transportOn"), QStringLiteral("step-forward"), tr("One frame on"))),
            &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(1); });
    connect(addMoving(makeButton(QStringLiteral("transportEnd"), QStringLiteral("skip-forward"), tr("Go to the end"))),
            &QToolButton::clicked, this, &TransportBar::endRequested);

    m_speed = makeMenuButton(QStringLiteral("transportSpeed"), tr("Speed"), tr("How fast the clip plays"));
    m_mode = makeMenuButton(QStringLiteral("transportMode"), tr("Play mode"), tr("What happens at the clip's end"));
    m_mode->setIconSize(besideText());
    m_mode->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_zoom = makeMenuButton(QStringLiteral("transportZoom"), tr("Zoom"), tr("How large the picture is shown"));
    fillMenus();

    auto* right = new QHBoxLayout;
    right->setSpacing(4);
    right->addStretch();
    right->addWidget(m_speed);
    right->addWidget(m_mode);
    right->addWidget(m_zoom);
    auto* left = new QHBoxLayout;
    left->addWidget(m_time);
    left->addStretch();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 4, 8, 4);
    row->addLayout(left, 1);
    row->addLayout(buttons);
    row->addLayout(right, 1);

    setFrameCount(0);
    setMode(PlayMode::loop);
    setSpeed(1);
    setZoom(1, true);
}

QToolButton* TransportBar::makeButton(const QString& name, const QString& icon, const QString& tip) {
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setIcon(themeIcon(icon));
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setAutoRaise(true);
    button->setIconSize({18, 18});
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QToolButton* TransportBar::makeMenuButton(const QString& name, const QString& accessibleName, const QString& tip) {
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setAccessibleName(accessibleName);
    button->setToolTip(tip);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(new QMenu(button));
    return button;
}

void TransportBar::fillMenus() {
    for (const double speed : speeds)
        connect(m_speed->menu()->addAction(speedText(locale(), speed)), &QAction::triggered, this,
                [this, speed] { Q_EMIT speedRequested(speed); });
    for (const PlayMode mode : {PlayMode::once, PlayMode::loop, PlayMode::pingPong})
        connect(m_mode->menu()->addAction(modeIcon(mode), modeName(mode)), &QAction::triggered, this,
                [this, mode] { Q_EMIT modeRequested(mode); });
    connect(m_zoom->menu()->addAction(tr("Fit")), &QAction::triggered, this, &TransportBar::fitRequested);
    for (const double zoom : zooms)
        connect(m_zoom->menu()->addAction(percentText(zoom)), &QAction::triggered, this,
                [this, zoom] { Q_EMIT zoomRequested(zoom); });
}

void TransportBar::connectTo(ClipPlayer* player, Canvas* canvas) {
    connect(player, &ClipPlayer::framesChanged, this, &TransportBar::setFrameCount);
    connect(player, &ClipPlayer::positionChanged, this, &TransportBar::setPosition);
    connect(player, &ClipPlayer::fpsChanged, this, &TransportBar::setFps);
    connect(player, &ClipPlayer::playingChanged, this, &TransportBar::setPlaying);
    connect(player, &ClipPlayer::modeChanged, this, &TransportBar::setMode);
    connect(player, &ClipPlayer::speedChanged, this, &TransportBar::setSpeed);
    connect(canvas, &Canvas::zoomChanged, this, &TransportBar::setZoom);
    connect(this, &TransportBar::startRequested, player, &ClipPlayer::goToStart);
    connect(this, &TransportBar::endRequested, player, &ClipPlayer::goToEnd);
    connect(this, &TransportBar::stepRequested, player, &ClipPlayer::stepBy);
    connect(this, &TransportBar::playToggled, player, &ClipPlayer::togglePlaying);
    connect(this, &TransportBar::modeRequested, player, &ClipPlayer::setMode);
    connect(this, &TransportBar::speedRequested, player, &ClipPlayer::setSpeed);
    connect(this, &TransportBar::fitRequested, canvas, &Canvas::setFit);
    connect(this, &TransportBar::zoomRequested, canvas, &Canvas::setZoom);
    setFps(player->fps());
    setFrameCount(player->frameCount());
    setPosition(player->position());
    setPlaying(player->isPlaying());
    setMode(player->mode());
    setSpeed(player->speed());
    setZoom(canvas->zoom(), canvas->isFit());
}

void TransportBar::setFrameCount(int count) {
    m_frameCount = count;
    for (QToolButton* button : std::as_const(m_moving)) button->setEnabled(count > 0);
    showTime();
}

void TransportBar::setPosition(int frame) {
    m_position = frame;
    showTime();
}

void TransportBar::setFps(double fps) {
    m_fps = fps;
    showTime();
}

void TransportBar::showTime() {
    if (m_frameCount == 0) return m_time->clear();
    const auto hundredths = static_cast<int>(std::lround(m_position * 100 / m_fps));
    const QString time = QStringLiteral("%1:%2.%3")
                             .arg(hundredths / 6000, 2, 10, QLatin1Char('0'))
                             .arg(hundredths / 100 % 60, 2, 10, QLatin1Char('0'))
                             .arg(hundredths % 100, 2, 10, QLatin1Char('0'));
    m_time->setText(tr("%1 · frame %2 / %3").arg(time).arg(m_position + 1).arg(m_frameCount));
}

void TransportBar::setPlaying(bool playing) {
    m_play->setIcon(themeIcon(playing ? QStringLiteral("pause") : QStringLiteral("play")));
    m_play->setToolTip(playing ? tr("Pause") : tr("Play"));
    m_play->setAccessibleName(m_play->toolTip());
}

void TransportBar::setMode(PlayMode mode) {
    m_mode->setIcon(modeIcon(mode));
    m_mode->setText(modeName(mode));
    m_mode->setAccessibleDescription(modeName(mode));
}

void TransportBar::setSpeed(double speed) {
    m_speed->setText(speedText(locale(), speed));
    m_speed->setAccessibleDescription(m_speed->text());
}

void TransportBar::setZoom(double zoom, bool fit) {
    m_zoom->setText(fit ? tr("Fit %1").arg(percentText(zoom)) : percentText(zoom));
    m_zoom->setAccessibleDescription(m_zoom->text());
}

}  // namespace stillwave::ui
