#pragma once

#include <c10/core/Allocator.h>

#include <cstddef>
#include <list>
#include <mutex>
#include <unordered_map>

namespace stillwave::nn {

/// An allocator for large tensors on the processor. It keeps freed blocks and uses them again, so that the system need
/// not clear new memory for each operation. Used and kept blocks together never exceed the most that was in use at once
/// by more than `spare_bytes`, so that the process stays about as large as its tensors need. Blocks below a megabyte go
/// to libtorch's own allocator.
class ReusedMemory : public c10::Allocator {
  public:
    /// Bytes to spare. Without them blocks would be freed at each new size while the most is in use, which costs a
    /// tenth of a small clip's time.
    static constexpr std::size_t spare_bytes = std::size_t{32} << 20;

    static ReusedMemory& instance();

    /// Throws as libtorch does where the system has no more memory.
    c10::DataPtr allocate(std::size_t bytes) override;
    c10::DeleterFnPtr raw_deleter() const override;
    void copy_data(void* to, const void* from, std::size_t bytes) const override;

    /// Gives the kept blocks back to the system. The most in use is counted anew from then on.
    void give_back();

    std::size_t kept_bytes() const;  ///< bytes that are kept and not in use

  private:
    struct Block {
        void* data;
        std::size_t bytes;
    };
    ReusedMemory();
    static void release(void* data);
    /// Keeps a freed block. Returns false where the block is not this allocator's.
    bool take_back(void* data);
    void make_room(std::size_t bytes);

    c10::Allocator* beneath_;  ///< libtorch's own
    mutable std::mutex mutex_;
    std::list<Block> kept_;  ///< those unused for longest come first
    std::unordered_map<void*, std::size_t> in_use_;
    std::size_t kept_bytes_ = 0, in_use_bytes_ = 0, most_in_use_ = 0;
};

/// Makes libtorch use a ReusedMemory for the processor from now on, in the whole process, unless an allocator of higher
/// priority is set. Further calls change nothing.
void reuse_cpu_memory();

/// Gives the kept blocks of that allocator back to the system.
void give_back_cpu_memory();

}  // namespace stillwave::nn
