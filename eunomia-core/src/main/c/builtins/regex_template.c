// regex.template_match: between the delimiters are patterns; all else means itself.
#include "regex.h"

typedef struct { uint32_t from, to; } pattern_part;

typedef struct {
    rt_buffer pattern;
    pattern_part *parts; // in the pattern
    uint32_t count;
    bool is_balanced;
} template;

static void add_plain(rt_buffer *b, const char *bytes, uint32_t len) {
    for (uint32_t i = 0; i < len; i++) {
        for (const char *special = "\\.+*?()|[]{}^$"; *special; special++) {
            if (bytes[i] == *special) {
                rt_buffer_add_char(b, '\\');
            }
        }
        rt_buffer_add_char(b, bytes[i]);
    }
}

static template read_template(rt_ref text, char open, char close) {
    const char *bytes = bi_bytes(text);
    uint32_t len = bi_size(text), depth = 0, start = 0;
    template t = {.is_balanced = false};
    rt_step(1 + len);
    t.parts = rt_alloc((len / 2 + 1) * (uint32_t) sizeof(pattern_part));
    rt_buffer_add_char(&t.pattern, '^');
    for (uint32_t i = 0; i < len; i++) {
        if (bytes[i] == open) {
            if (depth++ == 0) {
                add_plain(&t.pattern, bytes + start, i - start);
                start = i + 1;
            }
        } else if (bytes[i] == close) {
            if (depth-- == 0) {
                return t;
            }
            if (depth == 0) {
                rt_buffer_add_char(&t.pattern, '(');
                t.parts[t.count].from = t.pattern.len;
                rt_buffer_add(&t.pattern, bytes + start, i - start);
                t.parts[t.count++].to = t.pattern.len;
                rt_buffer_add_char(&t.pattern, ')');
                start = i + 1;
            }
        }
    }
    add_plain(&t.pattern, bytes + start, len - start);
    rt_buffer_add_char(&t.pattern, '$');
    t.is_balanced = depth == 0;
    return t;
}

// Whether each part is a pattern for itself: "a)(b" is none.
static bool has_valid_parts(const template *t, const char **error) {
    for (uint32_t i = 0; i < t->count; i++) {
        rt_buffer b = {0};
        rt_buffer_add_char(&b, '^');
        rt_buffer_add(&b, t->pattern.bytes + t->parts[i].from, t->parts[i].to - t->parts[i].from);
        rt_buffer_add_char(&b, '$');
        if (!re_compile(b.bytes, b.len, error)) {
            return false;
        }
    }
    return true;
}

static rt_ref unbalanced(rt_ref text, const char *name) {
    rt_buffer b = {0};
    bi_add_quoted(&b, bi_bytes(text), bi_size(text), false);
    return bi_error_with(name, "unbalanced braces in ", b.bytes, b.len);
}

rt_ref bi_regex__template_match(rt_ref text, rt_ref value, rt_ref open, rt_ref close) {
    static const char name[] = "regex.template_match";
    NEED_STRING(text, name, 1);
    NEED_STRING(value, name, 2);
    NEED_STRING(open, name, 3);
    NEED_STRING(close, name, 4);
    if (bi_size(open) != 1) {
        return rt_builtin_error(name, "start delimiter has to be exactly one character long");
    }
    if (bi_size(close) != 1) {
        return rt_builtin_error(name, "end delimiter has to be exactly one character long");
    }
    uint32_t heap = rt_heap;
    template t = read_template(text, bi_bytes(open)[0], bi_bytes(close)[0]);
    if (!t.is_balanced) {
        return unbalanced(text, name);
    }
    rt_ref pattern = rt_buffer_string(&t.pattern);
    const char *error = 0;
    re_program *program = re_kept(pattern, BI_REGEX_TEMPLATE);
    if (!program && has_valid_parts(&t, &error)) {
        program = re_program_of(pattern, BI_REGEX_TEMPLATE, &error);
    }
    if (!program) {
        return rt_builtin_error(name, error);
    }
    bool matches = re_is_match(program, bi_bytes(value), bi_size(value));
    rt_release(heap);
    return rt_bool(matches);
}
