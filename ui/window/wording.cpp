#include "ui/window/wording.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

namespace stillwave::ui {
namespace {

struct Wording {
    Q_DECLARE_TR_FUNCTIONS(stillwave::ui::Wording)
};

}  // namespace

QString durationText(double seconds) {
    const auto whole = static_cast<qint64>(std::ceil(seconds));
    if (whole < 60) return Wording::tr("%1 s").arg(whole);
    if (whole < 3600 && whole % 60 == 0) return Wording::tr("%1 min").arg(whole / 60);
    if (whole < 3600) return Wording::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return Wording::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

QString bytesText(qint64 bytes) {
    return QLocale().formattedDataSize(bytes, bytes < 1000 * 1000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString progressText(const Progress& progress) {
    switch (progress.stage) {
        case Stage::load:
            return Wording::tr("Loading the model");
        case Stage::image_encoder:
        case Stage::vae_encode:
            return Wording::tr("Reading the photo");
        case Stage::sample:
            return Wording::tr("Step %1 of %2").arg(progress.step).arg(progress.total);
        case Stage::decode:
            return Wording::tr("Decoding %1 of %2").arg(progress.step).arg(progress.total);
        case Stage::photo_detail:
            return Wording::tr("Photo detail %1 of %2").arg(progress.step).arg(progress.total);
        case Stage::camera_lock:
            return Wording::tr("Locking the camera");
        case Stage::loop:
            return Wording::tr("Closing the loop");
        case Stage::interpolate:
            return Wording::tr("Frames between %1 of %2").arg(progress.step).arg(progress.total);
        case Stage::upscale:
            return Wording::tr("Upscaling %1 of %2").arg(progress.step).arg(progress.total);
        case Stage::write:
            return progress.total > 0 ? Wording::tr("Writing %1 of %2").arg(progress.step).arg(progress.total)
                                      : Wording::tr("Writing");
    }
    return {};
}

qint64 takeNumber(const Take& take, const char* key) {
    const auto found = take.settings.find(std::string_view(key));
    if (found == take.settings.end()) return 0;
    const auto* number = std::get_if<std::int64_t>(&found->second);
    return number ? *number : 0;
}

QString takeCaption(const Take& take) {
    return Wording::tr("Seed %1").arg(takeNumber(take, "seed"));
}

QString takeTitle(const Take& take, int number, qsizetype frames) {
    if (frames == 0)
        return Wording::tr("Take %1 · seed %2 · %3 fps")
            .arg(number)
            .arg(takeNumber(take, "seed"))
            .arg(takeNumber(take, "fps"));
    return Wording::tr("Take %1 · seed %2 · %3 frames · %4 fps")
        .arg(number)
        .arg(takeNumber(take, "seed"))
        .arg(frames)
        .arg(takeNumber(take, "fps"));
}

QString takeDetails(const Take& take, int number, qsizetype frames) {
    return takeTitle(take, number, frames) + u'\n' +
           Wording::tr("Motion %1 · %2 steps · %3 × %4 · %5")
               .arg(takeNumber(take, "motion_bucket_id"))
               .arg(takeNumber(take, "num_inference_steps"))
               .arg(takeNumber(take, "width"))
               .arg(takeNumber(take, "height"))
               .arg(take.model) +
           u'\n' +
           Wording::tr("Made %1 in %2")
               .arg(QLocale().toString(take.made, QLocale::ShortFormat), durationText(take.seconds));
}

}  // namespace stillwave::ui
