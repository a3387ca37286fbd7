// Unicode's general categories and scripts, by the names that Go knows.
#include "internal.h"

#include "unicode_tables.inc"

enum { PAIRS = 7, UPPERCASE = 0, CASED = 7, CATEGORY_COUNT = sizeof category_names / 2 };
// Of Cc Cf Cs Co Cn, the last ones.
enum { UNASSIGNED = 1u << (CATEGORY_COUNT - 1), NO_SCRIPT = 7u << (CATEGORY_COUNT - 3), ALL = (1u << CATEGORY_COUNT) - 1 };

uint32_t re_varint(const uint8_t **at) {
    uint32_t value = 0, shift = 0, byte;
    do {
        byte = *(*at)++;
        value |= (byte & 0x7F) << shift;
        shift += 7;
    } while (byte & 0x80);
    return value;
}

// Characters of the categories whose bits are set, in order.
RT_APART static void add_categories(re_set *set, uint32_t wanted) {
    rt_step(sizeof category_runs / 16);
    uint32_t cp = 0;
    for (const uint8_t *at = category_runs; at < category_runs + sizeof category_runs;) {
        uint32_t category = *at >> 3, length = *at++ & 7;
        if (length == PAIRS) {
            uint32_t two = wanted >> UPPERCASE & 3;
            for (uint32_t pairs = re_varint(&at); pairs > 0; pairs--, cp += 2) {
                if (two) {
                    re_set_add(set, cp + (two == 2), cp + (two != 1));
                }
            }
            continue;
        }
        if (length == 0) {
            length = PAIRS + re_varint(&at);
        }
        if (wanted >> category & 1) {
            re_set_add(set, cp, cp + length - 1);
        }
        cp += length;
    }
}

RT_APART static void add_script(re_set *set, uint32_t script) {
    re_set outside = {0};
    uint32_t cp = 0;
    rt_step(sizeof script_runs / 16);
    for (const uint8_t *at = script_runs; at < script_runs + sizeof script_runs;) {
        uint32_t name = *at++, length = re_varint(&at);
        if (name != script) {
            re_set_add(&outside, cp, cp + length - 1);
        }
        cp += length;
    }
    add_categories(&outside, NO_SCRIPT);
    re_set_tidy(&outside);
    re_set_negate(&outside);
    re_set_add_all(set, &outside);
}

typedef struct { char text[32]; uint32_t len; } plain_name;

// As the tables have it: case, spaces, underscores and hyphens do not count. Longer than any, it is none of them.
static plain_name plain(const char *name, uint32_t len) {
    plain_name result = {.len = 0};
    for (uint32_t i = 0; i < len && result.len < sizeof result.text; i++) {
        char c = name[i];
        if (c != ' ' && c != '_' && c != '-') {
            result.text[result.len++] = (uint32_t) (c - 'A') < 26 ? c | 0x20 : c;
        }
    }
    return result;
}

// Whether `*known` is the name; it moves on to the next one.
static bool is_name(const plain_name *name, const char **known) {
    const char *text = *known;
    uint32_t len = 0;
    while (text[len]) {
        len++;
    }
    *known += len + 1;
    return len == name->len && rt_bytes_equal(text, name->text, len);
}

// The categories with these two letters, or the first one of them alone; 0 if there are none.
static uint32_t categories_of(char first, char second) {
    uint32_t found = 0;
    first &= ~0x20;
    second |= 0x20;
    for (uint32_t i = 0; i < CATEGORY_COUNT; i++) {
        if (category_names[2 * i] == first && (second == ' ' || category_names[2 * i + 1] == second)) {
            found |= 1u << i;
        }
    }
    return first == 'L' && second == 'c' ? CASED : found;
}

static uint32_t categories_named(const plain_name *name) {
    static const char others[] = "any\0assigned\0";
    const char *at = others;
    if (is_name(name, &at)) {
        return ALL;
    }
    if (is_name(name, &at)) {
        return ALL & ~UNASSIGNED;
    }
    if (name->len == 1 || name->len == 2) {
        return categories_of(name->text[0], name->len == 1 ? ' ' : name->text[1]);
    }
    for (at = category_aliases; *at;) {
        const char *letters = at;
        at += 2;
        if (is_name(name, &at)) {
            return categories_of(letters[0], letters[1]);
        }
    }
    return 0;
}

bool re_set_add_named(re_set *set, const char *text, uint32_t len) {
    static const char ascii[] = "ascii";
    plain_name name = plain(text, len);
    const char *at = ascii;
    if (is_name(&name, &at)) {
        re_set_add(set, 0, 0x7F);
        return true;
    }
    uint32_t categories = categories_named(&name);
    if (categories) {
        add_categories(set, categories);
        return true;
    }
    at = script_names;
    for (uint32_t script = 0; *at; script++) {
        if (is_name(&name, &at)) {
            add_script(set, script);
            return true;
        }
    }
    return false;
}

bool re_is_letter_or_digit(uint32_t cp) {
    if (cp < 0x80) {
        return re_is_word(cp) && cp != '_';
    }
    re_set set = {0};
    uint32_t heap = rt_heap;
    add_categories(&set, categories_of('L', ' ') | categories_of('N', 'd'));
    bool found = re_set_has(set.ranges, set.len, cp);
    rt_release(heap);
    return found;
}
