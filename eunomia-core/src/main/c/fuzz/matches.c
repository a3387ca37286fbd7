// Whether the builtins, and a backtracking search, have these matches.
#include "matches.h"

#include "backtrack.h"

#include <string.h>

rt_ref bi_regex__find_all_string_submatch_n(rt_ref, rt_ref, rt_ref);
rt_ref bi_regex__find_n(rt_ref, rt_ref, rt_ref);
rt_ref bi_regex__replace(rt_ref, rt_ref, rt_ref);
rt_ref bi_regex__split(rt_ref, rt_ref);

static bool is_part(rt_ref got, rt_ref text, const uint32_t *places) {
    uint32_t len = places[0] == RE_NOWHERE ? 0 : places[1] - places[0];
    return bi_size(got) == len && (len == 0 || memcmp(bi_bytes(got), bi_bytes(text) + places[0], len) == 0);
}

void matches_check_found(rt_ref pattern, rt_ref text, const matches *all, uint32_t limit) {
    rt_ref n = limit < 8 ? SMALL(limit) : SMALL(-1);
    uint32_t count = limit < 8 && limit < all->count ? limit : all->count;
    rt_ref found = fuzz_well_formed(fuzz_note("found", bi_regex__find_n(pattern, text, n)));
    rt_ref groups = fuzz_well_formed(fuzz_note("groups", bi_regex__find_all_string_submatch_n(pattern, text, n)));
    HOLDS(bi_array_len(found) == count && bi_array_len(groups) == count);
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t *places = all->places + i * all->slots;
        HOLDS(is_part(bi_elem(found, i), text, places));
        HOLDS(bi_array_len(bi_elem(groups, i)) == all->slots / 2);
        for (uint32_t k = 0; k < all->slots; k += 2) {
            HOLDS(is_part(bi_elem(bi_elem(groups, i), k / 2), text, places + k));
        }
    }
}

void matches_check_split(rt_ref pattern, rt_ref text, const matches *all) {
    rt_ref parts = fuzz_well_formed(fuzz_note("parts", bi_regex__split(pattern, text)));
    rt_buffer joined = {0};
    uint32_t taken = 0;
    for (uint32_t i = 0; i <= all->count; i++) {
        const uint32_t *places = all->places + i * all->slots;
        // Nothing is in front of what is empty at the begin, nor behind what is empty at the end.
        bool is_last = i == all->count, is_first = !is_last && places[1] == 0 && bi_size(text) > 0;
        if (!is_first && taken < bi_array_len(parts)) {
            rt_buffer_add(&joined, bi_bytes(bi_elem(parts, taken)), bi_size(bi_elem(parts, taken)));
            taken++;
        }
        if (!is_last) {
            rt_buffer_add(&joined, bi_bytes(text) + places[0], places[1] - places[0]);
        }
    }
    HOLDS(taken == bi_array_len(parts) && rt_equal(rt_buffer_string(&joined), text));
}

void matches_check_replaced(rt_ref pattern, rt_ref text, const matches *all) {
    HOLDS(rt_equal(fuzz_note("all", bi_regex__replace(text, pattern, LITERAL("$0"))), text));
    HOLDS(rt_equal(fuzz_note("braces", bi_regex__replace(text, pattern, LITERAL("${0}"))), text));
    rt_buffer want = {0};
    uint32_t copied = 0;
    for (uint32_t i = 0; i < all->count; i++) {
        const uint32_t *places = all->places + i * all->slots;
        rt_buffer_add(&want, bi_bytes(text) + copied, places[0] - copied);
        rt_buffer_add_str(&want, "<$");
        if (all->slots > 2 && places[2] != RE_NOWHERE) {
            rt_buffer_add(&want, bi_bytes(text) + places[2], places[3] - places[2]);
        }
        rt_buffer_add_str(&want, ">");
        copied = places[1];
    }
    rt_buffer_add(&want, bi_bytes(text) + copied, bi_size(text) - copied);
    rt_ref got = fuzz_note("replaced", bi_regex__replace(text, pattern, LITERAL("<$$${1}>")));
    HOLDS(rt_equal(fuzz_well_formed(got), rt_buffer_string(&want)));
}

void matches_check_backtracking(rt_ref pattern, rt_ref text, bool is_valid, const matches *all) {
    static bt_search b;
    if (!bt_read(&b, pattern, text)) {
        return;
    }
    HOLDS(is_valid && all->slots == 2 * (b.groups + 1));
    uint32_t count = 0;
    for (uint32_t from = 0; from <= b.text_n && bt_find(&b, from); count++) {
        if (count > 0 && b.places[1] == from && !bt_find(&b, from + 1)) { // nothing, right behind the last match
            break;
        }
        HOLDS(count < all->count);
        for (uint32_t i = 0; i < all->slots; i++) {
            uint32_t want = b.places[i] == BT_NOWHERE ? RE_NOWHERE : b.bytes_at[b.places[i]];
            HOLDS(all->places[count * all->slots + i] == want);
        }
        from = b.places[1];
    }
    HOLDS(count == all->count);
}
