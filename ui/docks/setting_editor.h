#pragma once

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

/// Edits one row of settings_fields() or export_fields(): its object's name is the field's key, its control is chosen
/// by the field's type.
class SettingEditor : public QWidget {
    Q_OBJECT

  public:
    /// big: a full-width slider and a caption line; compact: one line; bare: the control without its label.
    enum class Shape { big, compact, bare };
    explicit SettingEditor(const FieldInfo& field, Shape shape, QWidget* parent = nullptr);

    QString key() const;
    QString label() const;
    void setValue(const std::optional<SettingValue>& value);  ///< empty: mixed
    void setCaption(const QString& caption);
    void setMarked(bool marked);                         ///< differs from the take that is shown
    void setTakeSeed(std::optional<std::int64_t> seed);  ///< what locking the seed keeps; none: it draws one
    void setStep(double step);
    void setZeroText(const QString& text);  ///< in place of the smallest number
    void showUnit();                        ///< after a number
    void setPrefix(const QString& prefix);  ///< before a number
    struct Offer {
        QString value;
        QString label;  ///< empty: the field's own for that value
    };
    /// What can be chosen here and now. Makes a list of a field of text.
    void setOffers(const QList<Offer>& offers);

  Q_SIGNALS:
    void edited(const stillwave::SettingValue& value);  ///< by the user, while dragging too
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
    std::optional<SettingValue> m_value;  ///< as it was set last
    QLabel* m_label = nullptr;
    QLabel* m_caption = nullptr;
    ValueBox* m_box = nullptr;
    QSlider* m_slider = nullptr;
    QComboBox* m_choice = nullptr;
    QPushButton* m_color = nullptr;
    QLineEdit* m_text = nullptr;
    QToolButton* m_lock = nullptr;
    std::optional<std::int64_t> m_takeSeed;
    QString m_colorText;
};

}  // namespace stillwave::ui
