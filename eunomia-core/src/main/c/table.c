// Objects and sets: entries in a row, and past eight of them an index by hash.
#include "core.h"

enum { UNINDEXED = 8 };

static uint32_t index_slots(uint32_t capacity) {
    uint32_t slots = 32;
    while (slots < capacity * 2) {
        slots *= 2;
    }
    return slots;
}

RT_APART static void make_index(rt_table *t) {
    uint32_t slots = index_slots(t->cap);
    t->index = (uint32_t) (uintptr_t) rt_alloc(slots * 4);
    t->mask = slots - 1;
    rt_table_reindex(t);
}

static inline uint32_t first_slot(const rt_table *t, uint32_t hash) { return (hash ^ (hash >> 15)) & t->mask; }

static void index_entry(rt_table *t, uint32_t number) {
    uint32_t *index = RT_PTR(uint32_t, t->index);
    uint32_t slot = first_slot(t, RT_PTR(rt_entry, t->entries)[number].hash);
    while (index[slot]) {
        slot = (slot + 1) & t->mask;
    }
    index[slot] = number + 1;
}

void rt_table_reindex(rt_table *t) {
    if (t->index) {
        __builtin_memset(RT_PTR(void, t->index), 0, (t->mask + 1) * 4);
        for (uint32_t i = 0; i < t->len; i++) {
            index_entry(t, i);
        }
    }
}

static rt_ref table_new(uint8_t type, uint32_t capacity) {
    if (capacity > UINT32_MAX / 64) {
        rt_abort("eval_memory_error: out of memory");
    }
    rt_table *t = rt_alloc((uint32_t) sizeof *t + capacity * (uint32_t) sizeof(rt_entry));
    t->h = (rt_header) {.type = type, .kind = RT_SORTED};
    t->len = 0;
    t->cap = capacity;
    t->entries = (uint32_t) (uintptr_t) (t + 1);
    t->index = 0;
    t->mask = 0;
    if (capacity > UNINDEXED) {
        make_index(t);
    }
    return (rt_ref) (uintptr_t) t;
}

rt_ref rt_object_new(uint32_t capacity) { return table_new(RT_OBJECT, capacity); }
rt_ref rt_set_new(uint32_t capacity) { return table_new(RT_SET, capacity); }

RT_APART static rt_entry *find_indexed(const rt_table *t, rt_ref key, uint32_t hash) {
    rt_entry *entries = RT_PTR(rt_entry, t->entries);
    const uint32_t *index = RT_PTR(uint32_t, t->index);
    uint32_t probes = 0;
    for (uint32_t slot = first_slot(t, hash); index[slot]; slot = (slot + 1) & t->mask) {
        rt_entry *e = entries + (index[slot] - 1);
        if (e->hash == hash && rt_equal(e->key, key)) {
            return e;
        }
        // Keys chosen to collide cost their chooser the budget.
        if ((++probes & 15) == 0) {
            rt_step(16);
        }
    }
    return 0;
}

rt_entry *rt_table_find(const rt_table *t, rt_ref key, uint32_t hash) {
    if (t->index) {
        return find_indexed(t, key, hash);
    }
    for (rt_entry *e = RT_PTR(rt_entry, t->entries), *end = e + t->len; e != end; e++) {
        if (e->hash == hash && rt_equal(e->key, key)) {
            return e;
        }
    }
    return 0;
}

RT_APART static void grow(rt_table *t) {
    uint32_t capacity = t->cap < 4 ? 4 : t->cap * 2;
    if (capacity > UINT32_MAX / 64) {
        rt_abort("eval_memory_error: out of memory");
    }
    uint32_t entry = (uint32_t) sizeof(rt_entry);
    t->entries = (uint32_t) (uintptr_t) rt_resize(RT_PTR(void, t->entries), t->cap * entry, capacity * entry);
    t->cap = capacity;
    if (capacity > UNINDEXED) {
        make_index(t);
    }
}

static void append(rt_table *t, rt_ref key, rt_ref value, uint32_t hash) {
    if (t->len == t->cap) {
        grow(t);
    }
    RT_PTR(rt_entry, t->entries)[t->len] = (rt_entry) {key, value, hash};
    if (t->len++) {
        t->h.kind &= (uint8_t) ~RT_SORTED;
    }
    t->h.hash = 0;
    if (t->index) {
        index_entry(t, t->len - 1);
    }
}

void rt_object_insert(rt_ref object, rt_ref key, rt_ref value) {
    rt_table *t = RT_PTR(rt_table, object);
    uint32_t hash = rt_hash(key);
    rt_entry *e = rt_table_find(t, key, hash);
    if (e) {
        e->value = value;
        t->h.hash = 0;
    } else {
        append(t, key, value, hash);
    }
}

bool rt_object_insert_once(rt_ref object, rt_ref key, rt_ref value) {
    rt_table *t = RT_PTR(rt_table, object);
    uint32_t hash = rt_hash(key);
    rt_entry *e = rt_table_find(t, key, hash);
    if (e) {
        return rt_equal(e->value, value);
    }
    append(t, key, value, hash);
    return true;
}

rt_ref rt_object_get(rt_ref object, rt_ref key) {
    const rt_entry *e = rt_table_find(RT_PTR(rt_table, object), key, rt_hash(key));
    return e ? e->value : 0;
}

void rt_group_value(rt_ref groups, rt_ref key, rt_ref value) {
    rt_ref group = rt_object_get(groups, key);
    if (!group) {
        group = rt_array_new(1);
        rt_object_insert(groups, key, group);
    }
    rt_array_append(group, value);
}

void rt_group_entry(rt_ref groups, rt_ref key, rt_ref entry, rt_ref value) {
    rt_ref group = rt_object_get(groups, key);
    if (!group) {
        group = rt_object_new(1);
        rt_object_insert(groups, key, group);
    }
    rt_object_insert(group, entry, value);
}

void rt_set_add(rt_ref set, rt_ref value) {
    rt_table *t = RT_PTR(rt_table, set);
    uint32_t hash = rt_hash(value);
    if (!rt_table_find(t, value, hash)) {
        append(t, value, value, hash);
    }
}

bool rt_set_has(rt_ref set, rt_ref value) {
    return rt_table_find(RT_PTR(rt_table, set), value, rt_hash(value)) != 0;
}

rt_ref rt_table_copy(rt_ref table) {
    const rt_table *from = RT_PTR(rt_table, table);
    rt_ref copy = table_new(from->h.type, from->cap);
    rt_table *to = RT_PTR(rt_table, copy);
    rt_step(from->len);
    rt_copy(RT_PTR(void, to->entries), RT_PTR(void, from->entries), from->len * (uint32_t) sizeof(rt_entry));
    to->len = from->len;
    to->h = from->h;
    rt_table_reindex(to);
    return copy;
}

void rt_table_remove(rt_ref table, rt_ref key) {
    rt_table *t = RT_PTR(rt_table, table);
    rt_entry *e = rt_table_find(t, key, rt_hash(key));
    if (e) {
        t->len--;
        for (rt_entry *end = RT_PTR(rt_entry, t->entries) + t->len; e != end; e++) {
            e[0] = e[1];
        }
        t->h.hash = 0;
        rt_table_reindex(t);
    }
}
