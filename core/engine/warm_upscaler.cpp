#include "engine/warm_upscaler.h"

#include "memory/device_info.h"
#include "models/upscaler_store.h"

namespace stillwave {

const enhance::Upscaler& WarmUpscaler::load(const std::string& name, const std::string& device) {
    const auto choice = choose_device(device, "float32");
    const std::string key = name + "\n" + choice.device;
    if (!upscaler_ || key != key_) {
        upscaler_.reset();
        upscaler_.emplace(find_upscaler(name), at::Device(choice.device), at::kFloat);
        key_ = key;
    }
    return *upscaler_;
}

}  // namespace stillwave
