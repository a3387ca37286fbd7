// Sets of code points, as ranges.
#include "internal.h"

void re_set_add(re_set *set, uint32_t lo, uint32_t hi) {
    if (set->len > 0) {
        re_range *last = &set->ranges[set->len - 1];
        if (lo <= last->hi + 1 && last->lo <= hi + 1) {
            last->lo = lo < last->lo ? lo : last->lo;
            last->hi = hi > last->hi ? hi : last->hi;
            return;
        }
    }
    if (set->len == set->cap) {
        uint32_t cap = set->cap ? 2 * set->cap : 4, unit = sizeof(re_range);
        set->ranges = rt_resize(set->ranges, set->cap * unit, cap * unit);
        set->cap = cap;
    }
    set->ranges[set->len++] = (re_range) {lo, hi};
}

void re_set_add_all(re_set *set, const re_set *other) {
    rt_step(1 + (other->len >> 2));
    for (uint32_t i = 0; i < other->len; i++) {
        re_set_add(set, other->ranges[i].lo, other->ranges[i].hi);
    }
}

static void sift_down(re_range *ranges, uint32_t at, uint32_t len) {
    re_range moved = ranges[at];
    for (uint32_t child; (child = 2 * at + 1) < len; at = child) {
        child += child + 1 < len && ranges[child + 1].lo > ranges[child].lo;
        if (ranges[child].lo <= moved.lo) {
            break;
        }
        ranges[at] = ranges[child];
    }
    ranges[at] = moved;
}

RT_APART static void sort(re_range *ranges, uint32_t len) {
    rt_step(len);
    for (uint32_t i = len / 2; i-- > 0;) {
        sift_down(ranges, i, len);
    }
    for (uint32_t end = len; end-- > 1;) {
        re_range top = ranges[0];
        ranges[0] = ranges[end];
        ranges[end] = top;
        sift_down(ranges, 0, end);
    }
}

static bool is_tidy(const re_set *set) {
    for (uint32_t i = 1; i < set->len; i++) {
        if (set->ranges[i].lo <= set->ranges[i - 1].hi + 1) {
            return false;
        }
    }
    return true;
}

void re_set_tidy(re_set *set) {
    rt_step(1 + (set->len >> 2));
    if (is_tidy(set)) {
        return;
    }
    sort(set->ranges, set->len);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < set->len; i++) {
        re_range *last = &set->ranges[kept - 1], next = set->ranges[i];
        if (next.lo > last->hi + 1) {
            set->ranges[kept++] = next;
        } else if (next.hi > last->hi) {
            last->hi = next.hi;
        }
    }
    set->len = kept;
}

void re_set_negate(re_set *set) {
    re_set result = {0};
    uint32_t from = 0;
    rt_step(1 + (set->len >> 2));
    for (uint32_t i = 0; i < set->len; i++) {
        if (set->ranges[i].lo > from) {
            re_set_add(&result, from, set->ranges[i].lo - 1);
        }
        from = set->ranges[i].hi + 1;
    }
    if (from <= RE_LAST_CODE_POINT) {
        re_set_add(&result, from, RE_LAST_CODE_POINT);
    }
    *set = result;
}

bool re_set_has(const re_range *ranges, uint32_t len, uint32_t cp) {
    uint32_t low = 0, high = len;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (cp < ranges[mid].lo) {
            high = mid;
        } else if (cp > ranges[mid].hi) {
            low = mid + 1;
        } else {
            return true;
        }
    }
    return false;
}
