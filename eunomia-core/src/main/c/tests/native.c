// The host of the native tests: a heap below 4 GiB, and aborts that the tests can wait for.
#define _GNU_SOURCE // MAP_32BIT
#include "harness.h"
#include "host.h"

#include <sanitizer/asan_interface.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { ARENA = 512 << 20 };

static char *arena;

void test_setup(void) {
    if (!arena) {
        arena = mmap(0, ARENA, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_32BIT, -1, 0);
        if (arena == MAP_FAILED) {
            perror("mmap");
            exit(1);
        }
        ASAN_POISON_MEMORY_REGION(arena, ARENA);
    } else {
        ASAN_POISON_MEMORY_REGION(arena, rt_heap - (uint32_t) (uintptr_t) arena);
    }
    rt_heap = (uint32_t) (uintptr_t) arena;
    rt_budget = INT64_MAX / 2;
    rt_strict = 0;
    host_memory = ARENA;
}

uint64_t host_memory; // what of the arena there is

bool grow_to(uint64_t end);
bool grow_to(uint64_t end) { return end <= (uint64_t) (uintptr_t) arena + host_memory; }

void opa_abort(const char *message);
void opa_abort(const char *message) { test_aborted(message); }

char host_printed[256];
void opa_println(const char *text);
void opa_println(const char *text) { snprintf(host_printed, sizeof host_printed, "%s", text); }

// Host builtins answer with the array of what they were given.
static rt_ref answer(uint32_t id, uint32_t context, const rt_ref *args, uint32_t n) {
    rt_ref all = rt_array_new(0);
    rt_array_append(all, rt_number_int(id));
    rt_array_append(all, rt_number_int(context));
    for (uint32_t i = 0; i < n; i++) {
        rt_array_append(all, args[i]);
    }
    return all;
}

rt_ref opa_builtin0(uint32_t id, uint32_t context);
rt_ref opa_builtin1(uint32_t id, uint32_t context, rt_ref a);
rt_ref opa_builtin2(uint32_t id, uint32_t context, rt_ref a, rt_ref b);
rt_ref opa_builtin3(uint32_t id, uint32_t context, rt_ref a, rt_ref b, rt_ref c);
rt_ref opa_builtin4(uint32_t id, uint32_t context, rt_ref a, rt_ref b, rt_ref c, rt_ref d);
rt_ref opa_builtin0(uint32_t id, uint32_t context) { return answer(id, context, 0, 0); }
rt_ref opa_builtin1(uint32_t id, uint32_t context, rt_ref a) { return answer(id, context, &a, 1); }
rt_ref opa_builtin2(uint32_t id, uint32_t context, rt_ref a, rt_ref b) {
    return answer(id, context, (rt_ref[]) {a, b}, 2);
}
rt_ref opa_builtin3(uint32_t id, uint32_t context, rt_ref a, rt_ref b, rt_ref c) {
    return answer(id, context, (rt_ref[]) {a, b, c}, 3);
}
rt_ref opa_builtin4(uint32_t id, uint32_t context, rt_ref a, rt_ref b, rt_ref c, rt_ref d) {
    return answer(id, context, (rt_ref[]) {a, b, c, d}, 4);
}

// The policy of the ABI's tests: entrypoint 0 gives {"result": [input, data, slot]}, others nothing.
rt_ref host_slot;
void eunomia_fill_slots(rt_ref input);
void eunomia_fill_slots(rt_ref input) { host_slot = input ? rt_get(input, rt_string_new("slot", 4)) : 0; }

rt_ref eunomia_value(uint32_t entrypoint, rt_ref input, rt_ref data);
rt_ref eunomia_value(uint32_t entrypoint, rt_ref input, rt_ref data) {
    if (entrypoint) {
        return 0;
    }
    rt_ref all = rt_array_new(3);
    rt_array_append(all, input ? input : rt_null);
    rt_array_append(all, data ? data : rt_null);
    rt_array_append(all, host_slot ? host_slot : rt_null);
    return all;
}

rt_ref eunomia_entry(uint32_t entrypoint, rt_ref input, rt_ref data);
rt_ref eunomia_entry(uint32_t entrypoint, rt_ref input, rt_ref data) {
    rt_ref value = eunomia_value(entrypoint, input, data);
    return value ? rt_result(value) : rt_set_new(0);
}
