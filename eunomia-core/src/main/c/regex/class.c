// Sets of characters: [a-z], [[:alpha:]], \d, \pL.
#include "internal.h"

typedef struct { char name[8]; uint8_t count; char ranges[8]; } named_class;

// Pairs of first and last.
static const named_class posix_classes[] = {
    {"alnum", 3, "09AZaz"}, {"alpha", 2, "AZaz"}, {"ascii", 1, {0, 0x7F}}, {"blank", 2, "\t\t  "},
    {"cntrl", 2, {0, 0x1F, 0x7F, 0x7F}}, {"digit", 1, "09"}, {"graph", 1, "!~"}, {"lower", 1, "az"}, {"print", 1, " ~"},
    {"punct", 4, "!/:@[`{~"}, {"space", 2, "\t\r  "}, {"upper", 1, "AZ"}, {"word", 4, "09AZ__az"},
    {"xdigit", 3, "09AFaf"},
};
// \d, \s, \w: there, a vertical tab is no space.
static const named_class perl_classes[] = {{"d", 1, "09"}, {"s", 3, "\t\n\f\r  "}, {"w", 4, "09AZ__az"}};

static const named_class *find(const named_class *all, uint32_t n, const char *name, uint32_t len) {
    for (uint32_t i = 0; i < n; i++) {
        uint32_t k = 0;
        while (k < len && all[i].name[k] && all[i].name[k] == name[k]) {
            k++;
        }
        if (k == len && all[i].name[k] == 0) {
            return &all[i];
        }
    }
    return 0;
}

// Adds the part, or all but the part.
static void add_part(const re_parser *p, re_set *set, re_set *part, bool negated) {
    if (p->flags & RE_FOLD) {
        re_set_fold(part);
    }
    if (negated) {
        re_set_negate(part);
    }
    re_set_add_all(set, part);
}

static void add_class(const re_parser *p, re_set *set, const named_class *found, bool negated) {
    re_set part = {0};
    for (uint32_t i = 0; i < found->count; i++) {
        re_set_add(&part, (uint8_t) found->ranges[2 * i], (uint8_t) found->ranges[2 * i + 1]);
    }
    re_set_tidy(&part);
    add_part(p, set, &part, negated);
}

// "[:alpha:]", if there is the end of one.
static bool take_posix(re_parser *p, re_set *set) {
    uint32_t start = p->at, end = start + 2;
    if (!re_at(p, 0, '[') || !re_at(p, 1, ':')) {
        return false;
    }
    while (end + 1 < p->len && !(p->text[end] == ':' && p->text[end + 1] == ']')) {
        end++;
    }
    rt_step((end - start) >> 3);
    if (end + 1 >= p->len) {
        return false;
    }
    bool negated = p->text[start + 2] == '^';
    uint32_t name = start + 2 + (negated ? 1 : 0);
    const named_class *found =
        find(posix_classes, sizeof posix_classes / sizeof posix_classes[0], p->text + name, end - name);
    p->at = end + 2;
    if (!found) {
        re_error(p, "invalid character class range", start, p->at);
        return true;
    }
    add_class(p, set, found, negated);
    return true;
}

// \pL, \p{Greek}, \P{^Lu}
static bool take_unicode(re_parser *p, re_set *set) {
    if (!re_at(p, 0, '\\') || !(re_at(p, 1, 'p') || re_at(p, 1, 'P'))) {
        return false;
    }
    uint32_t start = p->at, name = start + 2, end;
    bool negated = p->text[start + 1] == 'P';
    p->at = name;
    if (re_at(p, 0, '{')) {
        name++;
        end = re_index_of(p, '}');
        p->at = end < p->len ? end + 1 : end;
    } else {
        if (re_more(p)) {
            re_next_char(p);
        }
        end = p->at;
    }
    uint32_t to = p->at;
    if (name < end && p->text[name] == '^') {
        negated = !negated;
        name++;
    }
    re_set part = {0};
    if ((name > start + 2 && to == end) || !re_set_add_named(&part, p->text + name, end - name)) {
        re_error(p, "invalid character class range", start, to);
        return true;
    }
    add_part(p, set, &part, negated);
    return true;
}

static bool take_perl(re_parser *p, re_set *set) {
    if (!re_at(p, 0, '\\') || p->at + 1 >= p->len) {
        return false;
    }
    char c = p->text[p->at + 1], name = c | 0x20;
    const named_class *found = find(perl_classes, 3, &name, 1);
    if (!found) {
        return false;
    }
    p->at += 2;
    add_class(p, set, found, c != name);
    return true;
}

bool re_parse_class_escape(re_parser *p) {
    uint32_t start = p->at;
    // The same set once more costs nothing.
    if (p->last_named && p->flags == p->last_flags && p->len - start >= p->last_name.len
        && rt_bytes_equal(p->text + start, p->text + p->last_name.at, p->last_name.len)) {
        re_set again = {(re_range *) (uintptr_t) p->last_named->ranges, p->last_named->a, p->last_named->a};
        p->at += p->last_name.len;
        re_push_set(p, &again);
        return true;
    }
    re_set set = {0};
    bool is_unicode = take_unicode(p, &set);
    if (!is_unicode && !take_perl(p, &set)) {
        return false;
    }
    if (!p->error && re_push_set(p, &set) && is_unicode) {
        p->last_named = p->stack[p->depth - 1];
        p->last_name = (re_span) {start, p->at - start};
        p->last_flags = p->flags;
    }
    return true;
}

static bool class_char(re_parser *p, uint32_t start, uint32_t *cp) {
    if (!re_more(p)) {
        return re_error(p, "missing closing ]", start, p->len);
    }
    if (re_at(p, 0, '\\')) {
        return re_parse_escape(p, cp);
    }
    *cp = re_next_char(p);
    return true;
}

static bool take_range(re_parser *p, uint32_t start, re_set *set) {
    uint32_t from = p->at, lo, hi;
    if (!class_char(p, start, &lo)) {
        return false;
    }
    hi = lo;
    if (re_at(p, 0, '-') && p->at + 1 < p->len && !re_at(p, 1, ']')) { // a hyphen may be the last one
        p->at++;
        if (!class_char(p, start, &hi)) {
            return false;
        }
        if (hi < lo) {
            return re_error(p, "invalid character class range", from, p->at);
        }
    }
    re_set_add(set, lo, hi);
    return true;
}

bool re_parse_class(re_parser *p) {
    uint32_t start = p->at++;
    bool negated = re_at(p, 0, '^');
    // Ranges fold together in the end; the others fold before they are negated, and are whole by then.
    re_set set = {0}, whole = {0};
    p->at += negated;
    for (uint32_t first = p->at; p->at == first || !re_at(p, 0, ']');) {
        rt_step(1);
        if (!take_posix(p, &whole) && !take_unicode(p, &whole) && !take_perl(p, &whole) && !take_range(p, start, &set)) {
            return false;
        }
        if (p->error) {
            return false;
        }
    }
    p->at++;
    re_set_tidy(&set);
    if (p->flags & RE_FOLD) {
        re_set_fold(&set);
    }
    re_set_add_all(&set, &whole);
    re_set_tidy(&set);
    if (negated) {
        re_set_negate(&set);
    }
    return re_push_set(p, &set);
}
