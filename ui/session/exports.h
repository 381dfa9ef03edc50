#pragma once

#include <QObject>
#include <QTimer>
#include <optional>

#include "types/export_types.h"
#include "ui/session/session.h"

namespace stillwave::ui {

/// The exports of the take that is shown: the project's loop and export settings (each edit can be undone), the
/// estimate of the file that they would give, the ways to loop, and the jobs that write files. Widgets show it and call
/// it; it knows no widget.
class Exports : public QObject {
    Q_OBJECT

  public:
    /// `side` is the worker that answers questions while clips are made. `session` must outlive this object.
    Exports(Session* session, Worker* side);
    ~Exports() override;

    // ---- settings, shared by all photos of the project; each call is one undo step, successive ones of a key merge
    ExportSettings settings() const;
    void setValue(const QString& key, const SettingValue& value);  ///< throws Error(invalid_argument)
    void resetValue(const QString& key);

    // ---- presets by purpose: built-in ones and the artist's own, which all projects share
    QList<Session::Preset> presets() const;  ///< the presets whose format this machine can write
    void applyPreset(const QString& name);
    void savePreset(const QString& name);
    void removePreset(const QString& name);

    // ---- the file's folder and name
    QString folder() const;
    void setFolder(const QString& folder);
    QString fileName() const;  ///< the name with its extension, as far as it is known; empty: no take is shown

    // ---- the frames of the take that are exported
    /// Exports the frames `first` to `last` of the take that is shown; 0 and -1 stand for all of them.
    void setRange(int first, int last);
    /// A sentence that says why nothing can be exported; empty: it can.
    QString whyNotExport() const;

    // ---- questions to the engine; each is answered by its signal
    /// Asks for the file's size once the settings have not changed for a moment. Without a take there is no answer.
    void askEstimate();
    const ExportEstimate* estimate() const;         ///< nullptr: not known for the settings of now
    void askLoops(int longSide);                    ///< px, the long side of the variants' frames
    const std::vector<LoopVariant>& loops() const;  ///< the shown take's; empty: not asked or not answered yet

    // ---- jobs
    void exportTake();
    bool canRepeat() const;
    void repeatLast();  ///< exports the shown take with the last export's settings and folder

  Q_SIGNALS:
    void settingsChanged();
    void presetsChanged();
    void folderChanged();
    void sourceChanged();    ///< another take is shown, its other kind of frames, or another range
    void estimateChanged();  ///< the estimate is known, or not any more
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
    void receiveEstimate(const ExportEstimate& estimate);
    void addJob(const SettingsLayer& layer, const QString& folder);
    QString nameOf(const SettingsLayer& layer) const;

    Session* m_session;
    Worker* m_side;
    SettingsLayer m_layer;  ///< the settings that were set, without defaults
    int m_first = 0;
    int m_last = -1;
    TakeId m_take = noId;
    QString m_detail;  ///< the kind of m_take's frames: photo | model
    QTimer m_settle;   ///< runs from the last change until the estimate is asked for
    std::optional<ExportEstimate> m_estimate;
    std::vector<LoopVariant> m_loops;
    // Set while an answer is awaited. A change clears it, so that an answer about older settings is passed over.
    bool m_estimateAsked = false;
    bool m_loopsAsked = false;
    bool m_exportWhenKnown = false;  ///< an export waits for the estimate, which its name needs
};

}  // namespace stillwave::ui
