// Three versions, a line each: what is valid, and one order for all that are.
#include "fuzz.h"

#include <string.h>

rt_ref bi_semver__compare(rt_ref, rt_ref);
rt_ref bi_semver__is_valid(rt_ref);

enum { LINES = 3, NONE = 9 };

static int32_t compare(rt_ref a, rt_ref b) {
    rt_ref order = fuzz_note("order", bi_semver__compare(fuzz_note("a", a), fuzz_note("b", b)));
    HOLDS(!order || rt_is_small(order));
    return order ? rt_small_value(order) : NONE;
}

// MAJOR.MINOR.PATCH in digits, with what may follow: read once more and naively, but for how large the numbers are.
static bool looks_valid(rt_ref text) {
    char copy[64];
    uint32_t n = bi_size(text), digits = 0, dots = 0;
    memcpy(copy, bi_bytes(text), n);
    copy[n] = 0;
    char *p = copy + (copy[0] == 'v'), *plus = strchr(p, '+');
    if (strlen(copy) != n) {
        return false;
    }
    char *core_end = p + strcspn(p, "-+"), *rest = core_end;
    for (; p < core_end; p++) {
        if (*p == '.' && digits) {
            dots++;
            digits = 0;
        } else if (*p >= '0' && *p <= '9') {
            digits++;
        } else {
            return false;
        }
    }
    if (dots != 2 || !digits) {
        return false;
    }
    // Identifiers; a mark with nothing behind it is as good as none.
    for (uint32_t part = 0; *rest;) {
        rest++;
        char *end = part == 0 && rest[-1] == '-' ? (plus ? plus : rest + strlen(rest)) : rest + strlen(rest);
        part++;
        if (rest < end && (*rest == '.' || end[-1] == '.')) {
            return false;
        }
        for (; rest < end; rest++) {
            bool letter = (*rest >= 'a' && *rest <= 'z') || (*rest >= 'A' && *rest <= 'Z') || (*rest >= '0' && *rest <= '9');
            if (!letter && *rest != '-' && (*rest != '.' || rest[-1] == '.')) {
                return false;
            }
        }
    }
    return true;
}

static bool has_long_number(rt_ref text) {
    uint32_t run = 0, most = 0;
    for (uint32_t i = 0; i < bi_size(text); i++) {
        run = (uint8_t) (bi_bytes(text)[i] - '0') < 10 ? run + 1 : 0;
        most = run > most ? run : most;
    }
    return most > 18;
}

void fuzz_target(fuzz_input *in) {
    rt_ref v[LINES];
    bool valid[LINES];
    for (uint32_t i = 0; i < LINES; i++) {
        v[i] = fuzz_line(in);
        valid[i] = bi_semver__is_valid(v[i]) == rt_true;
        if (bi_size(v[i]) < 64 && !has_long_number(v[i])) {
            HOLDS(valid[i] == looks_valid(v[i]));
        }
        HOLDS(compare(v[i], v[i]) == (valid[i] ? 0 : NONE));
    }
    for (uint32_t i = 0; i < LINES; i++) {
        uint32_t j = (i + 1) % LINES, k = (i + 2) % LINES;
        int32_t order = compare(v[i], v[j]);
        HOLDS((order == NONE) == !(valid[i] && valid[j]));
        if (order == NONE) {
            continue;
        }
        HOLDS(compare(v[j], v[i]) == -order);
        // No order is asked of numbers that are too large for it.
        if (valid[k] && order <= 0 && compare(v[j], v[k]) <= 0) {
            HOLDS(compare(v[i], v[k]) <= 0);
        }
    }
}
