// Text to value to text, in both formats and all layouts, and what reads it against a reader of the grammar alone.
#include "fuzz.h"

#include <string.h>

rt_ref bi_json__is_valid(rt_ref);
rt_ref bi_json__marshal(rt_ref);
rt_ref bi_json__marshal_with_options(rt_ref, rt_ref);
rt_ref bi_json__unmarshal(rt_ref);
rt_ref opa_json_parse(const char *bytes, uint32_t len);
rt_ref opa_value_parse(const char *bytes, uint32_t len);
const char *opa_json_dump(rt_ref value);
const char *opa_value_dump(rt_ref value);

typedef struct { const char *p, *end; bool long_exponent; } grammar;

static char peek(grammar *g) {
    while (g->p < g->end && strchr(" \t\r\n", *g->p) && *g->p) {
        g->p++;
    }
    return g->p < g->end ? *g->p : 0;
}

static bool string(grammar *g) {
    for (g->p++; g->p < g->end && *g->p != '"'; g->p++) {
        if ((uint8_t) *g->p < 0x20) {
            return false;
        }
        if (*g->p != '\\') {
            continue;
        }
        if (++g->p == g->end || !*g->p || !strchr("\"\\/bfnrtu", *g->p)) {
            return false;
        }
        for (uint32_t n = *g->p == 'u' ? 4 : 0; n; n--) {
            if (++g->p == g->end || !*g->p || !strchr("0123456789abcdefABCDEF", *g->p)) {
                return false;
            }
        }
    }
    return g->p++ < g->end;
}

static bool word(grammar *g, const char *text) {
    size_t n = strlen(text);
    bool is = (size_t) (g->end - g->p) >= n && memcmp(g->p, text, n) == 0;
    g->p += is ? n : 0;
    return is;
}

static bool number(grammar *g) {
    const char *from = g->p;
    while (g->p < g->end && *g->p && strchr("0123456789+-.eE", *g->p)) {
        g->long_exponent |= (*g->p | 0x20) == 'e' && g->end - g->p > 9;
        g->p++;
    }
    return fuzz_is_number(from, g->p);
}

static bool value(grammar *g);

static bool members(grammar *g, char close) {
    g->p++;
    if (peek(g) == close) {
        g->p++;
        return true;
    }
    for (;;) {
        if (close == '}') {
            if (peek(g) != '"' || !string(g) || peek(g) != ':') {
                return false;
            }
            g->p++;
        }
        if (!value(g)) {
            return false;
        }
        char after = peek(g);
        g->p++;
        if (after != ',') {
            return after == close;
        }
    }
}

static bool value(grammar *g) {
    switch (peek(g)) {
        case '{': return members(g, '}');
        case '[': return members(g, ']');
        case '"': return string(g);
        case 't': return word(g, "true");
        case 'f': return word(g, "false");
        case 'n': return word(g, "null");
        default: return number(g);
    }
}

static void check_same(rt_ref value, rt_ref again) {
    HOLDS(fuzz_note("again", again));
    fuzz_well_formed(again);
    HOLDS(rt_equal(value, again) && rt_equal(again, value));
    HOLDS(rt_compare(value, again) == 0 && rt_hash(value) == rt_hash(again));
}

static void check_layout(rt_ref value, uint32_t format) {
    rt_buffer first = fuzz_text(value, format);
    HOLDS(fuzz_is_utf8(first.bytes, first.len));
    rt_ref again = rt_json_read(first.bytes, first.len, format & RT_TERM);
    check_same(value, again);
    rt_buffer second = fuzz_text(again, format);
    HOLDS(fuzz_same_text(&first, &second));
}

static rt_ref pretty(rt_ref value) {
    rt_ref options = rt_object_new(2);
    rt_object_insert(options, fuzz_string("pretty"), rt_true);
    rt_object_insert(options, fuzz_string("indent"), fuzz_string("  "));
    return bi_json__marshal_with_options(value, options);
}

static void check_json(rt_ref value) {
    check_layout(value, RT_JSON);
    check_layout(value, RT_JSON | RT_HTML);
    check_layout(value, RT_JSON | RT_SPACED);
    check_same(value, bi_json__unmarshal(fuzz_well_formed(bi_json__marshal(value))));
    check_same(value, bi_json__unmarshal(fuzz_well_formed(pretty(value))));
    const char *text = opa_json_dump(value);
    check_same(value, opa_json_parse(text, (uint32_t) strlen(text)));
}

static void check_term(rt_ref term) {
    check_layout(term, RT_TERM);
    check_layout(term, RT_TERM | RT_SPACED);
    const char *text = opa_value_dump(term);
    check_same(term, opa_value_parse(text, (uint32_t) strlen(text)));
    // Whatever a term is, there is JSON of it, which is its own from then on.
    rt_buffer json = fuzz_text(term, RT_JSON);
    check_json(rt_json_read(json.bytes, json.len, RT_JSON));
}

void fuzz_target(fuzz_input *in) {
    uint32_t len = (uint32_t) (in->end - in->at);
    grammar g = {in->at, in->end, false};
    bool valid = value(&g) && peek(&g) == 0 && g.p == g.end;
    rt_ref json = fuzz_note("json", rt_json_read(in->at, len, RT_JSON));
    rt_ref term = fuzz_note("term", rt_json_read(in->at, len, RT_TERM));
    HOLDS((json != 0) == valid || (valid && g.long_exponent));
    rt_ref text = fuzz_rest(in); // each byte that is no UTF-8 becomes one character, as it does for the readers
    rt_ref unmarshalled = bi_json__unmarshal(text);
    HOLDS((unmarshalled != 0) == (json != 0) && bi_json__is_valid(text) == rt_bool(json != 0));
    if (json) {
        check_same(fuzz_well_formed(json), term); // terms are more than JSON
        check_same(json, unmarshalled);
        check_json(json);
    }
    if (term) {
        check_term(fuzz_well_formed(term));
    }
}
