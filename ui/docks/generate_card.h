#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace stillwave::ui {

/// What a clip will cost, as measured, and the buttons that make it.
class GenerateCard : public QFrame {
    Q_OBJECT

  public:
    explicit GenerateCard(QWidget* parent = nullptr);
    /// "About 12 s" and "11 to 14 s, from 5 clips here". An empty headline: nothing was measured yet.
    void setPrediction(const QString& headline, const QString& detail);
    void setMemory(const QString& text, bool tooMuch);  ///< empty: not known
    void setBlocked(const QString& reason);             ///< empty: Generate can be pressed
    void setGenerating(bool generating);                ///< pressing adds to the queue
    void setShortcutText(const QString& keys);

  Q_SIGNALS:
    void generateRequested(int seeds);

  private:
    void showButton();

    QLabel* m_headline;
    QLabel* m_detail;
    QLabel* m_memory;
    QLabel* m_reason;
    QPushButton* m_generate;
    QPushButton* m_four;
    QString m_keys;
    bool m_generating = false;
};

}  // namespace stillwave::ui
