#include "ui/timeline/make_again_popup.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QSlider>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace stillwave::ui {
namespace {

constexpr int margin = 12;         // px
constexpr int usualStrength = 60;  // percent

}  // namespace

MakeAgainPopup::MakeAgainPopup(QWidget* parent)
    : QFrame(parent, Qt::Popup),
      m_title(new QLabel),
      m_strength(new QSlider(Qt::Horizontal)),
      m_meaning(new QLabel),
      m_warning(new QLabel),
      m_cost(new QLabel),
      m_confirm(new QPushButton(tr("Make again"))) {
    setObjectName(QStringLiteral("make_again_popup"));
    setAccessibleName(tr("Make these frames again"));
    setLook(this, Look::card);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin);
    setLook(m_title, Look::heading);
    column->addWidget(m_title);
    m_strength->setObjectName(QStringLiteral("make_again_strength"));
    m_strength->setAccessibleName(tr("Strength"));
    m_strength->setRange(5, 100);
    m_strength->setSingleStep(5);
    m_strength->setPageStep(10);
    m_strength->setValue(usualStrength);
    m_strength->setMinimumWidth(fontMetrics().averageCharWidth() * 36);
    column->addWidget(m_strength);
    m_meaning->setObjectName(QStringLiteral("make_again_meaning"));
    setLook(m_meaning, Look::caption);
    column->addWidget(m_meaning);
    m_warning->setObjectName(QStringLiteral("make_again_warning"));
    m_warning->setWordWrap(true);
    m_warning->setMaximumWidth(fontMetrics().averageCharWidth() * 60);
    setLook(m_warning, Look::caption);
    column->addWidget(m_warning);
    setDirected(false);
    auto* row = new QHBoxLayout;
    m_cost->setObjectName(QStringLiteral("make_again_cost"));
    setLook(m_cost, Look::caption);
    row->addWidget(m_cost);
    row->addStretch();
    m_confirm->setObjectName(QStringLiteral("make_again_confirm"));
    m_confirm->setAccessibleName(m_confirm->text());
    m_confirm->setToolTip(tr("Puts a take with these frames made anew into the queue."));
    setLook(m_confirm, Look::primary);
    row->addWidget(m_confirm);
    column->addLayout(row);
    connect(m_strength, &QSlider::valueChanged, this, &MakeAgainPopup::showStrength);
    connect(m_confirm, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT confirmed(m_first, m_last, strength());
    });
    showStrength();
}

void MakeAgainPopup::setFrames(int first, int last, int count) {
    m_first = first;
    m_last = last;
    m_whole = first == 0 && last + 1 == count;
    m_title->setText(first == last ? tr("Make frame %1 of %2 again").arg(first + 1).arg(count)
                                   : tr("Make frames %1 to %2 of %3 again").arg(first + 1).arg(last + 1).arg(count));
}

void MakeAgainPopup::setDirected(bool directed) {
    m_warning->setText(!directed ? QString()
                       : m_whole ? tr("The new frames do not follow this take's regions, camera or last photo.")
                                 : tr("The new frames do not follow this take's regions, camera or last photo, so that "
                                      "they may jump where they meet the others."));
    m_warning->setVisible(directed);
    setAccessibleDescription(m_warning->text());
}

void MakeAgainPopup::setCost(const QString& cost) {
    m_cost->setText(cost);
}

double MakeAgainPopup::strength() const {
    return m_strength->value() / 100.0;
}

void MakeAgainPopup::showStrength() {
    const int percent = m_strength->value();
    const QString meaning = percent < 35   ? tr("a touch: the movement stays")
                            : percent < 75 ? tr("another movement of the same kind")
                                           : tr("quite another movement");
    m_meaning->setText(tr("Strength %1 %: %2").arg(percent).arg(meaning));
    m_strength->setToolTip(m_meaning->text());
}

void MakeAgainPopup::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return m_confirm->click();
    QFrame::keyPressEvent(event);
}

void MakeAgainPopup::popup(const QPoint& lowerLeft) {
    adjustSize();
    QRect place(lowerLeft - QPoint(0, height()), size());
    const auto* screen = QGuiApplication::screenAt(lowerLeft);
    const QRect room = (screen ? screen : QGuiApplication::primaryScreen())->availableGeometry();
    place.moveLeft(std::clamp(place.left(), room.left(), std::max(room.left(), room.right() - width())));
    place.moveTop(std::max(place.top(), room.top()));
    move(place.topLeft());
    show();
    m_strength->setFocus(Qt::PopupFocusReason);
}

}  // namespace stillwave::ui
