// The heap: a bump pointer that only the host moves back.
#include "core.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#define RED_ZONE 16u
#endif
#endif
#ifndef RED_ZONE
#define RED_ZONE 0u
#define ASAN_POISON_MEMORY_REGION(at, len) ((void) 0)
#define ASAN_UNPOISON_MEMORY_REGION(at, len) ((void) 0)
#endif

// Data rather than zeros, so that the linker and the host find four and eight bytes to write to.
RT_DATUM(rt_heap) uint32_t rt_heap = 0;
RT_DATUM(rt_budget) int64_t rt_budget = INT64_MAX / 2;
RT_DATUM(rt_strict) uint32_t rt_strict = 0;
RT_DATUM(rt_epoch) uint32_t rt_epoch = 0;

static uint64_t known_end; // the memory is at least this long

#ifdef __wasm__
#define PAGE 65536u

static bool grow_to(uint64_t end) {
    uint64_t size = (uint64_t) __builtin_wasm_memory_size(0) * PAGE;
    if (end > size) {
        if (end > (uint64_t) UINT32_MAX - PAGE) {
            return false;
        }
        uint32_t need = (uint32_t) ((end - size + PAGE - 1) / PAGE);
        // A quarter more, so that a long evaluation grows seldom; exactly what is needed where the host's limit is near.
        if (__builtin_wasm_memory_grow(0, need + (uint32_t) (size / PAGE / 4)) == (size_t) -1
            && __builtin_wasm_memory_grow(0, need) == (size_t) -1) {
            return false;
        }
        size = (uint64_t) __builtin_wasm_memory_size(0) * PAGE;
    }
    known_end = size;
    return true;
}

RT_HOST(opa_abort) void opa_abort(const char *message);
#else
bool grow_to(uint64_t end); // tests/native.c
void opa_abort(const char *message);
#endif

_Noreturn void rt_abort(const char *message) {
    opa_abort(message);
    __builtin_trap();
}

RT_APART static void make_room(uint64_t end) {
    // The host may have grown the memory, or this instance may have been given another one's image.
    if (!grow_to(end)) {
        rt_abort("eval_memory_error: out of memory");
    }
}

void *rt_alloc(uint32_t size) {
    uint32_t at = rt_heap;
    uint64_t next = ((uint64_t) at + size + RED_ZONE + 7) & ~(uint64_t) 7;
    if (next > known_end) {
        make_room(next);
    }
    rt_heap = (uint32_t) next;
    ASAN_UNPOISON_MEMORY_REGION(RT_PTR(void, at), size);
    return RT_PTR(void, at);
}

static inline uint32_t end_of(const void *at, uint32_t size) {
    return (uint32_t) (((uint64_t) (uintptr_t) at + size + RED_ZONE + 7) & ~(uint64_t) 7);
}

void *rt_resize(void *at, uint32_t old, uint32_t size) {
    if (at && end_of(at, old) == rt_heap) {
        rt_release((uint32_t) (uintptr_t) at);
        return rt_alloc(size);
    }
    if (size <= old) {
        return at;
    }
    void *to = rt_alloc(size);
    rt_copy(to, at, old);
    return to;
}

void rt_release(uint32_t heap) {
    ASAN_POISON_MEMORY_REGION(RT_PTR(void, heap), rt_heap - heap);
    rt_heap = heap;
}

void rt_step(uint32_t n) {
    rt_budget -= n;
    if (rt_budget < 0) {
        rt_abort("eval_budget_error: the evaluation took more steps than it may");
    }
}
