// json.patch, json.filter, json.remove and the changes that hosts make to data, on four lines: a document, a patch, a
// path and a value.
#include "fuzz.h"

#include <string.h>

rt_ref bi_json__filter(rt_ref, rt_ref);
rt_ref bi_json__patch(rt_ref, rt_ref);
rt_ref bi_json__remove(rt_ref, rt_ref);
rt_ref bi_object__union(rt_ref, rt_ref);
uint32_t opa_value_add_path(rt_ref base, rt_ref path, rt_ref value);
uint32_t opa_value_remove_path(rt_ref base, rt_ref path);

static void put(rt_ref object, const char *key, rt_ref value) { rt_object_insert(object, fuzz_string(key), value); }

// What one operation makes of the document.
static rt_ref patched(rt_ref document, const char *op, rt_ref path, rt_ref value) {
    rt_ref operation = rt_object_new(3), operations = rt_array_new(1);
    put(operation, "op", fuzz_string(op));
    put(operation, "path", path);
    put(operation, "value", value);
    rt_array_append(operations, operation);
    return fuzz_note(op, bi_json__patch(document, operations));
}

static void same(rt_ref a, rt_ref b) {
    HOLDS(fuzz_note("left", a) && fuzz_note("right", b));
    fuzz_well_formed(a);
    fuzz_well_formed(b);
    HOLDS(rt_equal(a, b));
}

static bool is_whole(rt_ref path) {
    return rt_is(path, RT_STRING) ? bi_size(path) == 0 : bi_array_len(path) == 0;
}

static void check_operations(rt_ref document, rt_ref path, rt_ref value) {
    rt_ref added = patched(document, "add", path, value), replaced = patched(document, "replace", path, value);
    rt_ref removed = patched(document, "remove", path, rt_null);
    if (added) {
        fuzz_well_formed(added);
        // "-" is the end, where nothing is to be found yet; in a set the key is what is added.
        rt_ref tested = patched(added, "test", path, value);
        HOLDS(!tested || rt_equal(tested, added));
    }
    if (replaced) {
        fuzz_well_formed(replaced);
        HOLDS(removed || is_whole(path)); // nothing is left when all of it goes
    }
    if (removed) {
        fuzz_well_formed(removed);
        HOLDS(!rt_equal(removed, document));
    }
}

static rt_ref several(rt_ref path) {
    rt_ref paths = rt_array_new(1);
    rt_array_append(paths, path);
    return paths;
}

static void check_selection(rt_ref document, rt_ref path) {
    rt_ref kept = bi_json__filter(document, several(path)), left = bi_json__remove(document, several(path));
    if (kept) {
        fuzz_well_formed(fuzz_note("kept", kept));
    }
    if (left) {
        fuzz_well_formed(fuzz_note("left", left));
    }
    if (kept && left && rt_is(document, RT_OBJECT) && rt_is(path, RT_ARRAY) && bi_array_len(path) == 1) {
        same(bi_object__union(kept, left), document);
    }
}

// Changes its first operand, as the host does with data: a copy that shares nothing.
static rt_ref own_copy(rt_ref value) {
    rt_buffer text = fuzz_text(value, RT_TERM);
    return rt_json_read(text.bytes, text.len, RT_TERM);
}

static void check_data(rt_ref document, rt_ref path, rt_ref value) {
    rt_ref data = own_copy(document);
    rt_hash(data);
    if (opa_value_add_path(data, path, value) == 0) {
        rt_ref at = fuzz_well_formed(fuzz_note("data", data));
        for (uint32_t i = 0; i < bi_array_len(path); i++) {
            at = rt_get(at, bi_elem(path, i));
        }
        HOLDS(at == value);
        HOLDS(opa_value_remove_path(data, path) == 0);
        fuzz_well_formed(data);
        rt_buffer first = fuzz_text(data, RT_TERM);
        HOLDS(opa_value_remove_path(data, path) == 0); // there is nothing any more, which is no error
        rt_buffer second = fuzz_text(data, RT_TERM);
        HOLDS(fuzz_same_text(&first, &second));
    } else {
        fuzz_well_formed(data);
        opa_value_remove_path(data, path);
        fuzz_well_formed(data);
    }
}

void fuzz_target(fuzz_input *in) {
    rt_ref document = fuzz_term(in), operations = fuzz_term(in), path = fuzz_term(in), value = fuzz_term(in);
    if (!document) {
        return;
    }
    rt_buffer before = fuzz_text(document, RT_TERM);
    if (operations) {
        rt_ref result = fuzz_note("result", bi_json__patch(document, operations));
        HOLDS(!result || fuzz_well_formed(result));
    }
    if (path && value) {
        check_operations(document, path, value);
        check_selection(document, path);
        check_data(document, path, value);
    }
    rt_buffer after = fuzz_text(fuzz_well_formed(document), RT_TERM);
    HOLDS(fuzz_same_text(&before, &after));
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, uint32_t seed) {
    fuzz_input line = {(char *) data, (char *) data + size};
    for (uint32_t skip = seed >> 16 & 3; skip && memchr(line.at, '\n', (size_t) (line.end - line.at)); skip--) {
        line.at = (char *) memchr(line.at, '\n', (size_t) (line.end - line.at)) + 1;
    }
    const char *end = memchr(line.at, '\n', (size_t) (line.end - line.at));
    line.end = end ? end : line.end;
    return fuzz_mutate_term(data, size, most, line, seed);
}
