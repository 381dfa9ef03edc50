#include "ui/stage/camera_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QSignalBlocker>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/session/photo_files.h"
#include "ui/stage/camera_geometry.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace stillwave::ui {
namespace {

QString pictureIn(const QMimeData& mime) {
    for (const QUrl& url : mime.urls())
        if (url.isLocalFile() && isPhotoName(url.toLocalFile())) return url.toLocalFile();
    return {};
}

QString pathOf(const CameraPath& camera) {
    return QString::fromStdString(camera.depth.string());
}

}  // namespace

QString easingLabel(const QString& easing) {
    if (easing == QLatin1String("linear")) return CameraPanel::tr("Even");
    if (easing == QLatin1String("ease_in")) return CameraPanel::tr("Gentle start");
    if (easing == QLatin1String("ease_out")) return CameraPanel::tr("Gentle end");
    return CameraPanel::tr("Gentle both ends");
}

CameraPanel::CameraPanel(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("camera_panel"));
    setAccessibleName(tr("Camera"));
    setAcceptDrops(true);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(12, 6, 12, 4);
    rows->setSpacing(4);
    auto* numbers = new QHBoxLayout;
    numbers->setSpacing(6);
    rows->addLayout(numbers);
    auto* rest = new QHBoxLayout;
    rest->setSpacing(6);
    rows->addLayout(rest);

    addNumber("pan", &CameraPath::pan, tr("Pan"), tr("How far the camera turns to the right; below 0 to the left."));
    addNumber("tilt", &CameraPath::tilt, tr("Tilt"), tr("How far the camera turns upwards; below 0 downwards."));
    addNumber("roll", &CameraPath::roll, tr("Roll"), tr("How far the camera turns clockwise."));
    addNumber("push", &CameraPath::push, tr("Push"),
              tr("How much larger its subject is at the end: above 1 the camera comes nearer."));
    addNumber("orbit", &CameraPath::orbit, tr("Orbit"),
              tr("How far the camera goes round its subject to the right; below 0 to the left."));
    numbers->addStretch();
    const auto button = [this](const char* name, const QString& text, const QString& tip, const char* icon) {
        auto* made = new QToolButton;
        made->setObjectName(QLatin1String(name));
        made->setText(text);
        made->setAccessibleName(text);
        made->setToolTip(tip);
        made->setFocusPolicy(Qt::StrongFocus);
        if (*icon) {
            made->setIcon(themeIcon(QLatin1String(icon)));
            made->setIconSize(besideText());
            made->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        }
        return made;
    };
    m_reset = button("camera_reset", tr("Reset"), tr("Lets the camera stand still."), "rotate-ccw");
    // A long word here would widen the window in some languages.
    m_reset->setToolButtonStyle(Qt::ToolButtonIconOnly);
    auto* done = button("camera_done", tr("Done"), tr("Puts the camera's handles away; the move stays."), "");
    numbers->addWidget(m_reset);
    numbers->addWidget(done);

    m_easing = new QComboBox;
    m_easing->setObjectName(QStringLiteral("camera_easing"));
    m_easing->setAccessibleName(tr("How the move starts and ends"));
    m_easing->setToolTip(tr("How the move starts and ends"));
    m_easing->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const char* easing : easings) m_easing->addItem(easingLabel(QLatin1String(easing)), QLatin1String(easing));
    rest->addWidget(m_easing);
    m_depth = button("camera_depth", {},
                     tr("A grey picture of the photo's shape, in which white is near. Click to choose "
                        "its file, or drop it here."),
                     "image");
    m_clearDepth = button("camera_depth_clear", tr("Guess the depth again"), tr("Guesses the depth again."), "");
    m_clearDepth->setIcon(themeIcon(QStringLiteral("x")));
    rest->addWidget(m_depth);
    rest->addWidget(m_clearDepth);
    m_alone = new QCheckBox(tr("Camera only, without the model"));
    m_alone->setObjectName(QStringLiteral("camera_alone"));
    m_alone->setAccessibleName(m_alone->text());
    m_alone->setToolTip(tr("The photo alone makes the clip, in about a second: the camera moves, nothing else does."));
    rest->addWidget(m_alone);
    m_problem = new QLabel;
    m_problem->setObjectName(QStringLiteral("camera_problem"));
    m_problem->setWordWrap(true);
    setLook(m_problem, Look::danger);
    rest->addStretch();
    rows->addWidget(m_problem);
    m_problem->hide();

    connect(m_easing, &QComboBox::activated, this, [this](int index) {
        auto camera = m_camera;
        camera.easing = m_easing->itemData(index).toString().toStdString();
        edit(camera);
    });
    connect(m_alone, &QCheckBox::clicked, this, [this](bool alone) {
        auto camera = m_camera;
        camera.without_model = alone;
        edit(camera);
    });
    connect(m_depth, &QToolButton::clicked, this, &CameraPanel::depthWanted);
    connect(m_clearDepth, &QToolButton::clicked, this, [this] {
        auto camera = m_camera;
        camera.depth.clear();
        edit(camera);
    });
    connect(m_reset, &QToolButton::clicked, this, [this] { edit({}); });
    connect(done, &QToolButton::clicked, this, &CameraPanel::doneRequested);
    setCamera({});
}

void CameraPanel::addNumber(const char* key, double CameraPath::*member, const QString& text, const QString& tip) {
    const QString name = QLatin1String(key);
    const bool angle = name != QLatin1String("push");
    auto* box = new QDoubleSpinBox;
    box->setObjectName(QStringLiteral("camera_") + name);
    box->setAccessibleName(text);
    box->setToolTip(tip);
    box->setDecimals(angle ? 1 : 2);
    box->setRange(angle ? -largestCameraAngle : smallestPush, angle ? largestCameraAngle : largestPush);
    box->setSingleStep(angle ? 0.5 : 0.01);
    if (angle) box->setSuffix(QStringLiteral("°"));
    box->setKeyboardTracking(false);
    box->setFixedWidth(fontMetrics().averageCharWidth() * 9);
    auto* label = new QLabel(text);
    label->setObjectName(QStringLiteral("camera_label_") + name);
    label->setBuddy(box);
    label->setToolTip(tr("%1 A double-click puts it back.").arg(tip));
    label->installEventFilter(this);
    auto* row = static_cast<QHBoxLayout*>(layout()->itemAt(0)->layout());
    row->addWidget(label);
    row->addWidget(box);
    row->addSpacing(4);
    m_numbers.insert(name, {member, box, label});
    connect(box, &QDoubleSpinBox::valueChanged, this, [this, member, name](double value) {
        auto camera = m_camera;
        camera.*member = value;
        edit(camera, name);
    });
}

void CameraPanel::edit(const CameraPath& camera, const QString& key) {
    if (camera == m_camera) return;
    setCamera(camera);
    Q_EMIT cameraEdited(camera, key);
}

void CameraPanel::setCamera(const CameraPath& camera) {
    m_camera = camera;
    for (const auto& number : std::as_const(m_numbers)) {
        const QSignalBlocker block(number.box);
        number.box->setValue(camera.*number.member);
    }
    m_easing->setCurrentIndex(m_easing->findData(QString::fromStdString(camera.easing)));
    m_alone->setChecked(camera.without_model);
    // The engine refuses a camera that makes the clip alone and stands still.
    m_alone->setEnabled(camera.moves() || camera.without_model);
    m_reset->setEnabled(camera != CameraPath());
    showDepth();
}

void CameraPanel::setProblem(const QString& problem) {
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void CameraPanel::showDepth() {
    const QString path = pathOf(m_camera);
    const QString text = path.isEmpty() ? tr("Depth: guessed") : tr("Depth: %1").arg(QFileInfo(path).fileName());
    m_depth->setText(fontMetrics().elidedText(text, Qt::ElideMiddle, fontMetrics().averageCharWidth() * 28));
    m_depth->setAccessibleName(text);
    m_clearDepth->setVisible(!path.isEmpty());
}

bool CameraPanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::MouseButtonDblClick) return QWidget::eventFilter(watched, event);
    for (const auto& number : std::as_const(m_numbers)) {
        if (number.label != watched) continue;
        auto camera = m_camera;
        camera.*number.member = CameraPath().*number.member;
        edit(camera);
    }
    return true;
}

void CameraPanel::dragEnterEvent(QDragEnterEvent* event) {
    if (!pictureIn(*event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void CameraPanel::dropEvent(QDropEvent* event) {
    const QString path = pictureIn(*event->mimeData());
    if (path.isEmpty()) return;
    event->acceptProposedAction();
    auto camera = m_camera;
    camera.depth = path.toStdString();
    edit(camera);
}

}  // namespace stillwave::ui
