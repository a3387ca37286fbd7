// Which definitions of a rule a value selects: a constant table says so, with an offset for each case, 0 for all other values.
#include "core.h"

// `cases` is an object from null, booleans, numbers and strings to offsets.
uint32_t rt_case(rt_ref cases, rt_ref value) {
    if (!value || rt_type_of(value) > RT_STRING) {
        return 0; // not in the table, and its hash may be long to work out
    }
    const rt_entry *found = rt_table_find(RT_PTR(rt_table, cases), value, rt_hash(value));
    return found ? (uint32_t) rt_small_value(found->value) : 0;
}

static inline bool starts_with(const rt_string *text, const rt_string *prefix) {
    return text->len >= prefix->len && rt_bytes_equal(text->bytes, prefix->bytes, prefix->len);
}

// `cases` is an array: the offset for what is no string, then prefixes in order, each as three elements: itself, the number
// of the longest prefix that begins it, or -1, and the offset for what it is the longest prefix of.
uint32_t rt_prefix_case(rt_ref cases, rt_ref value) {
    const rt_array *table = RT_PTR(rt_array, cases);
    const rt_ref *elems = RT_PTR(rt_ref, table->elems), *prefixes = elems + 1;
    if (!rt_is(value, RT_STRING)) {
        return value ? (uint32_t) rt_small_value(elems[0]) : 0;
    }
    const rt_string *text = RT_PTR(rt_string, value);
    int32_t low = 0, high = (int32_t) table->len / 3;
    while (low < high) {
        int32_t middle = (low + high) / 2;
        const rt_string *prefix = RT_PTR(rt_string, prefixes[3 * middle]);
        if (rt_bytes_compare(prefix->bytes, prefix->len, text->bytes, text->len) <= 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    // What begins the text begins all that is in order between itself and the text, too.
    for (int32_t at = low - 1; at >= 0; at = rt_small_value(prefixes[3 * at + 1])) {
        if (starts_with(text, RT_PTR(rt_string, prefixes[3 * at]))) {
            return (uint32_t) rt_small_value(prefixes[3 * at + 2]);
        }
    }
    return 0;
}
