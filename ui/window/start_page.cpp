#include "ui/window/start_page.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace stillwave::ui {
namespace {

constexpr QSize sampleSize(128, 84);  // px
constexpr int widest = 640;           // px
constexpr int shownProjects = 4;

QString titleOf(const QString& path) {
    QString name = QFileInfo(path).completeBaseName();
    name[0] = name[0].toUpper();
    return name;
}

// The sample's picture scaled to fill the button's icon, cut to its aspect, with round corners.
QIcon sampleIcon(const QImage& picture, double ratio) {
    const QSize pixels = sampleSize * ratio;
    const QImage scaled = picture.scaled(pixels, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    QPixmap icon(pixels);
    icon.fill(Qt::transparent);
    QPainter painter(&icon);
    painter.setRenderHint(QPainter::Antialiasing);
    QBrush brush(scaled);
    brush.setTransform(
        QTransform::fromTranslate((pixels.width() - scaled.width()) / 2.0, (pixels.height() - scaled.height()) / 2.0));
    painter.setBrush(brush);
    painter.setPen(Qt::NoPen);
    painter.drawRoundedRect(QRectF(QPointF(), pixels), 6 * ratio, 6 * ratio);
    painter.end();
    icon.setDevicePixelRatio(ratio);
    return icon;
}

QLabel* title(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    setLook(label, Look::heading);
    return label;
}

}  // namespace

StartPage::StartPage(QWidget* parent)
    : QWidget(parent),
      m_dropArea(new QWidget(this)),
      m_samplesTitle(title(tr("Or try a sample"), this)),
      m_samples(new QHBoxLayout),
      m_recentTitle(title(tr("Recent projects"), this)),
      m_recent(new QVBoxLayout),
      m_model(new QLabel(this)) {
    setObjectName(QStringLiteral("start_page"));
    setAccessibleName(tr("Start"));

    auto* icon = new QLabel(m_dropArea);
    icon->setPixmap(
        themeIcon(QStringLiteral("image-plus"), ThemeColor::accent).pixmap(QSize(36, 36), devicePixelRatioF()));
    icon->setAlignment(Qt::AlignCenter);
    auto* headline = new QLabel(tr("Drop photos here and watch them come alive"), m_dropArea);
    setLook(headline, Look::headline);
    headline->setAlignment(Qt::AlignCenter);
    auto* open = new QPushButton(tr("Open photos…"), m_dropArea);
    open->setObjectName(QStringLiteral("start_open"));
    open->setAccessibleName(open->text());
    open->setToolTip(tr("Choose photos to add to the project"));
    setLook(open, Look::primary);
    connect(open, &QPushButton::clicked, this, &StartPage::openRequested);
    auto* hint = new QLabel(tr("JPEG, PNG, WebP, TIFF, BMP, AVIF or HEIC. Nothing leaves this computer."), m_dropArea);
    setLook(hint, Look::caption);
    hint->setAlignment(Qt::AlignCenter);
    auto* area = new QVBoxLayout(m_dropArea);
    area->setContentsMargins(24, 28, 24, 24);
    area->setSpacing(10);
    area->addWidget(icon);
    area->addWidget(headline);
    area->addWidget(open, 0, Qt::AlignCenter);
    area->addWidget(hint);

    m_model->setWordWrap(true);
    setLook(m_model, Look::caption);
    auto* addModel = new QPushButton(tr("Add model…"), this);
    addModel->setObjectName(QStringLiteral("start_add_model"));
    addModel->setAccessibleName(addModel->text());
    addModel->setToolTip(tr("Add a Stable Video Diffusion file or folder where it lies"));
    setLook(addModel, Look::link);
    connect(addModel, &QPushButton::clicked, this, &StartPage::addModelRequested);
    auto* model = new QHBoxLayout;
    model->addWidget(m_model, 1);
    model->addWidget(addModel, 0, Qt::AlignTop);

    m_samples->setSpacing(12);
    m_recent->setSpacing(0);
    auto* inner = new QWidget(this);
    inner->setMaximumWidth(widest);
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(m_dropArea);
    column->addSpacing(8);
    column->addWidget(m_samplesTitle);
    column->addLayout(m_samples);
    column->addSpacing(8);
    column->addWidget(m_recentTitle);
    column->addLayout(m_recent);
    column->addSpacing(8);
    column->addWidget(title(tr("Model"), inner));
    column->addLayout(model);
    auto* centred = new QHBoxLayout;
    centred->addStretch(1);
    centred->addWidget(inner, 20);
    centred->addStretch(1);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(24, 16, 24, 16);
    outer->addStretch(1);
    outer->addLayout(centred);
    outer->addStretch(2);
    setSamples({});
    setRecentProjects({});
}

void StartPage::setSamples(const QStringList& paths) {
    while (auto* item = m_samples->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto& path : paths) {
        auto* button = new QToolButton(this);
        button->setObjectName(path);
        button->setText(titleOf(path));
        button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        button->setIconSize(sampleSize);
        QImage waiting(sampleSize, QImage::Format_RGB32);
        waiting.fill(themeColor(ThemeColor::panel));
        button->setIcon(sampleIcon(waiting, devicePixelRatioF()));
        button->setAccessibleName(tr("Sample photo: %1").arg(titleOf(path)));
        button->setToolTip(tr("Add this sample photo to the project"));
        connect(button, &QToolButton::clicked, this, [this, path] { Q_EMIT sampleChosen(path); });
        m_samples->addWidget(button);
    }
    m_samples->addStretch(1);
    m_samplesTitle->setVisible(!paths.isEmpty());
}

void StartPage::setSampleThumbnail(const QString& path, const QImage& thumbnail) {
    if (thumbnail.isNull()) return;
    if (auto* button = findChild<QToolButton*>(path)) button->setIcon(sampleIcon(thumbnail, devicePixelRatioF()));
}

void StartPage::setRecentProjects(const QStringList& folders) {
    while (auto* item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto& folder : folders.mid(0, shownProjects)) {
        auto* button = new QPushButton(QFileInfo(folder).completeBaseName(), this);
        button->setObjectName(QStringLiteral("start_recent"));
        button->setIcon(themeIcon(QStringLiteral("history")));
        button->setAccessibleName(tr("Recent project: %1").arg(button->text()));
        button->setToolTip(QDir::toNativeSeparators(folder));
        setLook(button, Look::link);
        connect(button, &QPushButton::clicked, this, [this, folder] { Q_EMIT projectChosen(folder); });
        m_recent->addWidget(button, 0, Qt::AlignLeft);
    }
    m_recentTitle->setVisible(!folders.isEmpty());
}

void StartPage::setModelStatus(const QString& text) {
    m_model->setText(text);
}

void StartPage::paintEvent(QPaintEvent* event) {
    QWidget::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(themeColor(ThemeColor::disabledText), 1.5, Qt::DashLine));
    painter.setBrush(themeColor(ThemeColor::panel));
    const QRect area(m_dropArea->mapTo(this, QPoint()), m_dropArea->size());
    painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 10, 10);
}

}  // namespace stillwave::ui
