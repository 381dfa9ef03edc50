#include "enhance/pickled_state_dict.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <unordered_map>

#include "types/error.h"

namespace stillwave::enhance {
namespace {

/// Objects refer to each other by index, so that the destruction of deeply nested objects needs no stack.
using Index = std::uint32_t;

struct Object {
    enum class Kind { other, integer, text, function, tuple, list, dict, storage, tensor };
    Kind kind = Kind::other;
    std::int64_t number = 0;   ///< an integer's value; the place of a storage or tensor in `tensors_`
    std::string text;          ///< a text's characters; a function's "module name"
    std::vector<Index> items;  ///< the items of tuples and lists; of dicts key, value, key, value …
};

using Kind = Object::Kind;

struct StorageType {
    std::string_view function;
    at::ScalarType dtype;
};
constexpr std::array storage_types = {
    StorageType{"torch FloatStorage", at::kFloat},   StorageType{"torch HalfStorage", at::kHalf},
    StorageType{"torch DoubleStorage", at::kDouble}, StorageType{"torch BFloat16Storage", at::kBFloat16},
    StorageType{"torch LongStorage", at::kLong},     StorageType{"torch IntStorage", at::kInt},
    StorageType{"torch ShortStorage", at::kShort},   StorageType{"torch CharStorage", at::kChar},
    StorageType{"torch ByteStorage", at::kByte},     StorageType{"torch BoolStorage", at::kBool},
};
constexpr std::string_view ordered_dict = "collections OrderedDict";
constexpr std::string_view rebuild_tensor = "torch._utils _rebuild_tensor_v2";

class Unpickler {
  public:
    Unpickler(std::string_view pickle, const std::string& source) : rest_(pickle), source_(source) {}

    std::map<std::string, PickledTensor> state_dict() {
        const auto root = run();
        if (at(root).kind != Kind::dict) refuse("holds no dictionary of tensors");
        auto chosen = root;
        for (const std::string_view name : {"params", "params_ema"}) {
            if (const auto entry = entry_of(root, name); entry && at(*entry).kind == Kind::dict) chosen = *entry;
        }
        std::map<std::string, PickledTensor> named;
        const auto& items = at(chosen).items;
        for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
            const auto &key = at(items[i]), &value = at(items[i + 1]);
            if (key.kind == Kind::text && value.kind == Kind::tensor) {
                named.insert_or_assign(key.text, tensors_[static_cast<std::size_t>(value.number)]);
            }
        }
        return named;
    }

  private:
    [[noreturn]] void refuse(const std::string& problem) const {
        throw Error(ErrorCode::model_invalid, source_ + " " + problem +
                                                  ". Nothing of it was run. Use an upscaler's file of weights "
                                                  "alone, best the .safetensors one.");
    }
    [[noreturn]] void refuse_damage() const { refuse("is damaged: its list of tensors does not make sense"); }

    // ---- bytes

    std::string_view take(std::uint64_t bytes) {
        if (bytes > rest_.size()) refuse("is truncated: its list of tensors ends early");
        const auto taken = rest_.substr(0, static_cast<std::size_t>(bytes));
        rest_.remove_prefix(taken.size());
        return taken;
    }
    std::uint64_t little_endian(std::size_t bytes) {
        std::uint64_t value = 0;
        const auto text = take(bytes);
        for (auto i = text.size(); i-- > 0;) value = value << 8 | static_cast<std::uint8_t>(text[i]);
        return value;
    }
    std::string_view line() {
        const auto end = rest_.find('\n');
        if (end == std::string_view::npos) refuse("is truncated: its list of tensors ends early");
        const auto text = take(end);
        take(1);
        return text;
    }
    /// Reads an integer in two's complement of up to eight bytes.
    std::int64_t long_integer() {
        const auto bytes = little_endian(1);
        if (bytes > 8) refuse("holds a number beyond 64 bits");
        if (bytes == 0) return 0;
        const auto unused_bits = 64 - 8 * bytes;
        return static_cast<std::int64_t>(little_endian(bytes) << unused_bits) >> unused_bits;
    }

    // ---- objects

    Object& at(Index index) { return objects_[index]; }

    void push(Object object) {
        stack_.push_back(static_cast<Index>(objects_.size()));
        objects_.push_back(std::move(object));
    }
    void push(Kind kind) { push(Object{.kind = kind, .number = 0, .text = {}, .items = {}}); }
    void push_integer(std::int64_t value) {
        push(Object{.kind = Kind::integer, .number = value, .text = {}, .items = {}});
    }
    void push_text(std::string_view text) {
        push(Object{.kind = Kind::text, .number = 0, .text = std::string(text), .items = {}});
    }
    void push_tuple(std::vector<Index> items) {
        push(Object{.kind = Kind::tuple, .number = 0, .text = {}, .items = std::move(items)});
    }
    void push_function(std::string_view module, std::string_view name) {
        auto function = std::string(module) + ' ' + std::string(name);
        const bool known = function == ordered_dict || function == rebuild_tensor || storage_dtype(function);
        if (!known) {
            refuse("asks for " + std::string(module.substr(0, 60)) + "." + std::string(name.substr(0, 60)) +
                   ", which weights do not need");
        }
        push(Object{.kind = Kind::function, .number = 0, .text = std::move(function), .items = {}});
    }

    /// Pops the top of the stack. No instruction may reach below the last mark.
    Index pop() {
        if (stack_.size() <= (marks_.empty() ? 0 : marks_.back())) refuse_damage();
        const auto top = stack_.back();
        stack_.pop_back();
        return top;
    }
    Object& top_of(Kind kind) {
        if (stack_.size() <= (marks_.empty() ? 0 : marks_.back()) || at(stack_.back()).kind != kind) refuse_damage();
        return at(stack_.back());
    }
    std::vector<Index> pop_to_mark() {
        if (marks_.empty()) refuse_damage();
        const auto first = stack_.begin() + static_cast<std::ptrdiff_t>(marks_.back());
        std::vector<Index> items(first, stack_.end());
        stack_.erase(first, stack_.end());
        marks_.pop_back();
        return items;
    }
    std::vector<Index> pop_some(std::size_t count) {
        std::vector<Index> items(count);
        for (auto i = count; i-- > 0;) items[i] = pop();
        return items;
    }
    void append(Kind kind, const std::vector<Index>& items) {
        auto& target = top_of(kind).items;
        if (kind == Kind::dict && items.size() % 2 != 0) refuse_damage();
        target.insert(target.end(), items.begin(), items.end());
    }
    void recall(std::uint64_t place) {
        const auto found = memo_.find(place);
        if (found == memo_.end()) refuse_damage();
        stack_.push_back(found->second);
    }
    void remember(std::uint64_t place) {
        const auto top = pop();
        stack_.push_back(top);
        memo_[place] = top;
    }

    std::optional<Index> entry_of(Index dict, std::string_view name) {
        const auto& items = at(dict).items;
        for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
            if (at(items[i]).kind == Kind::text && at(items[i]).text == name) return items[i + 1];
        }
        return {};
    }

    static std::optional<at::ScalarType> storage_dtype(std::string_view function) {
        for (const auto& type : storage_types) {
            if (type.function == function) return type.dtype;
        }
        return {};
    }

    const Object& item(Index tuple, std::size_t place, Kind kind) {
        if (place >= at(tuple).items.size()) refuse_damage();
        const auto& found = at(at(tuple).items[place]);
        if (found.kind != kind) refuse_damage();
        return found;
    }
    std::vector<std::int64_t> integers(const Object& tuple) {
        constexpr std::size_t most_axes = 8;
        if (tuple.items.size() > most_axes) refuse_damage();
        std::vector<std::int64_t> values;
        for (const auto index : tuple.items) {
            if (at(index).kind != Kind::integer) refuse_damage();
            values.push_back(at(index).number);
        }
        return values;
    }

    /// Pushes a storage for the tuple ('storage', type, record, device, elements) on the stack.
    void push_storage() {
        const auto id = pop();
        if (at(id).kind != Kind::tuple || item(id, 0, Kind::text).text != "storage") refuse_damage();
        const auto dtype = storage_dtype(item(id, 1, Kind::function).text);
        if (!dtype) refuse_damage();
        PickledTensor storage;
        storage.record = item(id, 2, Kind::text).text;
        storage.dtype = *dtype;
        storage.storage_elements = item(id, 4, Kind::integer).number;
        push(Object{
            .kind = Kind::storage, .number = static_cast<std::int64_t>(tensors_.size()), .text = {}, .items = {}});
        tensors_.push_back(std::move(storage));
    }

    void call() {
        const auto arguments = pop(), function = pop();
        if (at(function).kind != Kind::function || at(arguments).kind != Kind::tuple) refuse_damage();
        if (at(function).text == ordered_dict && at(arguments).items.empty()) {
            push(Kind::dict);
        } else if (at(function).text == rebuild_tensor) {
            // The arguments of _rebuild_tensor_v2: (storage, offset, sizes, strides, requires_grad, hooks)
            auto tensor = tensors_[static_cast<std::size_t>(item(arguments, 0, Kind::storage).number)];
            tensor.offset = item(arguments, 1, Kind::integer).number;
            tensor.sizes = integers(item(arguments, 2, Kind::tuple));
            tensor.strides = integers(item(arguments, 3, Kind::tuple));
            push(Object{
                .kind = Kind::tensor, .number = static_cast<std::int64_t>(tensors_.size()), .text = {}, .items = {}});
            tensors_.push_back(std::move(tensor));
        } else {
            refuse_damage();
        }
    }

    /// Runs all instructions and returns the object that is left. Instructions are named by their letters in Python's
    /// pickle.py.
    Index run() {
        for (;;) {
            const auto instruction = static_cast<std::uint8_t>(take(1)[0]);
            switch (instruction) {
                case '.':
                    return pop();
                case 0x80:
                    take(1);
                    break;  // PROTO
                case 0x95:
                    take(8);
                    break;  // FRAME
                case '(':
                    marks_.push_back(stack_.size());
                    break;
                case 'N':
                case 0x88:
                case 0x89:
                    push(Kind::other);
                    break;  // None, True, False
                case 'G':
                    take(8);
                    push(Kind::other);
                    break;  // BINFLOAT
                case 'K':
                    push_integer(static_cast<std::int64_t>(little_endian(1)));
                    break;
                case 'M':
                    push_integer(static_cast<std::int64_t>(little_endian(2)));
                    break;
                case 'J':
                    push_integer(static_cast<std::int32_t>(little_endian(4)));
                    break;
                case 0x8a:
                    push_integer(long_integer());
                    break;
                case 'X':
                    push_text(take(little_endian(4)));
                    break;
                case 0x8c:
                    push_text(take(little_endian(1)));
                    break;
                case '}':
                    push(Kind::dict);
                    break;
                case ']':
                    push(Kind::list);
                    break;
                case ')':
                    push(Kind::tuple);
                    break;
                case 't':
                    push_tuple(pop_to_mark());
                    break;
                case 0x85:
                    push_tuple(pop_some(1));
                    break;
                case 0x86:
                    push_tuple(pop_some(2));
                    break;
                case 0x87:
                    push_tuple(pop_some(3));
                    break;
                case 'a':
                    append(Kind::list, pop_some(1));
                    break;
                case 'e':
                    append(Kind::list, pop_to_mark());
                    break;
                case 's':
                    append(Kind::dict, pop_some(2));
                    break;
                case 'u':
                    append(Kind::dict, pop_to_mark());
                    break;
                case 'q':
                    remember(little_endian(1));
                    break;
                case 'r':
                    remember(little_endian(4));
                    break;
                case 0x94:
                    remember(memo_.size());
                    break;  // MEMOIZE
                case 'h':
                    recall(little_endian(1));
                    break;
                case 'j':
                    recall(little_endian(4));
                    break;
                case 'c': {
                    const auto module = line();
                    push_function(module, line());
                    break;
                }
                case 0x93: {  // STACK_GLOBAL
                    const auto name = pop(), module = pop();
                    if (at(name).kind != Kind::text || at(module).kind != Kind::text) refuse_damage();
                    push_function(std::string(at(module).text), std::string(at(name).text));
                    break;
                }
                case 'Q':
                    push_storage();
                    break;
                case 'R':
                    call();
                    break;
                case 'b':  // BUILD: a state dict's attributes, which are its modules' versions, are dropped
                    pop();
                    top_of(Kind::dict);
                    break;
                default:
                    refuse("has the pickle instruction " + std::to_string(instruction) + ", which weights do not need");
            }
        }
    }

    std::string_view rest_;
    const std::string& source_;
    std::vector<Object> objects_;
    std::vector<Index> stack_;
    std::vector<std::size_t> marks_;  ///< the heights of the stack
    std::unordered_map<std::uint64_t, Index> memo_;
    std::vector<PickledTensor> tensors_;
};

}  // namespace

std::map<std::string, PickledTensor> read_pickled_state_dict(std::string_view pickle, const std::string& source) {
    if (pickle.size() > longest_pickle) {
        throw Error(ErrorCode::model_invalid, source + " has a list of tensors of " + std::to_string(pickle.size()) +
                                                  " bytes, far more than an upscaler's. Use another file.");
    }
    return Unpickler(pickle, source).state_dict();
}

}  // namespace stillwave::enhance
