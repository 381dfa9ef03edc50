#include "ui/stage/drawing_bar.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "types/controls.h"
#include "ui/stage/camera_panel.h"
#include "ui/theme/theme.h"

namespace stillwave::ui {
namespace {

// The brush's slider is logarithmic, because an artist judges sizes by their ratio.
constexpr double smallestBrush = 0.005, largestBrush = 0.5, usualBrush = 0.08;
constexpr double largestFeather = 0.1;
constexpr int steps = 100;
constexpr int keyStep = 5;
constexpr int sliderWidth = 90, smallestSlider = 48;  // px
constexpr int smallestEasing = 80;                    // px

double brushOf(int step) {
    return smallestBrush * std::pow(largestBrush / smallestBrush, static_cast<double>(step) / steps);
}

int stepOfBrush(double size) {
    return static_cast<int>(
        std::lround(steps * std::log(size / smallestBrush) / std::log(largestBrush / smallestBrush)));
}

int stepOfFeather(double feather) {
    return static_cast<int>(std::lround(steps * feather / largestFeather));
}

}  // namespace

DrawingBar::DrawingBar(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("drawing_bar"));
    setAccessibleName(tr("Drawing options"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 6, 12, 6);
    column->setSpacing(2);
    m_row = new QHBoxLayout;
    m_row->setSpacing(6);
    column->addLayout(m_row);
    m_size = addSlider(QStringLiteral("brush_size"), tr("Brush"),
                       tr("The brush's size; a pen's pressure makes it smaller"), steps);
    m_feather = addSlider(QStringLiteral("region_feather"), tr("Soft edge"),
                          tr("The width of the selected region's soft edge"), steps);
    m_easingLabel = new QLabel(tr("Pace"), this);
    m_row->addWidget(m_easingLabel);
    m_easing = new QComboBox(this);
    m_easing->setObjectName(QStringLiteral("region_easing"));
    m_easing->setAccessibleName(tr("Pace of the movement"));
    m_easing->setToolTip(tr("How the selected region gains and loses speed"));
    for (const char* easing : easings) m_easing->addItem(easingLabel(QLatin1String(easing)), QLatin1String(easing));
    m_easing->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_easing->setMinimumWidth(smallestEasing);
    m_row->addWidget(m_easing);
    m_row->addStretch();
    m_note = new QLabel(this);
    m_note->setObjectName(QStringLiteral("drawing_note"));
    // A long sentence never widens the window.
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    column->addWidget(m_note);

    connect(m_size.slider, &QSlider::valueChanged, this, [this] {
        showValues();
        Q_EMIT brushSizeChanged(brushSize());
    });
    connect(m_feather.slider, &QSlider::valueChanged, this, [this](int step) {
        showValues();
        Q_EMIT featherEdited(largestFeather * step / steps);
    });
    connect(m_easing, &QComboBox::activated, this,
            [this](int index) { Q_EMIT easingEdited(m_easing->itemData(index).toString()); });
    setBrushSize(usualBrush);
    setFeather(PhotoArea().feather);
}

DrawingBar::Slider DrawingBar::addSlider(const QString& name, const QString& text, const QString& tip, int count) {
    Slider made{new QLabel(text, this), new QSlider(Qt::Horizontal, this), new QLabel(this)};
    made.slider->setObjectName(name);
    made.slider->setAccessibleName(text);
    made.slider->setToolTip(tip);
    made.slider->setRange(0, count);
    made.slider->setPageStep(keyStep);
    made.slider->setMinimumWidth(smallestSlider);
    made.slider->setMaximumWidth(sliderWidth);
    made.label->setToolTip(tr("Double-click to reset"));
    made.label->installEventFilter(this);
    setLook(made.value, Look::caption);
    made.value->setMinimumWidth(made.value->fontMetrics().horizontalAdvance(QStringLiteral("8888 px")));
    for (auto* widget :
         {static_cast<QWidget*>(made.label), static_cast<QWidget*>(made.slider), static_cast<QWidget*>(made.value)})
        m_row->addWidget(widget);
    return made;
}

void DrawingBar::setActions(QAction* preview, QAction* clear) {
    auto* done = new QAction(tr("Done"), this);
    done->setToolTip(tr("Leave the drawing tools (Esc)"));
    connect(done, &QAction::triggered, this, &DrawingBar::doneRequested);
    // A button shows its action's short text, a menu the long one.
    preview->setIconText(tr("Preview"));
    addButton(QStringLiteral("preview_controls"), preview);
    addButton(QStringLiteral("clear_controls"), clear)->setToolButtonStyle(Qt::ToolButtonIconOnly);
    addButton(QStringLiteral("drawing_done"), done);
}

QToolButton* DrawingBar::addButton(const QString& name, QAction* action) {
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setObjectName(name);
    button->setAccessibleName(action->text().remove(u'&'));
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    m_row->addWidget(button);
    return button;
}

void DrawingBar::setPhoto(const QSize& size) {
    m_photo = size;
    showValues();
}

void DrawingBar::setBrushShown(bool shown) {
    for (auto* widget : {static_cast<QWidget*>(m_size.label), static_cast<QWidget*>(m_size.slider),
                         static_cast<QWidget*>(m_size.value)})
        widget->setVisible(shown);
}

void DrawingBar::setBrushSize(double size) {
    m_size.slider->setValue(stepOfBrush(size));
}

double DrawingBar::brushSize() const {
    return brushOf(m_size.slider->value());
}

void DrawingBar::setFeather(double feather) {
    const QSignalBlocker blocker(m_feather.slider);
    m_feather.slider->setValue(stepOfFeather(feather));
    showValues();
}

void DrawingBar::setEasing(const std::string& easing) {
    m_easing->setCurrentIndex(m_easing->findData(QString::fromStdString(easing)));
}

void DrawingBar::setEasingShown(bool shown) {
    m_easingLabel->setVisible(shown);
    m_easing->setVisible(shown);
}

void DrawingBar::setNote(const QString& text, bool warns) {
    setLook(m_note, warns ? Look::danger : Look::caption);
    m_note->setText(text);
    m_note->setToolTip(text);
}

void DrawingBar::makeBrushSmaller() {
    m_size.slider->setValue(m_size.slider->value() - keyStep);
}

void DrawingBar::makeBrushLarger() {
    m_size.slider->setValue(m_size.slider->value() + keyStep);
}

QString DrawingBar::pixels(double part) const {
    return tr("%1 px").arg(qRound(part * std::max(m_photo.width(), m_photo.height())));
}

void DrawingBar::showValues() {
    m_size.value->setText(pixels(brushSize()));
    m_feather.value->setText(pixels(largestFeather * m_feather.slider->value() / steps));
}

bool DrawingBar::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseButtonDblClick) {
        if (watched == m_size.label) setBrushSize(usualBrush);
        if (watched == m_feather.label) m_feather.slider->setValue(stepOfFeather(PhotoArea().feather));
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace stillwave::ui
