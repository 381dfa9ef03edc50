#include "ui/window/camera_presenter.h"

#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>

#include "ui/session/directing.h"
#include "ui/stage/camera_overlay.h"
#include "ui/stage/camera_panel.h"
#include "ui/stage/camera_preview.h"
#include "ui/stage/canvas.h"
#include "ui/stage/crop_geometry.h"
#include "ui/timeline/camera_lane.h"
#include "ui/timeline/timeline_panel.h"
#include "ui/window/stage_view.h"

namespace stillwave::ui {
namespace {

constexpr int settle_ms = 250;
constexpr double previewShare = 0.3;  // of the stage's width and height
constexpr int previewMargin = 14;     // px

}  // namespace

CameraPresenter::CameraPresenter(Session* session, StageView* view, TimelinePanel* timeline, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_view(view),
      m_timeline(timeline),
      m_overlay(new CameraOverlay(view->canvas())),
      m_preview(new CameraPreview(view->canvas())),
      m_panel(new CameraPanel(view)) {
    view->addBelowPicture(m_panel);
    m_settle.setSingleShot(true);
    m_settle.setInterval(settle_ms);
    connect(&m_settle, &QTimer::timeout, this, &CameraPresenter::askExact);
    for (const auto changed : {&Session::settingsChanged, &Session::selectionChanged, &Session::projectChanged})
        connect(session, changed, this, [this] {
            m_refusal.clear();
            refresh();
        });
    connect(session->pictures(), &PictureLoader::pictureRead, this, &CameraPresenter::refresh, Qt::QueuedConnection);
    connect(session, &Session::controlsPreviewed, this, &CameraPresenter::showExact);
    connect(session, &Session::controlsPreviewFailed, this, [this](const QString& reason) {
        m_refusal = reason;
        m_panel->setProblem(problem());
    });

    view->canvas()->installEventFilter(this);
    connect(view->canvas(), &Canvas::pictureRectChanged, this, &CameraPresenter::place);
    connect(m_overlay, &CameraOverlay::cameraChanged, this, [this](const CameraPath& camera) {
        m_preview->setCamera(camera, true);
        place();
        m_panel->setCamera(camera);
        m_timeline->cameraLane()->setCamera(camera);
    });
    connect(m_overlay, &CameraOverlay::left, this, [this] { Q_EMIT toolWanted(false); });
    connect(m_overlay, &CameraOverlay::cameraEdited, this, &CameraPresenter::apply);
    connect(m_panel, &CameraPanel::cameraEdited, this, &CameraPresenter::apply);
    connect(m_panel, &CameraPanel::depthWanted, this, &CameraPresenter::chooseDepth);
    connect(m_panel, &CameraPanel::doneRequested, this, [this] { Q_EMIT toolWanted(false); });
    connect(timeline->cameraLane(), &CameraLane::chosen, this, [this] { Q_EMIT toolWanted(!m_shown); });
    setShown(false);
    refresh();
}

const Photo* CameraPresenter::photo() const {
    return m_session->project() ? m_session->project()->photo(m_session->currentPhoto()) : nullptr;
}

void CameraPresenter::setShown(bool shown) {
    m_shown = shown && photo();
    m_overlay->setVisible(m_shown);
    m_panel->setVisible(m_shown);
    m_timeline->cameraLane()->setChosen(m_shown);
    if (!m_shown) {
        m_preview->hide();
        return m_settle.stop();
    }
    m_view->canvas()->setFit();
    m_overlay->setFocus(Qt::OtherFocusReason);
    refresh();
    place();
}

void CameraPresenter::refresh() {
    const auto* shown = photo();
    m_timeline->setHasPhoto(shown != nullptr);
    const auto camera = shown ? m_session->controls().camera : CameraPath();
    m_timeline->cameraLane()->setCamera(camera);
    m_timeline->cameraLane()->setDriven(shown && !m_session->controls().motion_from.empty());
    if (!m_shown || !shown || m_overlay->isDragging()) return;
    m_overlay->setCamera(camera);
    m_panel->setCamera(camera);
    m_panel->setProblem(problem());
    refreshPreview();
    m_preview->setCamera(camera, false);
    place();
    if (camera.moves() && !m_preview->isExact()) m_settle.start();
}

QString CameraPresenter::problem() const {
    const QString reason = whyNotTogether(m_session->controls());
    return reason.isEmpty() ? m_refusal : reason;
}

void CameraPresenter::refreshPreview() {
    const auto* shown = photo();
    const auto settings = m_session->resolvedSettings(shown->id);
    const QSize target(static_cast<int>(settings.width), static_cast<int>(settings.height));
    const QPointF focus(settings.focus_x, settings.focus_y);
    const QString fit = QString::fromStdString(settings.fit);
    m_overlay->setCrop(shownPart(shown->size, target, fit, focus));
    m_preview->setSeconds(static_cast<double>(settings.num_frames - 1) / static_cast<double>(settings.fps));
    const QImage picture = m_session->pictures()->stagePicture(shown->path);
    const QString crop = QStringLiteral("%1 %2x%3 %4 %5 %6 %7")
                             .arg(picture.cacheKey())
                             .arg(target.width())
                             .arg(target.height())
                             .arg(fit)
                             .arg(focus.x())
                             .arg(focus.y())
                             .arg(QString::fromStdString(settings.background));
    if (crop == m_shownCrop) return;
    m_shownCrop = crop;
    m_preview->setPhoto(asModelSees(picture, target, fit, focus, QColor(QString::fromStdString(settings.background))));
    place();
}

void CameraPresenter::place() {
    const auto* canvas = m_view->canvas();
    m_overlay->setGeometry(canvas->rect());
    m_overlay->setPictureRect(canvas->pictureRect());
    QRect corner(QPoint(), m_preview->sizeWithin((QSizeF(canvas->size()) * previewShare).toSize()));
    // The preview keeps to the side from which the end frame moves away, so that it covers no handle. It stays where it
    // is while the frame is dragged.
    if (!m_overlay->isDragging())
        m_previewIsLeft = m_overlay->endFrame().boundingRect().center().x() > m_overlay->startFrame().center().x();
    const QRect room = canvas->rect().adjusted(previewMargin, previewMargin, -previewMargin, -previewMargin);
    m_previewIsLeft ? corner.moveBottomLeft(room.bottomLeft()) : corner.moveBottomRight(room.bottomRight());
    m_preview->setGeometry(corner);
    m_preview->setVisible(m_shown && m_overlay->camera().moves());
}

bool CameraPresenter::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) place();
    return QObject::eventFilter(watched, event);
}

void CameraPresenter::apply(const CameraPath& camera, const QString& key) {
    auto controls = m_session->controls();
    controls.camera = camera;
    m_session->setControls(controls, tr("Move camera"), key.isEmpty() ? key : QStringLiteral("camera/") + key);
}

void CameraPresenter::askExact() {
    if (!m_shown || !photo() || !m_session->controls().camera.moves()) return;
    m_asked = m_session->controls().camera;
    m_session->previewControls();
}

void CameraPresenter::showExact(PhotoId id, const QList<QImage>& frames, double fps) {
    // A preview of a camera that has moved on since is void; another one was asked for.
    if (!m_shown || id != m_session->currentPhoto() || m_asked != m_session->controls().camera) return;
    if (!m_overlay->isDragging()) m_preview->setFrames(frames, fps);
}

void CameraPresenter::chooseDepth() {
    const auto* shown = photo();
    if (!shown) return;
    const QString path =
        QFileDialog::getOpenFileName(m_panel->window(), tr("Choose the depth picture"), QFileInfo(shown->path).path(),
                                     tr("Pictures (*.png *.jpg *.jpeg *.webp *.tif *.tiff *.bmp)"));
    if (path.isEmpty()) return;
    auto camera = m_session->controls().camera;
    camera.depth = path.toStdString();
    apply(camera, {});
}

}  // namespace stillwave::ui
