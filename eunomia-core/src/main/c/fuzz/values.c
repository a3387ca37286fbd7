// Values built byte by byte, in many orders and spellings: one order, one equality and one hash for all of them, and
// what collections do to each other.
#include "fuzz.h"

rt_ref bi_and(rt_ref, rt_ref);
rt_ref bi_array__concat(rt_ref, rt_ref);
rt_ref bi_array__reverse(rt_ref);
rt_ref bi_array__slice(rt_ref, rt_ref, rt_ref);
rt_ref bi_cast_array(rt_ref);
rt_ref bi_cast_set(rt_ref);
rt_ref bi_intersection(rt_ref);
rt_ref bi_internal__member_2(rt_ref, rt_ref);
rt_ref bi_max(rt_ref);
rt_ref bi_min(rt_ref);
rt_ref bi_minus(rt_ref, rt_ref);
rt_ref bi_object__filter(rt_ref, rt_ref);
rt_ref bi_object__get(rt_ref, rt_ref, rt_ref);
rt_ref bi_object__keys(rt_ref);
rt_ref bi_object__remove(rt_ref, rt_ref);
rt_ref bi_object__subset(rt_ref, rt_ref);
rt_ref bi_object__union(rt_ref, rt_ref);
rt_ref bi_object__union_n(rt_ref);
rt_ref bi_or(rt_ref, rt_ref);
rt_ref bi_sort(rt_ref);
rt_ref bi_union(rt_ref);
rt_ref bi_walk(rt_ref);

enum { POOL = 64, MOST_VALUES = 24, DEPTH = 4, MOST_SHARED = 32 };

// Values that were made are put in other places again, if they are small: how large all is must not grow with the depth.
typedef struct { rt_ref value; uint32_t parts; } shared;
typedef struct { fuzz_input *in; shared pool[POOL]; uint32_t made, parts; } builder;

static rt_ref number(builder *b) {
    static const char *const spellings[] = {"0", "-0", "0.0", "1", "1.0", "1e0", "10e-1", "-1", "0.1", "1e-1", "1e30",
        "1000000000000000000000000000000", "1073741823", "1073741824", "-1073741825", "1073741824.0", "9223372036854775807",
        "9223372036854775808", "-9223372036854775808", "9.223372036854775808e18", "1e400", "1e-400"};
    enum { SPELLINGS = sizeof spellings / sizeof *spellings };
    uint32_t which = fuzz_byte(b->in);
    if (which >= SPELLINGS) {
        return rt_number_int((int64_t) which - 128);
    }
    rt_ref spelled = fuzz_string(spellings[which]);
    return rt_number_parse(bi_bytes(spelled), bi_size(spelled));
}

static rt_ref string(builder *b) {
    // "Aa" and "BB" have one hash, and so has everything made of them in pairs.
    static const char *const parts[] = {"a", "b", "Aa", "BB", "\xc3\xa9", "\xf0\x9f\x98\x80", "", "0123456789"};
    rt_buffer text = {0};
    for (uint32_t n = fuzz_below(b->in, 5); n; n--) {
        rt_buffer_add_str(&text, parts[fuzz_below(b->in, 8)]);
    }
    return rt_buffer_string(&text);
}

static rt_ref build(builder *b, uint32_t depth);

static rt_ref collection(builder *b, uint32_t kind, uint32_t depth) {
    uint32_t n = fuzz_below(b->in, 24), room = fuzz_below(b->in, 16);
    rt_ref made = kind == RT_ARRAY ? rt_array_new(room) : kind == RT_SET ? rt_set_new(room) : rt_object_new(room);
    for (; n && b->in->at < b->in->end; n--) {
        rt_ref value = build(b, depth - 1);
        if (kind == RT_ARRAY) {
            rt_array_append(made, value);
        } else if (kind == RT_SET) {
            rt_set_add(made, value);
        } else {
            rt_object_insert(made, value, build(b, depth - 1));
        }
    }
    return made;
}

static rt_ref again(builder *b) {
    const shared *s = &b->pool[b->made ? fuzz_byte(b->in) % b->made : 0];
    b->parts += s->parts;
    return b->made ? s->value : rt_null;
}

static rt_ref build(builder *b, uint32_t depth) {
    uint32_t what = fuzz_below(b->in, depth ? 10 : 6), before = b->parts++;
    rt_ref made;
    switch (what) {
        case 0: return rt_null;
        case 1: return rt_bool(fuzz_below(b->in, 2));
        case 2: made = number(b); break;
        case 3: made = string(b); break;
        case 4: return rt_number_int((int64_t) fuzz_byte(b->in) - 100);
        case 5: return again(b);
        case 6:
        case 7: made = collection(b, RT_ARRAY, depth); break;
        case 8: made = collection(b, RT_OBJECT, depth); break;
        default: made = collection(b, RT_SET, depth); break;
    }
    if (b->made < POOL && b->parts - before <= MOST_SHARED) {
        b->pool[b->made++] = (shared) {made, b->parts - before};
    }
    return made;
}

static void same(rt_ref a, rt_ref b) {
    fuzz_well_formed(fuzz_note("left", a));
    fuzz_well_formed(fuzz_note("right", b));
    HOLDS(rt_equal(a, b) && rt_compare(a, b) == 0 && rt_hash(a) == rt_hash(b));
}

static int32_t sign(int32_t order) { return order < 0 ? -1 : order > 0; }

static void check_pair(rt_ref a, rt_ref b) {
    fuzz_note("a", a);
    fuzz_note("b", b);
    int32_t order = sign(rt_compare(a, b));
    HOLDS(sign(rt_compare(b, a)) == -order);
    HOLDS(rt_equal(a, b) == (order == 0) && rt_equal(b, a) == (order == 0));
    HOLDS(order != 0 || rt_hash(a) == rt_hash(b));
    HOLDS(order == 0 || rt_type_of(a) == rt_type_of(b) || (order < 0) == (rt_type_of(a) < rt_type_of(b)));
}

static void check_order(const rt_ref *v, uint32_t n) {
    for (uint32_t i = 0; i < n * n; i++) {
        check_pair(v[i / n], v[i % n]);
    }
    for (uint32_t i = 0; i + 2 < n; i++) {
        for (uint32_t k = 0; k < n; k++) {
            bool ascending = rt_compare(v[i], v[k]) <= 0 && rt_compare(v[k], v[i + 1]) <= 0;
            HOLDS(!ascending || rt_compare(v[i], v[i + 1]) <= 0);
        }
    }
}

static void check_sorted(const rt_ref *v, uint32_t n) {
    rt_ref array = rt_array_new(0), set = rt_set_new(0);
    for (uint32_t i = 0; i < n; i++) {
        rt_array_append(array, v[i]);
        rt_set_add(set, v[n - 1 - i]);
    }
    rt_ref sorted = fuzz_well_formed(fuzz_note("sorted", bi_sort(array)));
    HOLDS(bi_array_len(sorted) == n);
    for (uint32_t i = 1; i < n; i++) {
        HOLDS(rt_compare(bi_elem(sorted, i - 1), bi_elem(sorted, i)) <= 0);
    }
    same(bi_cast_set(sorted), set);
    same(bi_cast_set(array), set);
    same(bi_cast_array(set), bi_sort(bi_cast_array(set)));
    same(bi_array__reverse(bi_array__reverse(array)), array);
    if (n) {
        same(bi_min(array), bi_elem(sorted, 0));
        same(bi_max(set), bi_elem(sorted, n - 1));
    }
    rt_ref middle = rt_number_int(n / 2), end = rt_number_int(n);
    same(bi_array__concat(bi_array__slice(array, rt_number_int(0), middle), bi_array__slice(array, middle, end)), array);
    for (uint32_t i = 0; i < n; i++) {
        HOLDS(rt_set_has(set, v[i]) && bi_internal__member_2(v[i], array) == rt_true);
    }
}

static rt_ref pair_of(rt_ref a, rt_ref b) {
    rt_ref set = rt_set_new(2);
    rt_set_add(set, a);
    rt_set_add(set, b);
    return set;
}

static void check_sets(rt_ref a, rt_ref b) {
    rt_ref both = bi_and(a, b), any = bi_or(a, b), only_a = bi_minus(a, b), only_b = bi_minus(b, a);
    same(both, bi_and(b, a));
    same(any, bi_or(b, a));
    same(bi_or(bi_or(only_a, both), only_b), any);
    HOLDS(bi_table_len(only_a) + bi_table_len(both) == bi_table_len(a));
    HOLDS(bi_table_len(bi_and(only_a, b)) == 0);
    same(bi_union(pair_of(a, b)), any);
    same(bi_intersection(pair_of(a, b)), both);
    HOLDS(bi_object__subset(a, both) == rt_true && bi_object__subset(any, b) == rt_true);
    for (uint32_t i = 0; i < bi_table_len(any); i++) {
        rt_ref element = bi_entry(any, i)->key;
        HOLDS(rt_set_has(a, element) || rt_set_has(b, element));
        HOLDS(rt_set_has(both, element) == (rt_set_has(a, element) && rt_set_has(b, element)));
    }
}

static void check_objects(rt_ref a, rt_ref b) {
    rt_ref merged = fuzz_well_formed(fuzz_note("merged", bi_object__union(a, b)));
    rt_ref keys_a = bi_object__keys(a), keys_b = bi_object__keys(b);
    same(bi_object__keys(merged), bi_or(keys_a, keys_b));
    rt_ref kept = bi_object__filter(a, keys_b), removed = bi_object__remove(a, b);
    same(bi_object__union(kept, removed), a);
    same(bi_object__keys(kept), bi_and(keys_a, keys_b));
    same(bi_object__keys(removed), bi_minus(keys_a, keys_b));
    rt_ref two = rt_array_new(2);
    rt_array_append(two, a);
    rt_array_append(two, b);
    same(bi_object__union_n(two), merged);
    for (uint32_t i = 0; i < bi_table_len(merged); i++) {
        const rt_entry *e = bi_entry(merged, i);
        rt_ref in_a = rt_object_get(a, e->key), in_b = rt_object_get(b, e->key);
        if (!in_a || !in_b) {
            HOLDS(e->value == (in_a ? in_a : in_b));
        } else if (!rt_is(in_a, RT_OBJECT) || !rt_is(in_b, RT_OBJECT)) {
            same(e->value, in_b);
        } else {
            same(e->value, bi_object__union(in_a, in_b));
        }
    }
}

// Every path that walk gives leads to its value, and there is one for each value of the document.
static uint32_t parts(rt_ref v) {
    uint32_t count = 1, n = rt_scan(v);
    for (uint32_t i = 0; i < n; i++) {
        count += parts(rt_scan_value(v, i));
    }
    return count;
}

static void check_walk(rt_ref v) {
    rt_ref all = fuzz_note("all", bi_walk(v));
    HOLDS(bi_array_len(all) == parts(v));
    for (uint32_t i = 0; i < bi_array_len(all); i++) {
        rt_ref path = bi_elem(bi_elem(all, i), 0), at = v;
        for (uint32_t k = 0; k < bi_array_len(path); k++) {
            at = rt_get(at, bi_elem(path, k));
        }
        HOLDS(at == bi_elem(bi_elem(all, i), 1));
        if (rt_is(v, RT_OBJECT)) {
            HOLDS(bi_object__get(v, path, 0) == at);
        }
    }
}

// Put in once, and taken out again one by one, in another order.
static void check_removal(rt_ref object) {
    rt_ref copy = rt_table_copy(object), again = rt_object_new(0);
    for (uint32_t i = bi_table_len(object); i-- > 0;) {
        const rt_entry *e = bi_entry(object, i);
        HOLDS(rt_object_insert_once(again, e->key, e->value) && rt_object_insert_once(again, e->key, e->value));
        HOLDS(rt_object_insert_once(again, e->key, rt_null) == rt_equal(e->value, rt_null));
    }
    same(copy, object);
    same(again, object);
    for (uint32_t i = 0; i < bi_table_len(object); i++) {
        rt_ref key = bi_entry(object, i)->key;
        rt_table_remove(copy, key);
        HOLDS(!rt_object_get(copy, key) && bi_table_len(copy) + i + 1 == bi_table_len(object));
        fuzz_well_formed(copy);
    }
    same(copy, rt_object_new(0));
}

static void check_with(rt_ref base, rt_ref key, rt_ref value) {
    rt_ref path[] = {key, value}, copy = fuzz_well_formed(rt_with(base, path, 2, base));
    HOLDS(rt_equal(rt_get(rt_get(copy, key), value), base));
}

void fuzz_target(fuzz_input *in) {
    builder b = {.in = in};
    rt_ref v[MOST_VALUES];
    uint32_t n = 0;
    while (n < MOST_VALUES && in->at < in->end) {
        v[n] = fuzz_well_formed(build(&b, DEPTH));
        n++;
    }
    check_order(v, n);
    check_sorted(v, n);
    for (uint32_t i = 0; i < n; i++) {
        rt_ref next = v[(i + 1) % n];
        check_walk(v[i]);
        check_with(v[i], next, v[(i + 2) % n]);
        if (rt_is(v[i], RT_OBJECT)) {
            check_removal(v[i]);
        }
        if (rt_is(v[i], RT_SET) && rt_is(next, RT_SET)) {
            check_sets(v[i], next);
        } else if (rt_is(v[i], RT_OBJECT) && rt_is(next, RT_OBJECT)) {
            check_objects(v[i], next);
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        rt_buffer text = fuzz_text(fuzz_well_formed(v[i]), RT_TERM);
        same(rt_json_read(text.bytes, text.len, RT_TERM), v[i]);
    }
}
