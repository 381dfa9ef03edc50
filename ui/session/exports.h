#pragma once

#include <QObject>
#include <QTimer>
#include <optional>

#include "types/export_types.h"
#include "ui/session/session.h"

namespace stillwave::ui {

/// What becomes of the take that is shown: the project's settings of loop and export (each edit can be undone), what
/// they would give, and the jobs that write files. Widgets show it and call it; it knows no widget.
class Exports : public QObject {
    Q_OBJECT

  public:
    /// `side` answers questions while clips are made. The session outlives it.
    Exports(Session* session, Worker* side);
    ~Exports() override;

    // ---- settings, shared by all photos of the project; each call is one undo step, runs of one key merge
    ExportSettings settings() const;
    void setValue(const QString& key, const SettingValue& value);  ///< throws Error(invalid_argument)
    void resetValue(const QString& key);

    // ---- presets by purpose: built-in and the artist's own (kept for all projects)
    QList<Session::Preset> presets() const;  ///< those that this machine can write
    void applyPreset(const QString& name);
    void savePreset(const QString& name);
    void removePreset(const QString& name);

    // ---- where and under which name
    QString folder() const;
    void setFolder(const QString& folder);
    QString fileName() const;  ///< with its extension, as it is known now; empty: no take is shown

    // ---- what of the take
    /// Frames of the take that is shown; the whole of it: {0, -1}.
    void setRange(int first, int last);
    /// Why nothing can be exported, as a sentence; empty: it can.
    QString whyNotExport() const;

    // ---- questions to the engine; each is answered by its signal
    /// Of the file's size, when nothing has changed for a moment. Without a take there is no answer.
    void askEstimate();
    const ExportEstimate* estimate() const;         ///< nullptr: not known for what is set now
    void askLoops(int longSide);                    ///< px, of the pictures
    const std::vector<LoopVariant>& loops() const;  ///< of the take that is shown; empty: not asked or not answered yet

    // ---- jobs
    void exportTake();
    bool canRepeat() const;
    void repeatLast();  ///< the last export's settings and folder, of the take that is shown

  Q_SIGNALS:
    void settingsChanged();
    void presetsChanged();
    void folderChanged();
    void sourceChanged();    ///< another take, other frames of it, or another range
    void estimateChanged();  ///< known, or not any more
    void estimateFailed(const QString& reason);
    void loopsChanged();
    void loopsFailed(const QString& reason);

  private:
    void followProject();
    void forget();
    void changeSource();
    void forgetLoops();
    void edit(SettingsLayer after, const QString& text, const QString& key = {});
    void apply(const SettingsLayer& layer);
    std::optional<ExportRequest> request() const;
    void takeEstimate(const ExportEstimate& estimate);
    void addJob(const SettingsLayer& layer, const QString& folder);
    QString nameOf(const SettingsLayer& layer) const;

    Session* m_session;
    Worker* m_side;
    SettingsLayer m_layer;  ///< what was set
    int m_first = 0;
    int m_last = -1;
    TakeId m_take = noId;
    QString m_detail;  ///< of m_take: which frames
    QTimer m_settle;   ///< until the estimate is asked for
    std::optional<ExportEstimate> m_estimate;
    std::vector<LoopVariant> m_loops;
    // An answer to a question about what is no longer so is passed over.
    bool m_estimateAsked = false;
    bool m_loopsAsked = false;
    bool m_exportWhenKnown = false;  ///< the name waits for the estimate
};

}  // namespace stillwave::ui
