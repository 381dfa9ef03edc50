// Shows a window out of which files are dragged, as out of a file manager: drag_source X Y FILE…
#include <QApplication>
#include <QDrag>
#include <QLabel>
#include <QMimeData>
#include <QMouseEvent>
#include <QUrl>

namespace {

class Source : public QLabel {
  public:
    explicit Source(const QStringList& files) : QLabel(QStringLiteral("drag me")) {
        for (const auto& file : files) m_urls.append(QUrl::fromLocalFile(file));
        setAlignment(Qt::AlignCenter);
        resize(80, 40);
    }

  protected:
    void mousePressEvent(QMouseEvent*) override {
        auto* drag = new QDrag(this);
        auto* data = new QMimeData;
        data->setUrls(m_urls);
        drag->setMimeData(data);
        drag->exec(Qt::CopyAction);
    }

  private:
    QList<QUrl> m_urls;
};

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    Source source(arguments.mid(3));
    source.setWindowFlag(Qt::X11BypassWindowManagerHint);
    source.move(arguments.at(1).toInt(), arguments.at(2).toInt());
    source.show();
    return QApplication::exec();
}
