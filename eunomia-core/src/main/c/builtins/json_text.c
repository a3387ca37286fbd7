#include "builtin.h"

static rt_buffer compact(rt_ref value) {
    rt_buffer b = {0};
    rt_json_write(&b, value, RT_JSON | RT_HTML);
    return b;
}

rt_ref bi_json__marshal(rt_ref value) {
    rt_buffer b = compact(value);
    return rt_buffer_string(&b);
}

typedef struct { rt_ref prefix, indent; uint32_t depth; rt_buffer out; } layout;

static void new_line(layout *l) {
    rt_buffer_add_char(&l->out, '\n');
    rt_buffer_add(&l->out, bi_bytes(l->prefix), bi_size(l->prefix));
    rt_step(1 + l->depth);
    for (uint32_t i = 0; i < l->depth; i++) {
        rt_buffer_add(&l->out, bi_bytes(l->indent), bi_size(l->indent));
    }
}

static uint32_t past_string(const char *bytes, uint32_t at) {
    for (at++; bytes[at] != '"'; at++) {
        at += bytes[at] == '\\';
    }
    return at + 1;
}

static void lay_out_char(layout *l, const char *bytes, uint32_t at) {
    char c = bytes[at];
    bool open = c == '{' || c == '[', close = c == '}' || c == ']';
    if (close && bytes[at - 1] != c - 2) { // nothing is put between the brackets of what is empty
        l->depth--;
        new_line(l);
    }
    rt_buffer_add_char(&l->out, c);
    if (open && bytes[at + 1] != c + 2) {
        l->depth++;
        new_line(l);
    } else if (c == ',') {
        new_line(l);
    } else if (c == ':') {
        rt_buffer_add_char(&l->out, ' ');
    }
}

RT_APART static rt_ref pretty(rt_ref value, rt_ref prefix, rt_ref indent) {
    rt_buffer b = compact(value);
    layout l = {prefix, indent, 0, {0}};
    rt_buffer_add(&l.out, bi_bytes(prefix), bi_size(prefix));
    for (uint32_t at = 0; at < b.len;) {
        if (b.bytes[at] == '"') {
            uint32_t end = past_string(b.bytes, at);
            rt_buffer_add(&l.out, b.bytes + at, end - at);
            at = end;
        } else {
            lay_out_char(&l, b.bytes, at++);
        }
    }
    return rt_buffer_string(&l.out);
}

static const char marshal_with_options[] = "json.marshal_with_options";

RT_APART static rt_ref option_error(const char *before, rt_ref key, const char *after, uint32_t index, rt_ref got) {
    rt_buffer b = {0};
    rt_buffer_add_str(&b, before);
    bi_add_plain_text(&b, key);
    rt_buffer_add_str(&b, after);
    if (got) {
        rt_buffer_add_str(&b, "operand ");
        rt_buffer_add_int(&b, index);
        rt_buffer_add_str(&b, " must be string but got ");
        rt_buffer_add_str(&b, rt_type_name(got));
    }
    rt_buffer_add_char(&b, 0);
    return bi_operand_error(marshal_with_options, 2, b.bytes);
}

typedef struct { rt_ref prefix, indent, pretty; } marshal_options;

// Returns false, the error raised, at what is no option.
RT_APART static bool take_option(marshal_options *o, rt_ref key, rt_ref value, uint32_t index) {
    if (!rt_is(key, RT_STRING)) {
        option_error("failed to stringify key ", key, ": ", index, key);
        return false;
    }
    if (bi_is(key, "pretty")) {
        o->pretty = value;
        if (!rt_is(value, RT_BOOLEAN)) {
            option_error("key ", key, " failed cast to bool", 0, 0);
        }
        return rt_is(value, RT_BOOLEAN);
    }
    rt_ref *slot = bi_is(key, "prefix") ? &o->prefix : bi_is(key, "indent") ? &o->indent : 0;
    if (!slot) {
        option_error("object contained unknown key ", key, "", 0, 0);
        return false;
    }
    if (!rt_is(value, RT_STRING)) {
        option_error("key ", key, " failed cast to string: ", index, value);
        return false;
    }
    *slot = value;
    return true;
}

rt_ref bi_json__marshal_with_options(rt_ref value, rt_ref options) {
    NEED_OBJECT(options, marshal_with_options, 2);
    marshal_options o = {0, 0, 0};
    uint32_t n = rt_scan(options);
    for (uint32_t i = 0; i < n; i++) {
        if (!take_option(&o, rt_scan_key(options, i), rt_scan_value(options, i), i)) {
            return 0;
        }
    }
    bool is_pretty = o.pretty ? o.pretty == rt_true : o.prefix || o.indent;
    if (!is_pretty) {
        return bi_json__marshal(value);
    }
    return pretty(value, o.prefix ? o.prefix : LITERAL(""), o.indent ? o.indent : LITERAL("\t"));
}

rt_ref bi_json__unmarshal(rt_ref text) {
    NEED_STRING(text, "json.unmarshal", 1);
    rt_ref value = rt_json_read(bi_bytes(text), bi_size(text), RT_JSON);
    return value ? value : rt_builtin_error("json.unmarshal", "the text is not valid JSON");
}

rt_ref bi_json__is_valid(rt_ref text) {
    return rt_bool(rt_is(text, RT_STRING) && rt_json_read(bi_bytes(text), bi_size(text), RT_JSON));
}
