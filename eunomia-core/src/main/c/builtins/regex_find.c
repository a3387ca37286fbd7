// All matches of a pattern, and what is between them.
#include "regex.h"

static re_search search_of(const re_program *program, rt_ref text, uint32_t slots) {
    return re_search_of(program, bi_bytes(text), bi_size(text), slots);
}

static rt_ref part(rt_ref text, uint32_t from, uint32_t to) {
    return from == RE_NOWHERE ? LITERAL("") : rt_string_new(bi_bytes(text) + from, to - from);
}

static void append(rt_ref array, rt_ref value) {
    rt_step(1);
    rt_array_append(array, value);
}

rt_ref bi_regex__find_n(rt_ref pattern, rt_ref text, rt_ref number) {
    static const char name[] = "regex.find_n";
    int64_t limit;
    NEED_STRING(pattern, name, 1);
    NEED_STRING(text, name, 2);
    NEED_INT(number, name, 3, &limit);
    re_program *program = bi_regex(pattern, name);
    if (!program) {
        return 0;
    }
    rt_ref found = rt_array_new(0);
    re_search s = search_of(program, text, 2);
    for (int64_t n = 0; n != limit && re_next(&s); n++) {
        append(found, part(text, s.places[0], s.places[1]));
    }
    return found;
}

rt_ref bi_regex__find_all_string_submatch_n(rt_ref pattern, rt_ref text, rt_ref number) {
    static const char name[] = "regex.find_all_string_submatch_n";
    int64_t limit;
    NEED_STRING(pattern, name, 1);
    NEED_STRING(text, name, 2);
    NEED_INT(number, name, 3, &limit);
    re_program *program = bi_regex(pattern, name);
    if (!program) {
        return 0;
    }
    uint32_t parts = 1 + re_group_count(program);
    rt_ref found = rt_array_new(0);
    re_search s = search_of(program, text, 2 * parts);
    for (int64_t n = 0; n != limit && re_next(&s); n++) {
        rt_ref match = rt_array_new(parts);
        for (uint32_t i = 0; i < parts; i++) {
            append(match, part(text, s.places[2 * i], s.places[2 * i + 1]));
        }
        append(found, match);
    }
    return found;
}

rt_ref bi_regex__split(rt_ref pattern, rt_ref text) {
    NEED_STRING(pattern, "regex.split", 1);
    NEED_STRING(text, "regex.split", 2);
    re_program *program = bi_regex(pattern, "regex.split");
    if (!program) {
        return 0;
    }
    rt_ref parts = rt_array_new(0);
    if (bi_size(text) == 0 && bi_size(pattern) > 0) {
        append(parts, text);
        return parts;
    }
    uint32_t begin = 0, end = 0;
    re_search s = search_of(program, text, 2);
    while (re_next(&s)) {
        end = s.places[0];
        if (s.places[1] > 0) { // nothing is in front of what is empty at the begin
            append(parts, part(text, begin, end));
        }
        begin = s.places[1];
    }
    if (end != bi_size(text)) {
        append(parts, part(text, begin, bi_size(text)));
    }
    return parts;
}
