// One character that a backslash stands before.
#include "internal.h"

static int32_t hex_digit(uint32_t c) {
    if (c - '0' < 10) {
        return (int32_t) (c - '0');
    }
    return (c | 0x20) - 'a' < 6 ? (int32_t) ((c | 0x20) - 'a' + 10) : -1;
}

static bool is_octal(const re_parser *p) { return re_more(p) && (uint8_t) p->text[p->at] - '0' < 8u; }

static uint32_t octal(re_parser *p, uint32_t value) {
    for (uint32_t i = 0; i < 2 && is_octal(p); i++) {
        value = value * 8 + (uint32_t) (p->text[p->at++] - '0');
    }
    return value;
}

// Behind "\x": two digits, or any number of them in braces. False, p->at behind what is wrong, if it is not that.
static bool hexadecimal(re_parser *p, uint32_t *cp) {
    if (!re_more(p)) {
        return false;
    }
    uint32_t c = re_next_char(p), value = 0;
    if (c != '{') {
        int32_t high = hex_digit(c), low = re_more(p) ? hex_digit(re_next_char(p)) : -1;
        *cp = (uint32_t) high << 4 | (uint32_t) low;
        return high >= 0 && low >= 0;
    }
    for (uint32_t digits = 0; re_more(p); digits++) {
        c = re_next_char(p);
        if (c == '}') {
            *cp = value;
            return digits > 0;
        }
        int32_t digit = hex_digit(c);
        if (digit < 0 || (value = value * 16 + (uint32_t) digit) > RE_LAST_CODE_POINT) {
            return false;
        }
    }
    return false;
}

static uint32_t control_of(uint32_t c) {
    switch (c) {
        case 'a': return 7;
        case 'f': return '\f';
        case 'n': return '\n';
        case 'r': return '\r';
        case 't': return '\t';
        case 'v': return '\v';
        default: return 0;
    }
}

bool re_parse_escape(re_parser *p, uint32_t *cp) {
    uint32_t start = p->at++;
    if (!re_more(p)) {
        return re_error(p, "trailing backslash at end of expression", p->len, p->len);
    }
    uint32_t c = re_next_char(p);
    if (c < 0x80 && (c == '_' || !re_is_word(c))) {
        *cp = c; // punctuation is itself
        return true;
    }
    // A digit alone would be a reference back, which a linear search cannot follow.
    if (c == '0' || (c - '1' < 7 && is_octal(p))) {
        *cp = octal(p, c - '0');
        return true;
    }
    if (c == 'x' && hexadecimal(p, cp)) {
        return true;
    }
    uint32_t control = control_of(c);
    if (control) {
        *cp = control;
        return true;
    }
    return re_error(p, "invalid escape sequence", start, p->at);
}
