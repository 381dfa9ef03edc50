#include "ui/docks/setting_editor.h"

#include <QColorDialog>
#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QRandomGenerator>
#include <QSignalBlocker>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/docks/panel_rows.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace stillwave::ui {
namespace {

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

QString translated(std::string_view view) {
    return QCoreApplication::translate("stillwave", std::string(view).c_str());
}

QString shownAs(const Choice& choice) {
    QString shown = translated(choice.label);
    if (!shown.isEmpty()) shown[0] = shown[0].toUpper();
    return shown;
}

double number(const SettingValue& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
    return std::get<double>(value);
}

}  // namespace

ValueBox::ValueBox(QWidget* parent) : QDoubleSpinBox(parent) {
    setFocusPolicy(Qt::StrongFocus);
}

void ValueBox::setMixed(bool mixed) {
    m_mixed = mixed;
    lineEdit()->setPlaceholderText(mixed ? tr("Mixed") : QString());
    lineEdit()->setText(mixed                                                   ? QString()
                        : value() == minimum() && !specialValueText().isEmpty() ? specialValueText()
                                                                                : textFromValue(value()));
}

QString ValueBox::textFromValue(double value) const {
    return m_mixed ? QString() : QDoubleSpinBox::textFromValue(value).remove(locale().groupSeparator());
}

double ValueBox::valueFromText(const QString& text) const {
    return text.isEmpty() ? value() : QDoubleSpinBox::valueFromText(text);
}

QValidator::State ValueBox::validate(QString& text, int& position) const {
    if (m_mixed && text.isEmpty()) return QValidator::Acceptable;
    return QDoubleSpinBox::validate(text, position);
}

void ValueBox::stepBy(int steps) {
    if (m_mixed) setMixed(false);
    QDoubleSpinBox::stepBy(steps);
}

void ValueBox::wheelEvent(QWheelEvent* event) {
    // The wheel scrolls the panel and must not change a value that the pointer happens to pass.
    if (hasFocus()) return QDoubleSpinBox::wheelEvent(event);
    event->ignore();
}

SettingEditor::SettingEditor(const FieldInfo& field, Shape shape, QWidget* parent) : QWidget(parent), m_field(field) {
    setObjectName(text(field.key));
    setAccessibleName(label());
    setToolTip(translated(field.help));
    QWidget* control = field.key == "seed" ? makeSeed() : makeControl();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    auto* row = m_row = new QHBoxLayout;
    row->setSpacing(8);
    layout->addLayout(row);
    if (shape != Shape::bare) {
        m_label = new QLabel(label());
        m_label->setBuddy(control);
        m_label->installEventFilter(this);
        m_label->setWordWrap(shape == Shape::compact);
        row->addWidget(m_label, shape == Shape::big ? 1 : 0);
        if (shape == Shape::compact) m_label->setFixedWidth(panelLabelWidth());
    }
    row->addWidget(control, shape == Shape::big ? 0 : 1);
    if (shape != Shape::big) return;
    m_box->setFixedWidth(fontMetrics().averageCharWidth() * 9);
    m_box->setAlignment(Qt::AlignCenter);
    m_slider = new QSlider(Qt::Horizontal);
    m_slider->setRange(static_cast<int>(std::round(field.minimum / field.step)),
                       static_cast<int>(std::round(field.maximum / field.step)));
    nameControl(m_slider, QStringLiteral("_slider"), label(), translated(field.help));
    m_slider->installEventFilter(this);
    layout->addWidget(m_slider);
    m_caption = new QLabel;
    m_caption->setWordWrap(true);
    setLook(m_caption, Look::caption);
    layout->addWidget(m_caption);
    connect(m_slider, &QSlider::valueChanged, this, [this](int steps) {
        const double value = steps * m_field.step;
        const QSignalBlocker block(m_box);
        m_box->setMixed(false);
        m_box->setValue(value);
        editNumber(m_box->value());
    });
}

QString SettingEditor::key() const {
    return text(m_field.key);
}

QString SettingEditor::label() const {
    return translated(m_field.label);
}

void SettingEditor::nameControl(QWidget* control, const QString& suffix, const QString& name, const QString& tip) {
    control->setObjectName(key() + suffix);
    control->setAccessibleName(name);
    control->setToolTip(tip);
}

QWidget* SettingEditor::makeControl() {
    const QString help = translated(m_field.help);
    if (m_field.is_number()) {
        m_box = new ValueBox;
        m_box->setDecimals(m_field.is_integer() ? 0 : m_field.step < 0.1 ? 2 : 1);
        m_box->setRange(m_field.minimum, m_field.maximum);
        m_box->setSingleStep(m_field.step);
        // The spin box's own size hint has room for its largest number, which is wider than the panel.
        m_box->setMinimumWidth(fontMetrics().averageCharWidth() * 7);
        nameControl(m_box, QStringLiteral("_value"), label(), help);
        connect(m_box, &QDoubleSpinBox::valueChanged, this, [this](double value) {
            m_box->setMixed(false);
            editNumber(value);
        });
        return m_box;
    }
    if (m_field.is_boolean()) {
        m_check = new QCheckBox;
        nameControl(m_check, QStringLiteral("_check"), label(), help);
        connect(m_check, &QCheckBox::clicked, this, [this](bool checked) {
            m_check->setTristate(false);
            Q_EMIT edited(checked);
        });
        return m_check;
    }
    if (m_field.kind == FieldKind::colour) {
        m_color = new QPushButton;
        m_color->setMinimumWidth(fontMetrics().averageCharWidth() * 7);
        nameControl(m_color, QStringLiteral("_color"), label(), help);
        connect(m_color, &QPushButton::clicked, this, [this] {
            auto* dialog = new QColorDialog(QColor(m_colorText), this);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, &QColorDialog::colorSelected, this, [this](const QColor& color) {
                showColor(color.name());
                Q_EMIT edited(color.name().toStdString());
            });
            dialog->open();
        });
        return m_color;
    }
    if (m_field.kind == FieldKind::text) {
        m_text = new QLineEdit;
        m_text->setMinimumWidth(fontMetrics().averageCharWidth() * 7);
        nameControl(m_text, QStringLiteral("_text"), label(), help);
        connect(m_text, &QLineEdit::textEdited, this,
                [this](const QString& edit) { Q_EMIT edited(edit.toStdString()); });
        return m_text;
    }
    QComboBox* made = makeChoice();
    for (const auto& choice : m_field.choices) made->addItem(shownAs(choice), text(choice.value));
    return made;
}

QComboBox* SettingEditor::makeChoice() {
    m_choice = new QComboBox;
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumWidth(fontMetrics().averageCharWidth() * 7);
    nameControl(m_choice, QStringLiteral("_choice"), label(), translated(m_field.help));
    m_choice->setPlaceholderText(tr("Mixed"));
    m_choice->setFocusPolicy(Qt::StrongFocus);
    m_choice->installEventFilter(this);
    connect(m_choice, &QComboBox::activated, this,
            [this](int index) { Q_EMIT edited(m_choice->itemData(index).toString().toStdString()); });
    return m_choice;
}

QWidget* SettingEditor::makeSeed() {
    auto* holder = new QWidget;
    auto* row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(makeControl(), 1);
    m_box->setSpecialValueText(tr("Random"));
    m_lock = new QToolButton;
    m_lock->setCheckable(true);
    nameControl(
        m_lock, QStringLiteral("_lock"), tr("Lock the seed"),
        tr("Locked, every clip uses this seed: that of the take that is shown. Unlocked, each clip draws a new one."));
    auto* dice = new QToolButton;
    dice->setIcon(themeIcon(QStringLiteral("dices")));
    nameControl(dice, QStringLiteral("_dice"), tr("Draw a new seed"), tr("Draws a new seed and locks it."));
    row->addWidget(m_lock);
    row->addWidget(dice);
    const auto draw = [this] { m_box->setValue(QRandomGenerator::global()->generate()); };
    connect(dice, &QToolButton::clicked, this, draw);
    connect(m_lock, &QToolButton::clicked, this, [this, draw](bool locked) {
        if (locked && m_takeSeed)
            m_box->setValue(static_cast<double>(*m_takeSeed));
        else if (locked)
            draw();
        else
            m_box->setValue(-1);
    });
    m_lock->setIcon(themeIcon(QStringLiteral("lock-open")));
    return holder;
}

void SettingEditor::editNumber(double value) {
    showSlider(value);
    if (m_lock) {
        m_lock->setChecked(value >= 0);
        m_lock->setIcon(themeIcon(value >= 0 ? QStringLiteral("lock") : QStringLiteral("lock-open")));
    }
    if (m_field.is_integer())
        Q_EMIT edited(static_cast<std::int64_t>(std::llround(value)));
    else
        Q_EMIT edited(value);
}

void SettingEditor::showSlider(double value) {
    if (!m_slider) return;
    const QSignalBlocker block(m_slider);
    m_slider->setValue(static_cast<int>(std::round(value / m_field.step)));
    if (m_slider->property("mixed").toBool() == m_box->isMixed()) return;
    m_slider->setProperty("mixed", m_box->isMixed());
    m_slider->style()->unpolish(m_slider);
    m_slider->style()->polish(m_slider);
}

void SettingEditor::showColor(const QString& color) {
    m_colorText = color;
    m_color->setText(color.isEmpty() ? tr("Mixed") : color);
    QPixmap swatch(16, 16);
    swatch.fill(color.isEmpty() ? Qt::transparent : QColor(color));
    m_color->setIcon(swatch);
}

void SettingEditor::setValue(const std::optional<SettingValue>& value) {
    m_value = value;
    if (m_box) {
        const QSignalBlocker block(m_box);
        if (value && (m_box->isMixed() || m_box->value() != number(*value))) {
            m_box->setMixed(false);
            m_box->setValue(number(*value));
        } else if (!value) {
            m_box->setMixed(true);
        }
        showSlider(m_box->value());
        if (m_lock) {
            m_lock->setChecked(value && m_box->value() >= 0);
            m_lock->setIcon(themeIcon(m_lock->isChecked() ? QStringLiteral("lock") : QStringLiteral("lock-open")));
        }
    }
    if (m_check) {
        m_check->setTristate(!value);
        m_check->setCheckState(!value ? Qt::PartiallyChecked : std::get<bool>(*value) ? Qt::Checked : Qt::Unchecked);
    }
    const QString string = value && std::holds_alternative<std::string>(*value)
                               ? QString::fromStdString(std::get<std::string>(*value))
                               : QString();
    if (m_choice) m_choice->setCurrentIndex(m_choice->findData(string));
    if (m_color) showColor(string);
    if (m_text && m_text->text() != string) m_text->setText(string);
    if (m_text) m_text->setPlaceholderText(value ? QString() : tr("Mixed"));
}

void SettingEditor::setCaption(const QString& caption) {
    if (m_caption) m_caption->setText(caption);
}

void SettingEditor::setMarked(bool marked) {
    if (m_label) m_label->setText(marked ? tr("%1 •", "a setting that was changed").arg(label()) : label());
}

void SettingEditor::setTakeSeed(std::optional<std::int64_t> seed) {
    m_takeSeed = seed;
}

void SettingEditor::setStep(double step) {
    m_box->setSingleStep(step);
}

void SettingEditor::setZeroText(const QString& zero) {
    m_box->setSpecialValueText(zero);
}

void SettingEditor::showUnit() {
    m_box->setSuffix(QChar(u' ') + translated(m_field.unit));
}

void SettingEditor::setPrefix(const QString& prefix) {
    m_box->setPrefix(prefix);
}

void SettingEditor::setOffers(const QList<Offer>& offers) {
    if (!m_choice) {
        m_row->replaceWidget(m_text, makeChoice());
        m_text->deleteLater();
        m_text = nullptr;
        if (m_label) m_label->setBuddy(m_choice);
    }
    // The setting's value may be missing on this machine, such as a format that it cannot write.
    m_choice->setPlaceholderText(tr("Not available"));
    m_choice->clear();
    for (const auto& [value, name] : offers) {
        const auto known = std::find_if(m_field.choices.begin(), m_field.choices.end(),
                                        [&](const Choice& choice) { return text(choice.value) == value; });
        m_choice->addItem(name.isEmpty() && known != m_field.choices.end() ? shownAs(*known) : name, value);
    }
    setValue(m_value);
}

bool SettingEditor::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_label && event->type() == QEvent::MouseButtonDblClick) {
        Q_EMIT resetRequested();
        return true;
    }
    // The wheel scrolls the panel and leaves the value, as in ValueBox.
    if (watched != m_label && event->type() == QEvent::Wheel && !static_cast<QWidget*>(watched)->hasFocus()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void SettingEditor::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(themeIcon(QStringLiteral("rotate-ccw")), tr("Reset %1").arg(label()), this,
                    &SettingEditor::resetRequested);
    menu->popup(event->globalPos());
}

}  // namespace stillwave::ui
