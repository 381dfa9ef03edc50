// The part of StagePresenter that shows and edits what the model sees of the photo.
#include <QToolButton>
#include <cmath>

#include "ui/stage/canvas.h"
#include "ui/stage/crop_bar.h"
#include "ui/stage/crop_geometry.h"
#include "ui/stage/crop_overlay.h"
#include "ui/window/stage_presenter.h"
#include "ui/window/stage_view.h"

namespace stillwave::ui {

void StagePresenter::connectCrop() {
    auto* overlay = m_view->cropOverlay();
    auto* bar = m_view->cropBar();
    connect(overlay, &CropOverlay::focusCommitted, this, [this](const QPointF& focus) {
        m_session->setValues({{"focus_x", focus.x()}, {"focus_y", focus.y()}}, tr("Move crop"));
    });
    connect(bar, &CropBar::aspectRequested, this, &StagePresenter::requestAspect);
    connect(bar, &CropBar::fitRequested, this,
            [this](const QString& fit) { m_session->setValue(QStringLiteral("fit"), fit.toStdString()); });
    connect(bar, &CropBar::modelViewToggled, this, [this](bool shown) {
        m_modelView = shown;
        refreshCrop();
    });
    connect(bar, &CropBar::resetRequested, this, [this] {
        const auto unset = m_session->defaultSettings(m_session->currentPhoto());
        m_session->setValues({{"focus_x", unset.focus_x},
                              {"focus_y", unset.focus_y},
                              {"fit", unset.fit},
                              {"width", unset.width},
                              {"height", unset.height}},
                             tr("Reset crop"));
    });
    connect(bar, &CropBar::doneRequested, this, [this] { setCropping(false); });
}

void StagePresenter::setCropping(bool cropping) {
    if (cropping == m_cropping) return;
    m_cropping = cropping;
    m_modelView = false;
    m_shown = Shown::nothing;
    m_view->canvas()->setFit();
    m_view->setCropping(cropping);
    m_view->cropBar()->setModelView(false);
    refresh();
    Q_EMIT croppingChanged(cropping);
}

void StagePresenter::refreshCrop() {
    if (!m_cropping || !m_session->project()) return;
    const auto* photo = m_session->project()->photo(m_session->currentPhoto());
    if (!photo) return;
    const auto settings = m_session->resolvedSettings(photo->id);
    const QSize target(static_cast<int>(settings.width), static_cast<int>(settings.height));
    const QPointF focus(settings.focus_x, settings.focus_y);
    const QString fit = QString::fromStdString(settings.fit);
    auto* overlay = m_view->cropOverlay();
    overlay->setPhoto(photo->size);
    overlay->setTarget(target);
    overlay->setFit(fit);
    overlay->setFocusPoint(focus);
    overlay->setVisible(!m_modelView);
    m_view->cropBar()->setTarget(target);
    m_view->cropBar()->setFit(fit);
    const QImage picture = m_session->pictures()->stagePicture(photo->path);
    m_view->canvas()->setStill(m_modelView && !picture.isNull() ? asModelSees(picture, settings) : picture);
}

QImage StagePresenter::asModelSees(const QImage& picture, const AnimationSettings& settings) {
    return ui::asModelSees(picture, QSize(static_cast<int>(settings.width), static_cast<int>(settings.height)),
                           QString::fromStdString(settings.fit), {settings.focus_x, settings.focus_y},
                           QColor(QString::fromStdString(settings.background)));
}

// Sets the clip's size to one of the aspect width : height with about as many pixels as the model's own size, rounded
// to what the model can make.
void StagePresenter::requestAspect(int width, int height) {
    const auto* photo = m_session->project()->photo(m_session->currentPhoto());
    const auto* model = photo ? m_session->model(photo->settings.model) : nullptr;
    if (!model) return;
    const auto unset = m_session->defaultSettings(photo->id);
    const double pixels = static_cast<double>(unset.width) * static_cast<double>(unset.height);
    const auto multiple = static_cast<double>(model->size_multiple);
    const auto side = [&](double exact) {
        return static_cast<std::int64_t>(std::max(1.0, std::round(exact / multiple)) * multiple);
    };
    const double aspect = static_cast<double>(width) / height;
    auto wanted = std::pair(side(std::sqrt(pixels * aspect)), side(std::sqrt(pixels / aspect)));
    // The model's own size is preferred where it is near to this aspect, because the model does it best.
    for (const auto& own : {std::pair(unset.width, unset.height), std::pair(unset.height, unset.width)}) {
        const double ratio = static_cast<double>(own.first) / static_cast<double>(own.second) / aspect;
        if (ratio > 0.97 && ratio < 1.03) wanted = own;
    }
    m_session->setValues({{"width", wanted.first}, {"height", wanted.second}}, tr("Change aspect"));
}

void StagePresenter::refreshDetail() {
    const auto photo = m_session->currentPhoto();
    if (photo == noId) return;
    m_view->detailButton()->setChecked(m_session->resolvedSettings(photo).detail == "photo");
}

}  // namespace stillwave::ui
