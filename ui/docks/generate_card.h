#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace stillwave::ui {

/// The card that tells how much time and memory a clip will take, with the buttons that make one.
class GenerateCard : public QFrame {
    Q_OBJECT

  public:
    explicit GenerateCard(QWidget* parent = nullptr);
    /// The expected time, such as "About 12 s" and "11 to 14 s, from 5 clips here". An empty headline: it is not known.
    void setPrediction(const QString& headline, const QString& detail);
    void setMemory(const QString& text, bool tooMuch);  ///< empty: the memory is not known
    void setBlocked(const QString& reason);  ///< the sentence that says why Generate cannot be pressed; empty: it can
    void setGenerating(bool generating);  ///< true: a clip is being made, and the button says that it adds to the queue
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
