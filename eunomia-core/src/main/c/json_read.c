// JSON and terms from text, with a stack of its own: nesting costs memory, not the machine's stack.
#include "core.h"

enum { DEPTH_MAX = 10000 }; // Go's

typedef struct { rt_ref container, key; } frame; // container 0: a brace that may be of an object or a set

typedef struct {
    const char *p, *end;
    frame *frames;
    uint32_t depth, cap;
    bool terms;
} reader;

static inline bool hex4(const char *p, const char *end, uint32_t *out) {
    uint32_t value = 0;
    if (end - p < 4) {
        return false;
    }
    for (int i = 0; i < 4; i++) {
        uint32_t c = (uint8_t) p[i], digit = c - '0', letter = (c | 0x20) - 'a';
        if (digit > 9 && letter > 5) {
            return false;
        }
        value = value << 4 | (digit <= 9 ? digit : letter + 10);
    }
    *out = value;
    return true;
}

// What \u begins, p standing after the u; a surrogate without its other half becomes U+FFFD.
RT_APART static const char *read_unicode(rt_buffer *b, const char *p, const char *end) {
    uint32_t cp, low;
    if (!hex4(p, end, &cp)) {
        return 0;
    }
    p += 4;
    if (cp >= 0xD800 && cp < 0xDC00 && end - p >= 6 && p[0] == '\\' && p[1] == 'u' && hex4(p + 2, end, &low)
        && low >= 0xDC00 && low < 0xE000) {
        cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
        p += 6;
    }
    rt_buffer_add_code_point(b, cp);
    return p;
}

RT_APART static const char *read_escape(rt_buffer *b, const char *p, const char *end) {
    char c;
    switch (p < end ? *p : 0) {
        case '"':
        case '\\':
        case '/':
            c = *p;
            break;
        case 'b':
            c = '\b';
            break;
        case 'f':
            c = '\f';
            break;
        case 'n':
            c = '\n';
            break;
        case 'r':
            c = '\r';
            break;
        case 't':
            c = '\t';
            break;
        case 'u':
            return read_unicode(b, p + 1, end);
        default:
            return 0;
    }
    rt_buffer_add_char(b, c);
    return p + 1;
}

// A string with escapes or bytes past ASCII; p stands after the quote, `plain` bytes of it need no second look.
RT_APART static rt_ref read_rich_string(reader *r, uint32_t plain) {
    const char *p = r->p + plain;
    rt_buffer b = {0};
    rt_buffer_reserve(&b, plain + 32);
    rt_buffer_add(&b, r->p, plain);
    while (p < r->end && *p != '"') {
        uint8_t c = (uint8_t) *p;
        if (c < 0x20) {
            return 0;
        }
        if (c == '\\') {
            p = read_escape(&b, p + 1, r->end);
            if (!p) {
                return 0;
            }
        } else if (c < 0x80) {
            rt_buffer_add_char(&b, *p++);
        } else {
            uint32_t at = 0;
            rt_buffer_add_code_point(&b, rt_utf8_decode(p, (uint32_t) (r->end - p), &at));
            p += at;
        }
    }
    if (p >= r->end) {
        return 0;
    }
    r->p = p + 1;
    return rt_buffer_string(&b);
}

RT_APART static rt_ref read_string(reader *r) {
    const char *from = ++r->p, *p = from;
    uint32_t hash = 0;
    for (; p < r->end; p++) {
        uint32_t c = (uint8_t) *p;
        if (c == '"') {
            rt_ref s = rt_string_new(from, (uint32_t) (p - from));
            RT_HEADER(s)->hash = rt_no_zero(hash);
            r->p = p + 1;
            return s;
        }
        if (c < 0x20) {
            return 0;
        }
        if (c == '\\' || c >= 0x80) {
            return read_rich_string(r, (uint32_t) (p - from));
        }
        hash = 31 * hash + c;
    }
    return 0;
}

RT_APART static rt_ref read_number(reader *r) {
    const char *from = r->p, *p = from;
    while (p < r->end && ((uint8_t) (*p - '0') < 10 || *p == '.' || *p == '-' || *p == '+' || (*p | 0x20) == 'e')) {
        p++;
    }
    r->p = p;
    return p == from ? 0 : rt_number_parse(from, (uint32_t) (p - from));
}

static rt_ref read_word(reader *r, const char *word, uint32_t len, rt_ref value) {
    if ((uint32_t) (r->end - r->p) < len || !rt_bytes_equal(r->p, word, len)) {
        return 0;
    }
    r->p += len;
    return value;
}

RT_APART static rt_ref read_scalar(reader *r) {
    switch (*r->p) {
        case '"':
            return read_string(r);
        case 't':
            return read_word(r, "true", 4, rt_true);
        case 'f':
            return read_word(r, "false", 5, rt_false);
        case 'n':
            return read_word(r, "null", 4, rt_null);
        case 's':
            return r->terms && read_word(r, "set()", 5, rt_null) ? rt_set_new(0) : 0;
        default:
            return read_number(r);
    }
}

// The next byte that is no space; 0 at the end, which no text contains outside of strings either.
static inline char peek(reader *r) {
    while (r->p < r->end && (*r->p == ' ' || *r->p == '\n' || *r->p == '\t' || *r->p == '\r')) {
        r->p++;
    }
    return r->p < r->end ? *r->p : 0;
}

RT_APART static void push(reader *r, rt_ref container) {
    if (r->depth == r->cap) {
        uint32_t size = (uint32_t) sizeof(frame), cap = r->cap ? r->cap * 2 : 16;
        r->frames = rt_resize(r->frames, r->cap * size, cap * size);
        r->cap = cap;
    }
    r->frames[r->depth++] = (frame) {container, 0};
}

// A bracket opens: the value if it closes at once; 0 with *opened set if its first value comes next; 0 if it is wrong.
RT_APART static rt_ref open(reader *r, bool *opened) {
    if (r->depth == DEPTH_MAX) {
        return 0;
    }
    bool array = *r->p++ == '[';
    if (peek(r) == (array ? ']' : '}')) {
        r->p++;
        return array ? rt_array_new(0) : rt_object_new(0);
    }
    push(r, array ? rt_array_new(4) : r->terms ? 0 : rt_object_new(4));
    *opened = true;
    return 0;
}

static rt_ref read_value(reader *r, bool *opened) {
    char c = peek(r);
    if (c == 0) {
        return 0;
    }
    rt_step(1);
    if (c == '[' || c == '{') {
        return open(r, opened);
    }
    return read_scalar(r);
}

static bool put_key(reader *r, frame *f, rt_ref key) {
    if (!f->container) {
        f->container = rt_object_new(4);
    }
    r->p++;
    f->key = key;
    return r->terms || rt_is(key, RT_STRING);
}

// Gives a value to the innermost open container. What comes after it: 1 another value, 0 the container's end, -1 an error.
RT_APART static int32_t give(reader *r, rt_ref value) {
    frame *f = &r->frames[r->depth - 1];
    char after = peek(r), close = '}';
    bool object = f->container == 0 || RT_HEADER(f->container)->type == RT_OBJECT;
    if (object && !f->key && after == ':') {
        return put_key(r, f, value) ? 1 : -1;
    }
    if (f->key) {
        rt_object_insert(f->container, f->key, value);
        f->key = 0;
    } else if (object && f->container) {
        return -1;
    } else if (!object && RT_HEADER(f->container)->type == RT_ARRAY) {
        rt_array_append(f->container, value);
        close = ']';
    } else {
        f->container = f->container ? f->container : rt_set_new(4);
        rt_set_add(f->container, value);
    }
    r->p++;
    return after == ',' ? 1 : after == close ? 0 : -1;
}

static rt_ref read(reader *r) {
    for (;;) {
        bool opened = false;
        rt_ref value = read_value(r, &opened);
        if (opened) {
            continue;
        }
        if (!value) {
            return 0;
        }
        for (;;) {
            if (r->depth == 0) {
                return peek(r) == 0 && r->p == r->end ? value : 0;
            }
            int32_t next = give(r, value);
            if (next < 0) {
                return 0;
            }
            if (next > 0) {
                break;
            }
            value = r->frames[--r->depth].container;
        }
    }
}

rt_ref rt_json_read(const char *bytes, uint32_t len, uint32_t format) {
    reader r = {.p = bytes, .end = bytes + len, .terms = format & RT_TERM};
    rt_step(len / 16);
    return read(&r);
}
