#pragma once

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QToolButton>
#include <QWidget>
#include <optional>

#include "types/settings_fields.h"

class QHBoxLayout;

namespace stillwave::ui {

/// A number box that can be empty because several photos differ.
class ValueBox : public QDoubleSpinBox {
    Q_OBJECT

  public:
    explicit ValueBox(QWidget* parent = nullptr);
    void setMixed(bool mixed);
    bool isMixed() const { return m_mixed; }

  protected:
    QString textFromValue(double value) const override;
    double valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& position) const override;
    void stepBy(int steps) override;
    void wheelEvent(QWheelEvent* event) override;

  private:
    bool m_mixed = false;
};

/// Edits one row of settings_fields() or export_fields(). The editor's object name is the field's key; the field's type
/// decides which control it has.
class SettingEditor : public QWidget {
    Q_OBJECT

  public:
    /// big: a full-width slider and a caption line; compact: one line; bare: the control without its label.
    enum class Shape { big, compact, bare };
    explicit SettingEditor(const FieldInfo& field, Shape shape, QWidget* parent = nullptr);

    QString key() const;
    QString label() const;
    void setValue(const std::optional<SettingValue>& value);  ///< empty: the selected photos differ
    void setCaption(const QString& caption);
    void setMarked(bool marked);  ///< true: the value differs from the shown take's
    /// The shown take's seed, which locking keeps; empty: locking draws one.
    void setTakeSeed(std::optional<std::int64_t> seed);
    void setStep(double step);
    void setZeroText(const QString& text);  ///< the text that stands in place of the field's smallest number
    void showUnit();                        ///< shows the field's unit after the number
    void setPrefix(const QString& prefix);  ///< the text that stands before the number
    struct Offer {
        QString value;
        QString label;  ///< empty: the field's own label for that value
    };
    /// The values that can be chosen on this machine now. A field of text becomes a list of them.
    void setOffers(const QList<Offer>& offers);

  Q_SIGNALS:
    void edited(const stillwave::SettingValue& value);  ///< the user edited the value; also while a slider is dragged
    void resetRequested();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

  private:
    QWidget* makeControl();
    QWidget* makeSeed();
    QComboBox* makeChoice();
    void nameControl(QWidget* control, const QString& suffix, const QString& name, const QString& tip);
    void editNumber(double value);
    void showColor(const QString& color);
    void showSlider(double value);

    const FieldInfo& m_field;
    QHBoxLayout* m_row = nullptr;
    std::optional<SettingValue> m_value;  ///< the value that setValue() was given last
    QLabel* m_label = nullptr;
    QLabel* m_caption = nullptr;
    ValueBox* m_box = nullptr;
    QSlider* m_slider = nullptr;
    QComboBox* m_choice = nullptr;
    QCheckBox* m_check = nullptr;
    QPushButton* m_color = nullptr;
    QLineEdit* m_text = nullptr;
    QToolButton* m_lock = nullptr;
    std::optional<std::int64_t> m_takeSeed;
    QString m_colorText;
};

}  // namespace stillwave::ui
