// JSON and terms to text, with a stack of its own.
#include "core.h"

typedef struct { rt_ref container; uint32_t len, next; } frame;

typedef struct {
    rt_buffer *b;
    frame *frames;
    uint32_t depth, cap, format;
} writer;

RT_APART static void add_escape(rt_buffer *b, uint32_t c) {
    static const char names[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    rt_buffer_add_char(b, '\\');
    for (uint32_t i = 0; i < sizeof names - 1; i++) {
        if ((uint32_t) names[i] == c) {
            rt_buffer_add_char(b, letters[i]);
            return;
        }
    }
    rt_buffer_add_char(b, 'u');
    for (int32_t shift = 12; shift >= 0; shift -= 4) {
        rt_buffer_add_char(b, "0123456789abcdef"[c >> shift & 15]);
    }
}

// Whether the byte must be looked at twice: an escape, or perhaps U+2028 or U+2029, which Go always escapes.
static inline bool special(uint8_t c, bool html) {
    return c < 0x20 || c == '"' || c == '\\' || c == 0xE2 || (html && (c == '<' || c == '>' || c == '&'));
}

static uint32_t line_separator(const char *p, uint32_t room) {
    if (room >= 3 && (uint8_t) p[1] == 0x80 && ((uint8_t) p[2] & 0xFE) == 0xA8) {
        return 0x2000 | ((uint8_t) p[2] & 0x3F);
    }
    return 0;
}

RT_APART static void write_string(rt_buffer *b, const rt_string *s, bool html) {
    rt_buffer_add_char(b, '"');
    uint32_t from = 0;
    for (uint32_t i = 0; i < s->len; i++) {
        uint32_t c = (uint8_t) s->bytes[i], used = 1;
        if (!special((uint8_t) c, html)) {
            continue;
        }
        if (c == 0xE2) {
            c = line_separator(s->bytes + i, s->len - i);
            used = 3;
            if (!c) {
                continue;
            }
        }
        rt_buffer_add(b, s->bytes + from, i - from);
        add_escape(b, c);
        from = i + used;
        i = from - 1;
    }
    rt_buffer_add(b, s->bytes + from, s->len - from);
    rt_buffer_add_char(b, '"');
}

// An object as JSON has it: keys that are no strings become their own JSON text.
RT_APART static rt_ref with_string_keys(rt_ref object, uint32_t format) {
    uint32_t len = rt_scan(object);
    bool strings = true;
    for (uint32_t i = 0; strings && i < len; i++) {
        strings = rt_is(rt_scan_key(object, i), RT_STRING);
    }
    if (strings) {
        return object;
    }
    rt_ref renamed = rt_object_new(len);
    for (uint32_t i = 0; i < len; i++) {
        rt_ref key = rt_scan_key(object, i);
        if (!rt_is(key, RT_STRING)) {
            rt_buffer text = {0};
            rt_json_write(&text, key, format);
            key = rt_buffer_string(&text);
        }
        rt_object_insert(renamed, key, rt_scan_value(object, i));
    }
    return renamed;
}

RT_APART static void push(writer *w, rt_ref container) {
    if (w->depth == w->cap) {
        uint32_t size = (uint32_t) sizeof(frame), cap = w->cap ? w->cap * 2 : 16;
        w->frames = rt_resize(w->frames, w->cap * size, cap * size);
        w->cap = cap;
    }
    w->frames[w->depth++] = (frame) {container, rt_scan(container), 0};
}

RT_APART static void open(writer *w, rt_ref v) {
    bool json = !(w->format & RT_TERM);
    switch (rt_type_of(v)) {
        case RT_OBJECT:
            v = json ? with_string_keys(v, w->format) : v;
            rt_buffer_add_char(w->b, '{');
            break;
        case RT_SET:
            if (!json && RT_PTR(rt_table, v)->len == 0) {
                rt_buffer_add_str(w->b, "set()");
                return;
            }
            rt_buffer_add_char(w->b, json ? '[' : '{');
            break;
        default:
            rt_buffer_add_char(w->b, '[');
    }
    push(w, v);
}

static void write_value(writer *w, rt_ref v) {
    rt_step(1);
    switch (rt_type_of(v)) {
        case RT_UNDEFINED:
            break;
        case RT_NULL:
            rt_buffer_add_str(w->b, "null");
            break;
        case RT_BOOLEAN:
            rt_buffer_add_str(w->b, v == rt_true ? "true" : "false");
            break;
        case RT_NUMBER:
            rt_buffer_add_number(w->b, v);
            break;
        case RT_STRING:
            write_string(w->b, RT_PTR(rt_string, v), w->format & RT_HTML);
            break;
        default:
            open(w, v);
    }
}

static void close(writer *w, uint32_t type) {
    bool bracket = type == RT_ARRAY || (type == RT_SET && !(w->format & RT_TERM));
    rt_buffer_add_char(w->b, bracket ? ']' : '}');
    w->depth--;
}

// Writes what comes next of the innermost open container. An object's key and value are two turns, since a key too may
// be a container.
RT_APART static void advance(writer *w) {
    frame *f = &w->frames[w->depth - 1];
    uint32_t type = RT_HEADER(f->container)->type, turns = type == RT_OBJECT ? 2 : 1, at = f->next / turns;
    if (at == f->len) {
        close(w, type);
        return;
    }
    bool value = f->next % turns;
    if (f->next++) {
        rt_buffer_add_char(w->b, value ? ':' : ',');
        if (w->format & RT_SPACED) {
            rt_buffer_add_char(w->b, ' ');
        }
    }
    write_value(w, type == RT_ARRAY || value ? rt_scan_value(f->container, at) : rt_scan_key(f->container, at));
}

void rt_json_write(rt_buffer *b, rt_ref value, uint32_t format) {
    writer w = {.b = b, .format = format};
    write_value(&w, value);
    while (w.depth) {
        advance(&w);
    }
}
