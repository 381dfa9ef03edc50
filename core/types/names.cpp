#include "types/names.h"

namespace stillwave {

std::string_view stage_name(Stage stage) {
    switch (stage) {
        case Stage::load:
            return "load";
        case Stage::image_encoder:
            return "image_encoder";
        case Stage::vae_encode:
            return "vae_encode";
        case Stage::sample:
            return "sample";
        case Stage::decode:
            return "decode";
        case Stage::photo_detail:
            return "photo_detail";
        case Stage::camera_lock:
            return "camera_lock";
        case Stage::loop:
            return "loop";
        case Stage::interpolate:
            return "interpolate";
        case Stage::upscale:
            return "upscale";
        case Stage::write:
            return "write";
    }
    return "unknown";
}

std::string_view error_code_name(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid_argument:
            return "invalid_argument";
        case ErrorCode::photo_unreadable:
            return "photo_unreadable";
        case ErrorCode::photo_changed:
            return "photo_changed";
        case ErrorCode::model_not_found:
            return "model_not_found";
        case ErrorCode::model_invalid:
            return "model_invalid";
        case ErrorCode::size_unsupported:
            return "size_unsupported";
        case ErrorCode::device_unavailable:
            return "device_unavailable";
        case ErrorCode::out_of_memory:
            return "out_of_memory";
        case ErrorCode::output_unwritable:
            return "output_unwritable";
        case ErrorCode::clip_unreadable:
            return "clip_unreadable";
        case ErrorCode::clip_rejected:
            return "clip_rejected";
        case ErrorCode::worker_lost:
            return "worker_lost";
        case ErrorCode::internal:
            return "internal";
    }
    return "unknown";
}

}  // namespace stillwave
