#pragma once

#include <QList>
#include <QPair>
#include <QString>
#include <QWidget>
#include <functional>

class QVBoxLayout;

namespace stillwave::ui {

/// Shows notices over the stage, one below the other, each with its buttons. They never block the window.
class MessageBar : public QWidget {
    Q_OBJECT

  public:
    enum class Kind { info, warning, error };

    struct Message {
        QString key;  ///< a later message with the same key replaces this one; empty: none does
        Kind kind = Kind::info;
        QString text;
        QString details;  ///< shown on request; empty: there is nothing more to say
        QList<QPair<QString, std::function<void()>>> actions;
        int secondsShown = 0;  ///< 0: until it is dismissed
    };

    explicit MessageBar(QWidget* parent = nullptr);

    void show(const Message& message);
    void dismiss(const QString& key);
    int count() const;

  private:
    QVBoxLayout* m_rows;
};

}  // namespace stillwave::ui
