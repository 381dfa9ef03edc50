#include "engine/describe.h"

#include "exporting/export_run.h"
#include "memory/device_info.h"
#include "models/model_card.h"
#include "models/upscaler_store.h"
#include "types/error.h"

namespace stillwave {

ModelSummary summary(const ModelInfo& info) {
    ModelSummary model;
    model.name = info.name;
    model.path = info.path;
    model.variant = info.variant;
    model.format = info.format;
    model.dtype = info.dtype;
    if (info.card) {
        model.title = info.card->name;
        model.note = info.card->note;
        model.licence = info.card->licence;
        model.sizes = info.card->sizes;
    }
    model.notice = model_notice(info);
    model.parameters = info.parameters;
    model.bytes = info.bytes;
    model.num_frames = info.num_frames;
    model.frames_evidence = frames_evidence_name(info.frames_evidence);
    model.frames_evidence_text = frames_evidence_text(info.frames_evidence);
    model.frames_warning = frames_warning(info);
    model.latent_channels = info.latent_channels;
    model.size_multiple = info.size_multiple;
    model.can_align_your_steps = info.can_align_your_steps;
    model.card = card_settings(info.card);
    return model;
}

EngineDescription describe_engine() {
    EngineDescription description;
    description.machine = machine_info();
    description.device = choose_device("auto", "auto");
    const ModelStore store;
    description.models_folder = store.models_folder();
    for (const auto& installed : store.list()) {
        if (installed.info) {
            description.models.push_back(summary(*installed.info));
            description.models.back().name = installed.name;
        } else {
            auto& broken = description.models.emplace_back();
            broken.name = installed.name;
            broken.path = installed.path;
            broken.problem = installed.problem;
        }
    }
    description.formats = list_formats();
    description.upscalers = list_upscalers();
    try {
        const auto model = store.resolve("");
        description.default_model = model.name;
        description.notice = model_notice(model);
    } catch (const Error& error) {
        description.notice = error.what();
    }
    return description;
}

}  // namespace stillwave
