// What cuts, joins, searches and replaces, on four lines of text: a text, two pieces, and a row of characters.
#define _GNU_SOURCE // memmem
#include "fuzz.h"

#include <string.h>

rt_ref bi_concat(rt_ref, rt_ref);
rt_ref bi_contains(rt_ref, rt_ref);
rt_ref bi_endswith(rt_ref, rt_ref);
rt_ref bi_indexof(rt_ref, rt_ref);
rt_ref bi_indexof_n(rt_ref, rt_ref);
rt_ref bi_lower(rt_ref);
rt_ref bi_replace(rt_ref, rt_ref, rt_ref);
rt_ref bi_split(rt_ref, rt_ref);
rt_ref bi_startswith(rt_ref, rt_ref);
rt_ref bi_strings__any_prefix_match(rt_ref, rt_ref);
rt_ref bi_strings__any_suffix_match(rt_ref, rt_ref);
rt_ref bi_strings__count(rt_ref, rt_ref);
rt_ref bi_strings__replace_n(rt_ref, rt_ref);
rt_ref bi_strings__reverse(rt_ref);
rt_ref bi_substring(rt_ref, rt_ref, rt_ref);
rt_ref bi_trim(rt_ref, rt_ref);
rt_ref bi_trim_left(rt_ref, rt_ref);
rt_ref bi_trim_prefix(rt_ref, rt_ref);
rt_ref bi_trim_right(rt_ref, rt_ref);
rt_ref bi_trim_space(rt_ref);
rt_ref bi_trim_suffix(rt_ref, rt_ref);
rt_ref bi_upper(rt_ref);

static rt_ref joined(rt_ref a, rt_ref b) {
    rt_buffer text = {0};
    rt_buffer_add(&text, bi_bytes(a), bi_size(a));
    rt_buffer_add(&text, bi_bytes(b), bi_size(b));
    return rt_buffer_string(&text);
}

static void same(rt_ref a, rt_ref b) {
    fuzz_well_formed(fuzz_note("left", a));
    fuzz_well_formed(fuzz_note("right", b));
    HOLDS(rt_equal(a, b) && rt_hash(a) == rt_hash(b));
}

// The first place of the piece in the text, in bytes; -1 if there is none.
static int64_t place_of(rt_ref text, rt_ref piece) {
    const char *found = memmem(bi_bytes(text), bi_size(text), bi_bytes(piece), bi_size(piece));
    return found ? found - bi_bytes(text) : -1;
}

static void check_search(rt_ref text, rt_ref piece) {
    int64_t at = place_of(text, piece);
    HOLDS(bi_contains(text, piece) == rt_bool(at >= 0));
    rt_ref index = bi_indexof(text, piece), all = bi_indexof_n(text, piece);
    HOLDS((index != 0) == (bi_size(piece) > 0) && (all != 0) == (index != 0));
    if (!index) {
        return;
    }
    int64_t want = at < 0 ? -1 : (int64_t) rt_utf8_count(bi_bytes(text), (uint32_t) at);
    HOLDS(rt_equal(index, rt_number_int(want)));
    HOLDS((bi_array_len(all) > 0) == (at >= 0));
    rt_ref length = rt_len_ref(piece);
    for (uint32_t i = 0; i < bi_array_len(all); i++) {
        same(bi_substring(text, bi_elem(all, i), length), piece);
        HOLDS(i == 0 ? rt_equal(bi_elem(all, 0), index) : rt_compare(bi_elem(all, i - 1), bi_elem(all, i)) < 0);
    }
}

static void check_parts(rt_ref text, rt_ref piece, rt_ref other) {
    rt_ref parts = fuzz_well_formed(fuzz_note("parts", bi_split(text, piece)));
    same(bi_concat(piece, parts), text);
    if (bi_size(piece) == 0) {
        HOLDS(bi_array_len(parts) == rt_len(text));
        return;
    }
    HOLDS(rt_equal(bi_strings__count(text, piece), rt_number_int((int64_t) bi_array_len(parts) - 1)));
    same(bi_replace(text, piece, other), bi_concat(other, parts));
    rt_ref only = rt_object_new(1);
    rt_object_insert(only, piece, other);
    same(bi_strings__replace_n(only, text), bi_concat(other, parts));
    same(bi_replace(text, piece, piece), text);
    for (uint32_t i = 0; i < bi_array_len(parts); i++) {
        HOLDS(place_of(bi_elem(parts, i), piece) < 0);
    }
}

static void check_ends(rt_ref text, rt_ref piece) {
    bool starts = bi_startswith(text, piece) == rt_true, ends = bi_endswith(text, piece) == rt_true;
    HOLDS(bi_startswith(joined(piece, text), piece) == rt_true && bi_endswith(joined(text, piece), piece) == rt_true);
    rt_ref without = bi_trim_prefix(text, piece), cut = bi_trim_suffix(text, piece);
    same(starts ? joined(piece, without) : without, text);
    same(ends ? joined(cut, piece) : cut, text);
    rt_ref pieces = rt_array_new(2);
    rt_array_append(pieces, joined(text, piece));
    rt_array_append(pieces, piece);
    bool longer = bi_size(piece) == 0;
    HOLDS(bi_strings__any_prefix_match(text, pieces) == rt_bool(starts || longer));
    HOLDS(bi_strings__any_suffix_match(text, piece) == rt_bool(ends));
}

static void check_trims(rt_ref text, rt_ref cutset) {
    rt_ref left = bi_trim_left(text, cutset), right = bi_trim_right(text, cutset), both = bi_trim(text, cutset);
    same(bi_trim_right(left, cutset), both);
    same(bi_trim_left(right, cutset), both);
    same(bi_trim(both, cutset), both);
    HOLDS(bi_endswith(text, left) == rt_true && bi_startswith(text, right) == rt_true);
    rt_ref first = bi_substring(both, rt_number_int(0), rt_number_int(1));
    HOLDS(bi_size(first) == 0 || place_of(cutset, first) < 0);
    rt_ref bare = bi_trim_space(text);
    same(bi_trim_space(bare), bare);
    HOLDS(place_of(text, bare) >= 0);
}

static void check_case(rt_ref text) {
    rt_ref lower = bi_lower(text), upper = bi_upper(text);
    same(bi_lower(lower), lower);
    same(bi_upper(upper), upper);
    HOLDS(rt_len(lower) == rt_len(text) && rt_len(upper) == rt_len(text));
    for (uint32_t i = 0; i < bi_size(upper); i++) {
        HOLDS(bi_bytes(upper)[i] < 'a' || bi_bytes(upper)[i] > 'z');
    }
}

static void check_cuts(rt_ref text) {
    rt_ref all = rt_number_int(-1), zero = rt_number_int(0);
    same(bi_substring(text, zero, all), text);
    same(bi_strings__reverse(bi_strings__reverse(text)), text);
    uint32_t n = rt_len(text);
    rt_ref reversed = bi_strings__reverse(text), characters = bi_split(text, fuzz_string(""));
    for (uint32_t i = 0; i <= n && i < 40; i++) {
        rt_ref at = rt_number_int(i);
        same(joined(bi_substring(text, zero, at), bi_substring(text, at, all)), text);
        if (i < n) {
            same(bi_substring(text, at, rt_number_int(1)), bi_elem(characters, i));
            same(bi_substring(reversed, rt_number_int(n - 1 - i), rt_number_int(1)), bi_elem(characters, i));
        }
    }
}

void fuzz_target(fuzz_input *in) {
    rt_ref text = fuzz_line(in), piece = fuzz_line(in), other = fuzz_line(in), cutset = fuzz_rest(in);
    HOLDS(fuzz_is_utf8(bi_bytes(text), bi_size(text)));
    check_search(text, piece);
    check_parts(text, piece, other);
    check_ends(text, piece);
    check_trims(text, cutset);
    check_case(text);
    check_cuts(text);
    rt_ref patterns = rt_object_new(3);
    rt_object_insert(patterns, piece, other);
    rt_object_insert(patterns, other, cutset);
    fuzz_well_formed(bi_strings__replace_n(patterns, text));
    fuzz_well_formed(bi_replace(text, piece, other));
}
