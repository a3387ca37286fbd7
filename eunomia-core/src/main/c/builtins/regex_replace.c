// regex.replace: $1 and ${name} in the replacement stand for what the groups matched.
#include "regex.h"
#include "../regex/internal.h"

typedef struct { const char *bytes; uint32_t len; } text_part;

// A number without leading zeros that is at most as long as a group's may be; else RE_NOWHERE.
static uint32_t number_of(text_part name) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < name.len; i++) {
        uint32_t digit = (uint8_t) name.bytes[i] - '0';
        if (digit >= 10 || n >= 100000000) {
            return RE_NOWHERE;
        }
        n = n * 10 + digit;
    }
    return name.len > 1 && name.bytes[0] == '0' ? RE_NOWHERE : n;
}

static void add_group(rt_buffer *b, const re_search *s, uint32_t group) {
    if (2 * group < s->slots && s->places[2 * group] != RE_NOWHERE) {
        uint32_t from = s->places[2 * group];
        rt_buffer_add(b, s->text + from, s->places[2 * group + 1] - from);
    }
}

static void add_named(rt_buffer *b, const re_search *s, text_part name) {
    uint32_t number = number_of(name), groups = s->slots / 2;
    if (number != RE_NOWHERE) {
        add_group(b, s, number);
        return;
    }
    rt_step(groups);
    for (uint32_t i = 1; i < groups; i++) {
        uint32_t len;
        const char *known = re_group_name(s->program, i, &len);
        // Of groups with the same name, the first that took part.
        if (len == name.len && s->places[2 * i] != RE_NOWHERE && rt_bytes_equal(known, name.bytes, len)) {
            add_group(b, s, i);
            return;
        }
    }
}

// The name behind a dollar, in braces or not; *at moves behind it. Length 0 if there is none.
static text_part take_name(rt_ref template, uint32_t *at) {
    const char *bytes = bi_bytes(template);
    uint32_t len = bi_size(template), braced = *at < len && bytes[*at] == '{', start = *at + braced, end = start;
    while (end < len) {
        uint32_t next = end, cp = rt_utf8_decode(bytes, len, &next);
        if (cp != '_' && !re_is_letter_or_digit(cp)) {
            break;
        }
        end = next;
    }
    if (end == start || (braced && !(end < len && bytes[end] == '}'))) {
        return (text_part) {0, 0};
    }
    *at = end + braced;
    return (text_part) {bytes + start, end - start};
}

static void expand(rt_buffer *b, const re_search *s, rt_ref template) {
    const char *bytes = bi_bytes(template);
    uint32_t len = bi_size(template), copied = 0, at = 0;
    rt_step(1 + (len >> 4));
    while (at < len) {
        if (bytes[at++] != '$') {
            continue;
        }
        rt_buffer_add(b, bytes + copied, at - 1 - copied);
        copied = at - 1; // a dollar is a dollar if nothing that it may mean follows
        if (at < len && bytes[at] == '$') {
            copied = at++;
            continue;
        }
        text_part name = take_name(template, &at);
        if (name.len > 0) {
            add_named(b, s, name);
            copied = at;
        }
    }
    rt_buffer_add(b, bytes + copied, len - copied);
}

rt_ref bi_regex__replace(rt_ref text, rt_ref pattern, rt_ref replacement) {
    NEED_STRING(text, "regex.replace", 1);
    NEED_STRING(pattern, "regex.replace", 2);
    NEED_STRING(replacement, "regex.replace", 3);
    re_program *program = bi_regex(pattern, "regex.replace");
    if (!program) {
        return 0;
    }
    const char *bytes = bi_bytes(text);
    if (!re_is_match(program, bytes, bi_size(text))) {
        return text;
    }
    re_search s = re_search_of(program, bytes, bi_size(text), 2 + 2 * re_group_count(program));
    rt_buffer b = {0};
    uint32_t copied = 0;
    while (re_next(&s)) {
        rt_buffer_add(&b, bytes + copied, s.places[0] - copied);
        expand(&b, &s, replacement);
        copied = s.places[1];
    }
    rt_buffer_add(&b, bytes + copied, bi_size(text) - copied);
    return rt_buffer_string(&b);
}
