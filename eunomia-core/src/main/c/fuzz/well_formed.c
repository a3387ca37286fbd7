// What must be true of every value, whoever made it.
#include "fuzz.h"

static bool continues(const char *p, const char *end) { return p < end && ((uint8_t) *p & 0xC0) == 0x80; }

// How long the sequence is that begins here; 0 if none does. By the table of the Unicode standard, 3-7.
static uint32_t sequence(const char *p, const char *end) {
    uint8_t lead = (uint8_t) p[0], second = p + 1 < end ? (uint8_t) p[1] : 0;
    if (lead < 0x80) {
        return 1;
    }
    if (!continues(p + 1, end) || lead < 0xC2 || lead > 0xF4) {
        return 0;
    }
    if (lead < 0xE0) {
        return 2;
    }
    if (!continues(p + 2, end) || (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F)) {
        return 0;
    }
    if (lead < 0xF0) {
        return 3;
    }
    bool out_of_range = (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F);
    return continues(p + 3, end) && !out_of_range ? 4 : 0;
}

bool fuzz_is_utf8(const char *bytes, uint32_t len) {
    for (const char *p = bytes, *end = bytes + len; p < end;) {
        uint32_t n = sequence(p, end);
        if (n == 0) {
            return false;
        }
        p += n;
    }
    return true;
}

static bool digits(const char **p, const char *end) {
    const char *from = *p;
    while (*p < end && **p >= '0' && **p <= '9') {
        (*p)++;
    }
    return *p != from;
}

bool fuzz_is_number(const char *p, const char *end) {
    p += p < end && *p == '-';
    if (p < end && *p == '0') {
        p++;
    } else if (!digits(&p, end)) {
        return false;
    }
    if (p < end && *p == '.' && (p++, !digits(&p, end))) {
        return false;
    }
    if (p < end && (*p == 'e' || *p == 'E')) {
        p++;
        p += p < end && (*p == '+' || *p == '-');
        if (!digits(&p, end)) {
            return false;
        }
    }
    return p == end;
}

static void check_decimal(rt_ref v) {
    const rt_decimal *d = RT_PTR(rt_decimal, v);
    const char *text = (const char *) (d->limbs + d->limb_count);
    int64_t integer;
    for (uint32_t i = 0; i < d->limb_count; i++) {
        HOLDS(d->limbs[i] < RT_LIMB);
    }
    if (d->limb_count) {
        HOLDS(d->limbs[d->limb_count - 1] != 0 && d->limbs[0] % 10 != 0);
        HOLDS(rt_exponent_range(d->exponent, d->limbs, d->limb_count) == 0);
    } else {
        HOLDS(d->exponent == 0 && !d->h.extra);
    }
    HOLDS(d->text_len || !rt_decimal_to_int64(d, &integer)); // what is computed has one form
    if (d->text_len) {
        HOLDS(fuzz_is_number(text, text + d->text_len));
        rt_ref again = rt_number_parse(text, d->text_len);
        HOLDS(again && rt_number_compare(v, again) == 0);
    }
}

static void check_number(rt_ref v) {
    if (rt_is_small(v)) {
        return;
    }
    HOLDS(RT_HEADER(v)->kind <= RT_NUMBER_DECIMAL);
    if (RT_HEADER(v)->kind == RT_NUMBER_INT) {
        HOLDS(!rt_is_small(rt_number_int(RT_PTR(rt_int, v)->value)));
    } else {
        check_decimal(v);
    }
}

static void check_table(rt_ref v) {
    const rt_table *t = RT_PTR(rt_table, v);
    const rt_entry *entries = RT_PTR(rt_entry, t->entries);
    HOLDS(t->len <= t->cap && (t->index != 0) == (t->cap > 8));
    HOLDS(!t->index || (((t->mask + 1) & t->mask) == 0 && t->mask + 1 >= 2 * t->cap));
    for (uint32_t i = 0; i < t->len; i++) {
        fuzz_well_formed(entries[i].key);
        HOLDS(entries[i].hash == rt_hash(entries[i].key));
        HOLDS(rt_table_find(t, entries[i].key, entries[i].hash) == &entries[i]);
        HOLDS(t->h.type == RT_OBJECT || entries[i].value == entries[i].key);
        HOLDS(!(t->h.kind & RT_SORTED) || i == 0 || rt_compare(entries[i - 1].key, entries[i].key) < 0);
        if (t->h.type == RT_OBJECT) {
            fuzz_well_formed(entries[i].value);
        }
    }
}

static void check_hash(rt_ref v) {
    if (!rt_is_small(v) && rt_type_of(v) >= RT_NUMBER) {
        uint32_t known = RT_HEADER(v)->hash;
        RT_HEADER(v)->hash = 0;
        HOLDS(known == 0 || known == rt_hash(v));
        RT_HEADER(v)->hash = known;
    }
}

static void check(rt_ref v) {
    rt_step(1); // what shares much of itself is larger than it looks
    HOLDS(v != 0 && ((v & 1) || (v & 7) == 0));
    uint32_t type = rt_type_of(v);
    HOLDS(type >= RT_NULL && type <= RT_SET);
    if (type == RT_NULL || type == RT_BOOLEAN) {
        HOLDS(v == rt_null || v == rt_true || v == rt_false);
    } else if (type == RT_NUMBER) {
        check_number(v);
    } else if (type == RT_STRING) {
        HOLDS(fuzz_is_utf8(bi_bytes(v), bi_size(v)));
    } else if (type == RT_ARRAY) {
        HOLDS(bi_array_len(v) <= RT_PTR(rt_array, v)->cap);
        for (uint32_t i = 0; i < bi_array_len(v); i++) {
            fuzz_well_formed(bi_elem(v, i));
        }
    } else {
        check_table(v);
    }
    check_hash(v);
}

rt_ref fuzz_well_formed(rt_ref value) {
    int64_t budget = rt_budget;
    uint32_t heap = rt_heap;
    rt_budget = FUZZ_STEPS;
    check(value);
    rt_budget = budget;
    // Checking leaves no value behind; sorting, which it may do, allocates nothing that stays.
    rt_release(heap);
    return value;
}
