// What "(?" begins: flags, groups that are not counted, and those with names.
#include "internal.h"

static void name_group(re_parser *p, re_span name) {
    uint32_t number = p->group_count;
    if (number > p->name_cap) {
        uint32_t cap = 2 * number, unit = sizeof(re_span);
        p->names = rt_resize(p->names, p->name_cap * unit, cap * unit);
        __builtin_memset(p->names + p->name_cap, 0, (cap - p->name_cap) * unit);
        p->name_cap = cap;
    }
    p->names[number - 1] = name;
}

static bool open_group(re_parser *p, uint32_t number) {
    re_push(p, RE_PAREN, number);
    p->stack[p->depth - 1]->flags = (uint8_t) p->flags;
    return true;
}

static bool named_group(re_parser *p, uint32_t start, uint32_t name) {
    p->at = name;
    uint32_t end = re_index_of(p, '>'), at = name;
    if (end == p->len) {
        return re_error(p, "invalid named capture", start, end);
    }
    while (at < end && re_is_word((uint8_t) p->text[at])) {
        at++;
    }
    if (at < end || end == name) {
        return re_error(p, "invalid named capture", start, end + 1);
    }
    p->at = end + 1;
    p->group_count++;
    name_group(p, (re_span) {name, end - name});
    return open_group(p, p->group_count);
}

static uint32_t flag_of(uint32_t c) {
    switch (c) {
        case 'i': return RE_FOLD;
        case 'm': return RE_MULTI_LINE;
        case 's': return RE_DOT_NEWLINE;
        case 'U': return RE_LAZY;
        default: return 0;
    }
}

bool re_parse_question(re_parser *p) {
    uint32_t start = p->at;
    if (p->len - start > 4 && re_at(p, 2, 'P') && re_at(p, 3, '<')) {
        return named_group(p, start, start + 4);
    }
    if (p->len - start > 3 && re_at(p, 2, '<')) {
        return named_group(p, start, start + 3);
    }
    uint32_t set = 0, cleared = 0;
    bool negative = false, any = false;
    for (p->at += 2; re_more(p);) {
        uint32_t c = re_next_char(p), flag = flag_of(c);
        if (flag) {
            any = true;
            if (negative) {
                cleared |= flag;
            } else {
                set |= flag;
            }
        } else if (c == '-' && !negative) {
            negative = true;
            any = false;
        } else if ((c == ':' || c == ')') && (!negative || any)) {
            if (c == ':') {
                open_group(p, 0);
            }
            p->flags = (p->flags | set) & ~cleared;
            return true;
        } else {
            break;
        }
    }
    return re_error(p, "invalid or unsupported Perl syntax", start, p->at);
}
