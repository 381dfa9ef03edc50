#pragma once

#include <c10/core/Allocator.h>

#include <cstddef>
#include <list>
#include <mutex>
#include <unordered_map>

namespace stillwave::nn {

/// Memory for large tensors on the processor, which is used again instead of being given back and cleared by the system
/// anew with each operation. What is in use and what is kept for later are together never more than the most that was
/// ever in use at once and `spare_bytes`, so that the process stays about as large as its tensors need. Blocks below a
/// megabyte are libtorch's own.
class ReusedMemory : public c10::Allocator {
  public:
    /// Without it much would be given up at each new size while the most is in use: a tenth of a small clip's time.
    static constexpr std::size_t spare_bytes = std::size_t{32} << 20;

    static ReusedMemory& instance();

    /// Throws as libtorch does where the system has no more.
    c10::DataPtr allocate(std::size_t bytes) override;
    c10::DeleterFnPtr raw_deleter() const override;
    void copy_data(void* to, const void* from, std::size_t bytes) const override;

    /// Gives what is not in use back to the system; the most in use is counted anew.
    void give_back();

    std::size_t kept_bytes() const;  ///< held and not in use

  private:
    struct Block {
        void* data;
        std::size_t bytes;
    };
    ReusedMemory();
    static void release(void* data);
    /// Whether it was a block of this.
    bool take_back(void* data);
    void make_room(std::size_t bytes);

    c10::Allocator* beneath_;  ///< libtorch's own
    mutable std::mutex mutex_;
    std::list<Block> kept_;  ///< longest unused first
    std::unordered_map<void*, std::size_t> in_use_;
    std::size_t kept_bytes_ = 0, in_use_bytes_ = 0, most_in_use_ = 0;
};

/// Makes libtorch take its memory there from now on, unless somebody else's allocator is in force. Can be called often.
void reuse_cpu_memory();

/// Gives back what is not in use.
void give_back_cpu_memory();

}  // namespace stillwave::nn
