// A change to a term that leaves it one: bytes at random would mostly break what is nested.
#include "fuzz.h"

#include "../tests/harness.h"

#include <string.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);

typedef struct { uint64_t state; rt_ref root; uint32_t target, at; } mutation;

static uint32_t below(mutation *m, uint32_t n) {
    m->state = m->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t) (((m->state >> 32) * n) >> 32);
}

static uint32_t parts(rt_ref v) {
    uint32_t count = 1, n = rt_scan(v);
    for (uint32_t i = 0; i < n; i++) {
        count += parts(rt_scan_value(v, i)) + (rt_is(v, RT_OBJECT) ? parts(rt_scan_key(v, i)) : 0);
    }
    return count;
}

// The part that *left others come before.
static rt_ref part(rt_ref v, uint32_t *left) {
    if ((*left)-- == 0) {
        return v;
    }
    uint32_t n = rt_scan(v);
    for (uint32_t i = 0; i < n; i++) {
        rt_ref found = rt_is(v, RT_OBJECT) ? part(rt_scan_key(v, i), left) : 0;
        found = found ? found : part(rt_scan_value(v, i), left);
        if (found) {
            return found;
        }
    }
    return 0;
}

static rt_ref some_part(mutation *m) {
    uint32_t which = below(m, parts(m->root));
    return part(m->root, &which);
}

static rt_ref small_value(mutation *m) {
    static const char *const values[] = {"null", "true", "false", "0", "-1", "1", "2", "1.0", "-0", "0.5", "1e30", "1e-400",
        "1073741824", "9223372036854775807", "-9223372036854775808", "18446744073709551616", "\"\"", "\"a\"", "\"/a/0\"",
        "\"-\"", "\"é\"", "\"😀\"", "[]", "{}", "set()", "[1]", "{1}", "{\"a\": 1}", "[[\"a\"]]", "{\"a\": {\"a\": {}}}"};
    rt_ref text = fuzz_string(values[below(m, sizeof values / sizeof *values)]);
    return rt_json_read(bi_bytes(text), bi_size(text), RT_TERM);
}

static rt_ref wrapped(mutation *m, rt_ref v) {
    uint32_t kind = below(m, 3);
    rt_ref made = kind == 0 ? rt_array_new(1) : kind == 1 ? rt_set_new(1) : rt_object_new(1);
    if (kind == 0) {
        rt_array_append(made, v);
    } else if (kind == 1) {
        rt_set_add(made, v);
    } else {
        rt_object_insert(made, some_part(m), v);
    }
    return made;
}

static rt_ref other_bytes(rt_ref string) {
    enum { MORE = 8, MOST = 200 };
    uint8_t bytes[MOST + MORE];
    uint32_t n = bi_size(string) < MOST ? bi_size(string) : MOST;
    memcpy(bytes, bi_bytes(string), n);
    return bi_string_of_bytes((char *) bytes, (uint32_t) LLVMFuzzerMutate(bytes, n, n + MORE));
}

static void add(rt_ref to, rt_ref key, rt_ref value) {
    switch (rt_type_of(to)) {
        case RT_ARRAY: rt_array_append(to, value); break;
        case RT_SET: rt_set_add(to, value); break;
        default: rt_object_insert(to, key, value); break;
    }
}

static rt_ref empty(rt_ref like) {
    return rt_is(like, RT_ARRAY) ? rt_array_new(4) : rt_is(like, RT_SET) ? rt_set_new(4) : rt_object_new(4);
}

// The collection without one of its members, or with one more.
static rt_ref other_members(mutation *m, rt_ref v) {
    rt_ref made = empty(v);
    uint32_t n = rt_scan(v), gone = n && below(m, 2) ? below(m, n) : n;
    for (uint32_t i = 0; i < n; i++) {
        if (i != gone) {
            add(made, rt_scan_key(v, i), rt_scan_value(v, i));
        }
    }
    if (gone == n) {
        add(made, below(m, 2) ? some_part(m) : small_value(m), below(m, 2) ? some_part(m) : small_value(m));
    }
    return made;
}

static rt_ref changed(mutation *m, rt_ref v) {
    uint32_t type = rt_type_of(v);
    switch (below(m, 8)) {
        case 0: return small_value(m);
        case 1: return some_part(m);
        case 2: return wrapped(m, v);
        default: break;
    }
    if (type == RT_NUMBER) {
        return below(m, 2) ? rt_number_add(v, rt_number_int((int64_t) below(m, 3) - 1)) : small_value(m);
    }
    return type == RT_STRING ? other_bytes(v) : type >= RT_ARRAY ? other_members(m, v) : small_value(m);
}

static rt_ref rebuilt(mutation *m, rt_ref v) {
    if (m->at++ == m->target) {
        return changed(m, v);
    }
    if (rt_type_of(v) < RT_ARRAY) {
        return v;
    }
    rt_ref made = empty(v);
    uint32_t n = rt_scan(v);
    for (uint32_t i = 0; i < n; i++) {
        rt_ref key = rt_is(v, RT_OBJECT) ? rebuilt(m, rt_scan_key(v, i)) : 0;
        add(made, key, rebuilt(m, rt_scan_value(v, i)));
    }
    return made;
}

static size_t replace(uint8_t *data, size_t size, size_t most, fuzz_input term, uint32_t seed) {
    uint32_t len = (uint32_t) (term.end - term.at);
    char *copy = rt_alloc(len);
    memcpy(copy, term.at, len);
    mutation m = {.state = seed, .root = rt_json_read(copy, len, RT_TERM)};
    if (!m.root) {
        return 0;
    }
    m.target = below(&m, parts(m.root));
    rt_buffer text = fuzz_text(rebuilt(&m, m.root), RT_TERM | RT_SPACED);
    size_t before = (size_t) ((const uint8_t *) term.at - data), after = size - before - len;
    if (before + text.len + after > most) {
        return 0;
    }
    memmove(data + before + text.len, data + before + len, after);
    memcpy(data + before, text.bytes, text.len);
    return before + text.len + after;
}

size_t fuzz_mutate_term(uint8_t *data, size_t size, size_t most, fuzz_input term, uint32_t seed) {
    jmp_buf end;
    size_t made = 0;
    if (seed % 4) { // now and then any bytes
        test_setup();
        rt_budget = FUZZ_STEPS;
        fuzz_on_abort = &end;
        if (setjmp(end) == 0) {
            made = replace(data, size, most, term, seed / 4);
        }
    }
    return made ? made : LLVMFuzzerMutate(data, size, most);
}
