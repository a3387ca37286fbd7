// What is the same but for upper and lower case, by Unicode's simple case folding.
#include "internal.h"

#include "fold_tables.inc"

typedef struct { uint32_t first, last, stride; int32_t delta; } fold_run;

static bool next_run(const uint8_t **at, fold_run *run) {
    if (*at == fold_runs + sizeof fold_runs) {
        return false;
    }
    run->first = run->last + re_varint(at);
    uint32_t count = re_varint(at), delta = re_varint(at);
    run->stride = 1 + (count & 1);
    run->last = run->first + ((count >> 1) - 1) * run->stride;
    run->delta = delta & 1 ? -(int32_t) (delta >> 1) : (int32_t) (delta >> 1);
    return true;
}

// Adds to `to`, delta further on, those of first, first + stride, … last that are in the set.
static void add_moved(re_set *to, const re_set *set, fold_run run) {
    uint32_t low = 0, high = set->len;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (set->ranges[mid].hi < run.first) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    for (; low < set->len && set->ranges[low].lo <= run.last; low++) {
        re_range r = set->ranges[low];
        uint32_t lo = r.lo > run.first ? r.lo : run.first, hi = r.hi < run.last ? r.hi : run.last;
        uint32_t delta = (uint32_t) run.delta;
        if (run.stride == 1) {
            re_set_add(to, lo + delta, hi + delta);
            continue;
        }
        for (lo += (lo - run.first) & 1; lo <= hi; lo += 2) {
            re_set_add(to, lo + delta, lo + delta);
        }
    }
}

// What the characters fold to; or, back, what folds to them.
RT_APART static void add_folds(re_set *set, bool back) {
    const uint8_t *at = fold_runs;
    fold_run run = {0};
    re_set found = {0};
    rt_step(64 + set->len);
    while (next_run(&at, &run)) {
        fold_run from = run;
        if (back) {
            from.first += (uint32_t) run.delta;
            from.last += (uint32_t) run.delta;
            from.delta = -run.delta;
        }
        add_moved(&found, set, from);
    }
    re_set_add_all(set, &found);
    re_set_tidy(set);
}

void re_set_fold(re_set *set) {
    add_folds(set, false);
    add_folds(set, true);
}

void re_set_fold_one(re_set *set, uint32_t cp) {
    re_set_add(set, cp, cp);
    if (cp >= 0x80 || cp == 'k' || cp == 'K' || cp == 's' || cp == 'S') {
        re_set_fold(set);
    } else if ((cp | 0x20) - 'a' < 26) {
        re_set_add(set, cp ^ 0x20, cp ^ 0x20);
        re_set_tidy(set);
    }
}
