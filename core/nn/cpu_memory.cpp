#include "nn/cpu_memory.h"

#include <c10/core/CPUAllocator.h>
#include <c10/core/impl/alloc_cpu.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <cstring>

namespace stillwave::nn {
namespace {

constexpr std::size_t small_bytes = std::size_t{1} << 20;
/// A kept block is used for a tensor that is smaller by at most this part of it.
constexpr double allowed_waste = 1.0 / 16;

}  // namespace

ReusedMemory::ReusedMemory() : beneath_(c10::GetDefaultCPUAllocator()) {}

ReusedMemory& ReusedMemory::instance() {
    // The allocator is never destroyed, because tensors of other static objects may outlive it.
    static auto* const memory = new ReusedMemory();
    return *memory;
}

c10::DataPtr ReusedMemory::allocate(std::size_t bytes) {
    if (bytes < small_bytes) return beneath_->allocate(bytes);
    const auto most = bytes + static_cast<std::size_t>(static_cast<double>(bytes) * allowed_waste);
    void* data = nullptr;
    {
        const std::lock_guard lock(mutex_);
        auto best = kept_.end();
        for (auto block = kept_.begin(); block != kept_.end(); ++block)
            if (block->bytes >= bytes && block->bytes <= most && (best == kept_.end() || block->bytes < best->bytes))
                best = block;
        auto size = bytes;
        if (best != kept_.end()) {
            data = best->data;
            size = best->bytes;
            kept_bytes_ -= size;
            kept_.erase(best);
        } else {
            make_room(bytes);
            data = c10::alloc_cpu(bytes);
        }
        in_use_.emplace(data, size);
        in_use_bytes_ += size;
        most_in_use_ = std::max(most_in_use_, in_use_bytes_);
    }
    c10::profiledCPUMemoryReporter().New(data, bytes);
    return {data, data, &ReusedMemory::release, c10::Device(c10::kCPU)};
}

void ReusedMemory::make_room(std::size_t bytes) {
    const auto most = std::max(most_in_use_, in_use_bytes_ + bytes) + spare_bytes;
    while (!kept_.empty() && in_use_bytes_ + kept_bytes_ + bytes > most) {
        c10::free_cpu(kept_.front().data);
        kept_bytes_ -= kept_.front().bytes;
        kept_.pop_front();
    }
}

bool ReusedMemory::take_back(void* data) {
    const std::lock_guard lock(mutex_);
    const auto found = in_use_.find(data);
    if (found == in_use_.end()) return false;
    in_use_bytes_ -= found->second;
    kept_bytes_ += found->second;
    kept_.push_back({data, found->second});
    in_use_.erase(found);
    c10::profiledCPUMemoryReporter().Delete(data);
    return true;
}

void ReusedMemory::release(void* data) {
    auto& memory = instance();
    if (data != nullptr && !memory.take_back(data)) memory.beneath_->raw_deleter()(data);
}

c10::DeleterFnPtr ReusedMemory::raw_deleter() const {
    return &ReusedMemory::release;
}

void ReusedMemory::copy_data(void* to, const void* from, std::size_t bytes) const {
    std::memcpy(to, from, bytes);
}

std::size_t ReusedMemory::kept_bytes() const {
    const std::lock_guard lock(mutex_);
    return kept_bytes_;
}

void ReusedMemory::give_back() {
    {
        const std::lock_guard lock(mutex_);
        for (const auto& block : kept_) c10::free_cpu(block.data);
        kept_.clear();
        kept_bytes_ = 0;
        most_in_use_ = in_use_bytes_;
    }
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

void reuse_cpu_memory() {
#ifdef __GLIBC__
    // Large blocks are mapped by themselves, so that freeing one gives it back to the system.
    mallopt(M_MMAP_THRESHOLD, static_cast<int>(small_bytes));
    // The heap's end is trimmed rarely. Otherwise small blocks there would be given back and cleared anew all the time.
    mallopt(M_TRIM_THRESHOLD, static_cast<int>(ReusedMemory::spare_bytes));
#endif
    c10::SetCPUAllocator(&ReusedMemory::instance());
}

void give_back_cpu_memory() {
    ReusedMemory::instance().give_back();
}

}  // namespace stillwave::nn
