// Putting a table's entries in key order, once and in place.
#include "core.h"

enum { RUN = 8 };

RT_APART static void sort_run(rt_entry *entries, uint32_t len) {
    for (uint32_t i = 1; i < len; i++) {
        rt_entry e = entries[i];
        uint32_t at = i;
        while (at > 0 && rt_compare(entries[at - 1].key, e.key) > 0) {
            entries[at] = entries[at - 1];
            at--;
        }
        entries[at] = e;
    }
}

RT_APART static void merge(rt_entry *to, const rt_entry *a, const rt_entry *middle, const rt_entry *end) {
    const rt_entry *b = middle;
    while (a != middle && b != end) {
        *to++ = rt_compare(a->key, b->key) <= 0 ? *a++ : *b++;
    }
    while (a != middle) {
        *to++ = *a++;
    }
    while (b != end) {
        *to++ = *b++;
    }
}

static void merge_all(rt_entry *to, const rt_entry *from, uint32_t len, uint32_t run) {
    for (uint32_t at = 0; at < len; at += 2 * run) {
        uint32_t middle = len - at < run ? len : at + run;
        uint32_t end = len - middle < run ? len : middle + run;
        merge(to + at, from + at, from + middle, from + end);
    }
    rt_step(len);
}

RT_APART static void sort_long(rt_entry *entries, uint32_t len) {
    uint32_t mark = rt_heap, size = len * (uint32_t) sizeof(rt_entry);
    rt_entry *from = entries, *to = rt_alloc(size);
    for (uint32_t at = 0; at < len; at += RUN) {
        sort_run(entries + at, len - at < RUN ? len - at : RUN);
    }
    for (uint32_t run = RUN; run < len; run *= 2) {
        merge_all(to, from, len, run);
        rt_entry *other = from;
        from = to;
        to = other;
    }
    if (from != entries) {
        rt_copy(entries, from, size);
    }
    // Comparing sorts tables inside the keys, which leaves nothing behind either.
    rt_release(mark);
}

static bool in_order(const rt_entry *entries, uint32_t len) {
    for (uint32_t i = 1; i < len; i++) {
        if (rt_compare(entries[i - 1].key, entries[i].key) > 0) {
            return false;
        }
    }
    return true;
}

void rt_table_sort(rt_ref table) {
    rt_table *t = RT_PTR(rt_table, table);
    if (t->h.kind & RT_SORTED) {
        return;
    }
    t->h.kind |= RT_SORTED;
    rt_entry *entries = RT_PTR(rt_entry, t->entries);
    rt_step(t->len);
    if (in_order(entries, t->len)) {
        return;
    }
    if (t->len <= RUN) {
        sort_run(entries, t->len);
    } else {
        sort_long(entries, t->len);
    }
    rt_table_reindex(t);
}
