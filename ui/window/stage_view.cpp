#include "ui/window/stage_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/stage/canvas.h"
#include "ui/stage/clip_player.h"
#include "ui/stage/control_overlay.h"
#include "ui/stage/control_preview.h"
#include "ui/stage/crop_bar.h"
#include "ui/stage/crop_overlay.h"
#include "ui/stage/drawing_bar.h"
#include "ui/stage/tool_bar.h"
#include "ui/stage/transport_bar.h"
#include "ui/takes/takes_strip.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/window/failure_card.h"
#include "ui/window/message_bar.h"
#include "ui/window/start_page.h"

namespace stillwave::ui {
namespace {

constexpr int cardMargin = 24;  // px

}  // namespace

StageView::StageView(QWidget* parent)
    : QWidget(parent),
      m_messages(new MessageBar(this)),
      m_pages(new QStackedWidget(this)),
      m_startPage(new StartPage),
      m_stage(new QWidget),
      m_canvas(new Canvas(m_stage)),
      m_player(new ClipPlayer(this)),
      m_controlPreview(new ControlPreview(m_canvas)),
      m_controlOverlay(new ControlOverlay(m_canvas)),
      m_cropOverlay(new CropOverlay(m_canvas)),
      m_cropBar(new CropBar(m_stage)),
      m_drawingBar(new DrawingBar(m_stage)),
      m_toolBar(new ToolBar(m_stage)),
      m_failureCard(new FailureCard(m_canvas)),
      m_transport(new TransportBar(m_stage)),
      m_detail(new QToolButton(m_stage)),
      m_takesTitle(new QLabel(tr("Takes"), m_stage)),
      m_takes(new TakesStrip(m_stage)) {
    setObjectName(QStringLiteral("stage_view"));
    m_player->setVideoSink(m_canvas->videoSink());
    m_transport->connectTo(m_player, m_canvas);
    m_canvas->setObjectName(QStringLiteral("canvas"));
    m_detail->setObjectName(QStringLiteral("photo_detail"));
    m_detail->setCheckable(true);
    m_detail->setText(tr("Photo detail"));
    m_detail->setIcon(themeIcon(QStringLiteral("image")));
    m_detail->setIconSize(besideText());
    m_detail->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_detail->setPopupMode(QToolButton::MenuButtonPopup);
    m_detail->setAccessibleName(tr("Photo detail"));
    m_detail->setToolTip(
        tr("On: the photo's own pixels, moved as the model moved. Off: the model's frames as they are."));

    setLook(m_takesTitle, Look::heading);
    m_takesTitle->setContentsMargins(12, 6, 0, 2);

    auto* transportRow = new QHBoxLayout;
    transportRow->setContentsMargins(8, 0, 8, 0);
    transportRow->addWidget(m_transport, 1);
    transportRow->addWidget(m_detail);
    auto* pictureRow = new QHBoxLayout;
    pictureRow->setSpacing(0);
    pictureRow->addWidget(m_toolBar);
    // The options stand beside the tools, which therefore keep their places under the pointer.
    auto* picture = new QVBoxLayout;
    picture->setSpacing(0);
    picture->addWidget(m_cropBar);
    picture->addWidget(m_drawingBar);
    picture->addWidget(m_canvas, 1);
    pictureRow->addLayout(picture, 1);
    auto* stage = new QVBoxLayout(m_stage);
    stage->setContentsMargins(0, 0, 0, 0);
    stage->setSpacing(0);
    stage->addLayout(pictureRow, 1);
    stage->addLayout(transportRow);
    stage->addWidget(m_takesTitle);
    stage->addWidget(m_takes);

    m_pages->addWidget(m_startPage);
    m_pages->addWidget(m_stage);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_messages);
    column->addWidget(m_pages, 1);

    connect(m_canvas, &Canvas::pictureRectChanged, m_cropOverlay, &CropOverlay::setPictureRect);
    connect(m_canvas, &Canvas::pictureRectChanged, m_controlPreview, &ControlPreview::setPictureRect);
    connect(m_canvas, &Canvas::pictureRectChanged, m_controlOverlay, &ControlOverlay::setPictureRect);
    m_canvas->installEventFilter(this);
    m_failureCard->installEventFilter(this);
    m_failureCard->hide();
    setCropping(false);
    setDrawing(false);
}

void StageView::showStart(bool start) {
    m_pages->setCurrentWidget(start ? static_cast<QWidget*>(m_startPage) : m_stage);
}

void StageView::setCropping(bool cropping) {
    m_cropBar->setVisible(cropping);
    m_cropOverlay->setVisible(cropping);
    m_cropOverlay->setPictureRect(m_canvas->pictureRect());
    placeOverlays();
    if (cropping) m_cropOverlay->setFocus(Qt::OtherFocusReason);
}

void StageView::addBelowPicture(QWidget* strip) {
    auto* column = static_cast<QVBoxLayout*>(m_stage->layout());
    // The transport row lies directly above the takes' title.
    column->insertWidget(column->indexOf(m_takesTitle) - 1, strip);
}

void StageView::setDrawing(bool drawing) {
    m_drawingBar->setVisible(drawing);
    m_controlOverlay->setVisible(drawing);
    m_controlOverlay->setPictureRect(m_canvas->pictureRect());
    placeOverlays();
    if (drawing) m_controlOverlay->setFocus(Qt::OtherFocusReason);
}

void StageView::setDirecting(bool directing) {
    m_directing = directing;
    showTakes();
}

void StageView::setFullScreen(bool full) {
    m_full = full;
    m_toolBar->setVisible(!full);
    showTakes();
}

void StageView::showTakes() {
    const bool shown = !m_full && !m_directing;
    m_takesTitle->setVisible(shown);
    m_takes->setVisible(shown);
}

void StageView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    placeOverlays();
}

bool StageView::eventFilter(QObject* watched, QEvent* event) {
    const auto type = event->type();
    // The card is placed after its own layout is done: placed during the request it would keep its old size.
    if (watched == m_failureCard && (type == QEvent::Show || type == QEvent::LayoutRequest))
        QMetaObject::invokeMethod(this, &StageView::placeOverlays, Qt::QueuedConnection);
    else if (watched == m_canvas && type == QEvent::Resize)
        placeOverlays();
    return QWidget::eventFilter(watched, event);
}

void StageView::placeOverlays() {
    m_cropOverlay->setGeometry(m_canvas->rect());
    m_controlOverlay->setGeometry(m_canvas->rect());
    m_controlPreview->setPictureRect(m_canvas->pictureRect());
    const QSize room = m_canvas->size() - QSize(2 * cardMargin, 2 * cardMargin);
    const int width = qMin(m_failureCard->maximumWidth(), room.width());
    const int height =
        qMin(qMax(m_failureCard->heightForWidth(width), m_failureCard->minimumSizeHint().height()), room.height());
    QRect card(0, 0, width, height);
    card.moveCenter(m_canvas->rect().center());
    m_failureCard->setGeometry(card);
}

}  // namespace stillwave::ui
