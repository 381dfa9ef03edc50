#pragma once

#include <QImage>
#include <QObject>
#include <QUndoStack>
#include <functional>
#include <memory>

#include "engine/engine.h"
#include "ui/picture_loader.h"
#include "ui/project/project.h"
#include "ui/session/queue_runner.h"

namespace stillwave::ui {

class Exports;
class Forecast;
struct PhotoFiles;

/// The state that the window shows (project, selection, current take) and the actions of the artist: the one place that
/// makes edits, each of which can be undone, and adds jobs. Widgets show it and call it; it knows no widget.
class Session : public QObject {
    Q_OBJECT

  public:
    struct Parts {
        Worker* worker = nullptr;  ///< the worker that animates and exports
        Worker* side = nullptr;    ///< the worker that answers questions meanwhile
        PictureLoader* pictures = nullptr;
        QueueRunner* queue = nullptr;
        RunHistory* history = nullptr;
    };
    explicit Session(const Parts& parts, QObject* parent = nullptr);
    ~Session() override;

    /// Opens or makes the project in `folder`. Throws ProjectError, and then the project that was open stays.
    void openProject(const QString& folder);
    Project* project() const;  ///< nullptr until the first project was opened
    QueueRunner* queue() const;
    PictureLoader* pictures() const;
    QUndoStack* undoStack() const;
    Exports* exports() const;
    Forecast* forecast() const;

    // ---- the engine
    const EngineDescription* engine() const;  ///< nullptr until the engine has described itself
    /// The model of that name; an empty name stands for the default one. nullptr: there is none.
    const ModelSummary* model(const QString& name) const;
    /// `variant` (svd, svd_xt, svd_xt_1_1) says which model a single file is, also for a file that was added before.
    void addModel(const QString& path, const QString& variant = {});

    // ---- photos
    /// Adds photos from files and folders (4 levels deep) in one undo step; the first new photo becomes current. Photos
    /// that turn out to be unreadable leave again and are named in one filesRefused. A file that Stillwave exported
    /// adds no photo of itself: its recipe is restored instead (recipeRestored).
    void addFiles(const QStringList& paths);
    void removeSelectedPhotos();
    PhotoId currentPhoto() const;
    QList<PhotoId> selectedPhotos() const;  ///< the current photo is one of them
    void selectPhotos(const QList<PhotoId>& photos, PhotoId current);
    /// Adds the photo where the project lacks it and gives it the recipe's settings, in one undo step. `file` is the
    /// file that carried the recipe.
    void restoreRecipe(const QString& file, const RecipeSummary& recipe, const QString& photo);
    void relocatePhoto(PhotoId photo, const QString& path);  ///< the photo's file was moved to `path`; undoable

    // ---- settings of the selected photos; each call is one undo step, successive ones of a key merge
    AnimationSettings resolvedSettings(PhotoId photo) const;  ///< the settings that make a clip; a seed of -1 stays
    AnimationSettings defaultSettings(PhotoId photo) const;   ///< the settings as if the artist had set nothing
    /// The value that all selected photos share; empty: they differ.
    std::optional<SettingValue> value(const QString& key) const;
    std::optional<QString> modelOfSelection() const;               ///< empty: they differ; "": the default model
    bool isSet(const QString& key) const;                          ///< the artist set it on any of the selected photos
    void setValue(const QString& key, const SettingValue& value);  ///< throws Error(invalid_argument)
    void setValues(const SettingsLayer& values, const QString& undoText);
    void resetValue(const QString& key);
    void resetAll();
    void setModel(const QString& name);
    void copySettings();
    bool canPasteSettings() const;
    void pasteSettings();
    void syncToSelection();  ///< gives the current photo's settings to all selected photos

    // ---- controls: where the photo moves, what stays, how the camera goes
    const Controls& controls() const;  ///< the current photo's
    /// Directs the current photo; one undo step, successive ones of a key that is not empty merge.
    void setControls(const Controls& controls, const QString& undoText, const QString& key = {});
    /// Asks the engine for the crude clip of the current photo's controls; controlsPreviewed or controlsPreviewFailed
    /// follows.
    void previewControls();

    // ---- presets: built-in ones and the artist's own, which all projects share
    struct Preset {
        QString name;
        SettingsLayer values;
        bool builtIn = false;
    };
    QList<Preset> presets() const;
    void applyPreset(const QString& name);
    void savePreset(const QString& name);
    void removePreset(const QString& name);

    // ---- generating
    /// A sentence that says why Generate cannot be pressed; empty: it can.
    QString whyNotGenerate() const;
    std::optional<RunHistory::Prediction> prediction() const;  ///< the history's prediction for the current photo
    void generate(int seeds = 1);                              ///< adds that many jobs for every selected photo
    /// The remedies for a failed job, in the order in which the failure card offers them.
    enum class Remedy { retry, lowMemory, newSeed, modelSize, defaultModel, resetSettings, locatePhoto };
    QList<Remedy> remedies(const Job& job) const;
    /// Applies any remedy but locatePhoto: that one needs a file dialog, then relocatePhoto() and a retry.
    void applyRemedy(JobId job, Remedy remedy);

    // ---- takes
    TakeId currentTake() const;  ///< the take that is shown; noId: the photo itself is
    void showTake(TakeId take);
    void setRating(TakeId take, Rating rating);  ///< undoable
    void restoreSettings(TakeId take);           ///< gives the take's settings and seed to its photo; undoable
    /// The keys of the settings in which the take's photo now differs from the take. The seed counts only when it is
    /// locked.
    QStringList changedSince(TakeId take) const;
    /// Queues a clip that goes on from a frame of a take, with a new seed; `frame` counts from 0, -1: the last one.
    void extendTake(TakeId take, int frame = -1);
    /// Remembers a take whose motion other photos take over, until another one is copied.
    void copyMotion(TakeId take);
    bool canPasteMotion() const;
    void pasteMotion();  ///< lets the selected photos move as the copied take; undoable
    void dropMotion();   ///< lets the selected photos move by the model again; undoable
    /// Queues a take like this one whose frames `first` to `last` are made again with a new seed. `strength`, above 0
    /// to 1, says how far they may leave the old ones.
    void makeAgain(TakeId take, int first, int last, double strength);

  Q_SIGNALS:
    void projectChanged();
    void engineChanged();
    void engineFailed(const stillwave::ui::JobFailure& failure);
    void modelAdded(const QString& name);
    void addModelFailed(const QString& path, const stillwave::ui::JobFailure& failure);
    void selectionChanged();  ///< other photos are selected, or another is current
    void settingsChanged();   ///< the settings of the selected photos changed
    void presetsChanged();
    /// The crude clip of a photo's controls as they were when it was asked for; without frames where nothing moves.
    void controlsPreviewed(PhotoId photo, const QList<QImage>& frames, double fps);
    void controlsPreviewFailed(const QString& reason);  ///< the current photo's controls have no crude clip
    void currentTakeChanged();
    /// After addFiles(): how many photos were added, and a sentence for each file that was not.
    void filesAdded(int count);
    void filesRefused(const QStringList& reasons);
    void recipeRestored(const QString& file, PhotoId photo);
    void recipeRefused(const QString& file, const QString& reason);
    /// The recipe's photo is not where the recipe says. restoreRecipe() may be called with the place where it is.
    void recipePhotoMissing(const QString& file, const stillwave::RecipeSummary& recipe);

  private:
    void filesListed(const PhotoFiles& files);
    void addPhotos(const QStringList& paths, const QStringList& others);
    void recipeFound(const QString& file, const RecipeSummary& recipe);
    void recipeMissing(const QString& file, const JobFailure& failure);
    void settleRefusals();
    void announceRefusals();
    void photoRead(const QString& path, QSize size);
    void photoFailed(const QString& path, const JobFailure& failure);
    void followPhotos();
    void followTake(TakeId take);
    void edit(const QList<PhotoId>& photos, const std::function<void(PhotoSettings&)>& change, const QString& text,
              const QString& key = {});
    struct Private;
    std::unique_ptr<Private> m_private;
};

}  // namespace stillwave::ui
