// glob.match against a matcher that tries everything: the pattern's alternatives are written out one by one, and each of
// them is matched by backtracking. Lines: pattern, delimiters (each character is one; "!" for null), text.
#include "fuzz.h"

#include <string.h>

rt_ref bi_glob__match(rt_ref, rt_ref, rt_ref);
rt_ref bi_glob__quote_meta(rt_ref);

enum { MOST_PATTERN = 48, MOST_TEXT = 48, MOST_WRITTEN_OUT = 512, MOST_TRIES = 200000 };
enum { LITERAL_CHAR = 1, ANY_ONE, ANY_MANY, ANYTHING, CLASS };

// A class has its members, or its range, at from to `to` of the pattern.
typedef struct { uint32_t kind, cp; uint32_t from, to; bool negated, range; } token;

typedef struct {
    uint32_t cps[MOST_PATTERN], n;   // the pattern
    uint32_t text[MOST_TEXT], text_n;
    uint32_t delimiters[16], delimiter_n;
    uint32_t tries, written_out;
    bool given_up;
} glob;

static uint32_t code_points(rt_ref s, uint32_t *out, uint32_t most) {
    uint32_t n = 0, at = 0;
    while (at < bi_size(s)) {
        if (n == most) {
            return most + 1;
        }
        out[n++] = rt_utf8_decode(bi_bytes(s), bi_size(s), &at);
    }
    return n;
}

static bool has(const uint32_t *cps, uint32_t n, uint32_t cp) {
    bool found = false;
    for (uint32_t i = 0; i < n; i++) {
        found |= cps[i] == cp;
    }
    return found;
}

// Where the class that opens at `at` ends, past its bracket; 0 if it is none.
static uint32_t read_class(const glob *g, uint32_t at, token *out) {
    *out = (token) {.kind = CLASS};
    at++;
    if (at < g->n && g->cps[at] == '!') {
        out->negated = true;
        at++;
    }
    if (at + 1 < g->n && g->cps[at + 1] == '-') {
        out->range = true;
        out->from = at;
        out->to = at + 2;
        bool right = at + 3 < g->n && g->cps[at + 2] >= g->cps[at] && g->cps[at + 3] == ']';
        return right ? at + 4 : 0;
    }
    out->from = at;
    while (at < g->n && g->cps[at] != ']') {
        at += g->cps[at] == '\\' ? 2 : 1;
    }
    out->to = at;
    return at < g->n && at > out->from ? at + 1 : 0;
}

static bool in_class(const glob *g, const token *t, uint32_t cp) {
    if (t->range) {
        return (cp >= g->cps[t->from] && cp <= g->cps[t->to]) != t->negated;
    }
    bool found = false;
    for (uint32_t i = t->from; i < t->to; i++) {
        i += g->cps[i] == '\\';
        found |= g->cps[i] == cp;
    }
    return found != t->negated;
}

static bool is_valid(const glob *g) {
    token t;
    for (uint32_t at = 0; at < g->n;) {
        if (g->cps[at] == '\\') {
            at += 2;
        } else if (g->cps[at] != '[') {
            at++;
        } else if ((at = read_class(g, at, &t)) == 0) {
            return false;
        }
    }
    return true;
}

static bool matches(glob *g, const token *tokens, uint32_t n, uint32_t at) {
    if (++g->tries > MOST_TRIES) {
        g->given_up = true;
        return false;
    }
    if (n == 0) {
        return at == g->text_n;
    }
    bool more = at < g->text_n, delimiter = more && has(g->delimiters, g->delimiter_n, g->text[at]);
    switch (tokens->kind) {
        case LITERAL_CHAR: return more && g->text[at] == tokens->cp && matches(g, tokens + 1, n - 1, at + 1);
        case ANY_ONE: return more && !delimiter && matches(g, tokens + 1, n - 1, at + 1);
        case CLASS: return more && in_class(g, tokens, g->text[at]) && matches(g, tokens + 1, n - 1, at + 1);
        default: break;
    }
    bool takes = more && (tokens->kind == ANYTHING || !delimiter);
    return matches(g, tokens + 1, n - 1, at) || (takes && matches(g, tokens, n, at + 1));
}

static uint32_t next_token(const glob *g, uint32_t at, token *out) {
    *out = (token) {.kind = LITERAL_CHAR, .cp = g->cps[at]};
    switch (g->cps[at]) {
        case '?': out->kind = ANY_ONE; return at + 1;
        case '[': return read_class(g, at, out);
        case '\\': out->cp = at + 1 < g->n ? g->cps[at + 1] : 0; return at + 2;
        case '*': {
            bool two = at + 1 < g->n && g->cps[at + 1] == '*';
            out->kind = two ? ANYTHING : ANY_MANY;
            return at + 1 + two;
        }
        default: return at + 1;
    }
}

// Past the alternatives that are left of the group that `at` is in.
static uint32_t past_group(const glob *g, uint32_t at) {
    token t;
    for (uint32_t depth = 1; at < g->n && depth;) {
        uint32_t cp = g->cps[at];
        depth += cp == '{' ? 1 : cp == '}' ? -1u : 0;
        at = cp == '{' || cp == '}' ? at + 1 : next_token(g, at, &t);
    }
    return at;
}

// Whether the rest of the pattern, behind the tokens so far, matches in one of its ways.
static bool any_way(glob *g, uint32_t at, uint32_t depth, token *tokens, uint32_t count) {
    if (at >= g->n) {
        g->given_up |= ++g->written_out > MOST_WRITTEN_OUT;
        return !g->given_up && matches(g, tokens, count, 0);
    }
    uint32_t cp = g->cps[at];
    if (cp == '{') {
        // Each alternative begins behind the brace or behind a comma of this group.
        for (uint32_t from = at + 1, inner = 0, p = from;; ) {
            if (any_way(g, from, depth + 1, tokens, count)) {
                return true;
            }
            token t;
            for (inner = 0; p < g->n && (inner || (g->cps[p] != ',' && g->cps[p] != '}'));) {
                inner += g->cps[p] == '{' ? 1 : g->cps[p] == '}' ? -1u : 0;
                p = g->cps[p] == '{' || g->cps[p] == '}' ? p + 1 : next_token(g, p, &t);
            }
            if (p >= g->n || g->cps[p] == '}' || g->given_up) {
                return false;
            }
            from = ++p;
        }
    }
    if (depth && cp == '}') {
        return any_way(g, at + 1, depth - 1, tokens, count);
    }
    if (depth && cp == ',') {
        return any_way(g, past_group(g, at), depth - 1, tokens, count);
    }
    uint32_t next = next_token(g, at, &tokens[count]);
    bool token_is_none = cp == '\\' && at + 1 == g->n; // a backslash at the end is nothing
    return any_way(g, next, depth, tokens, count + !token_is_none);
}

static void check_quoted(rt_ref pattern, rt_ref text) {
    rt_ref quoted = fuzz_well_formed(fuzz_note("quoted", bi_glob__quote_meta(pattern))), none = rt_array_new(0);
    HOLDS(bi_glob__match(quoted, none, pattern) == rt_true);
    HOLDS(bi_glob__match(quoted, none, text) == rt_bool(rt_equal(pattern, text)));
}

void fuzz_target(fuzz_input *in) {
    rt_ref pattern = fuzz_line(in), marks = fuzz_line(in), text = fuzz_rest(in);
    glob g = {0};
    bool none = bi_is(marks, "!");
    rt_ref delimiters = none ? rt_null : rt_array_new(0);
    g.delimiter_n = none ? 0 : code_points(marks, g.delimiters, 16);
    if (g.delimiter_n > 16) {
        return;
    }
    for (uint32_t i = 0; i < g.delimiter_n; i++) {
        rt_buffer one = {0};
        rt_buffer_add_code_point(&one, g.delimiters[i]);
        rt_array_append(delimiters, rt_buffer_string(&one));
    }
    if (!none && g.delimiter_n == 0) {
        g.delimiters[g.delimiter_n++] = '.';
    }
    rt_ref got = fuzz_note("got", bi_glob__match(pattern, delimiters, text));
    check_quoted(pattern, text);
    g.n = code_points(pattern, g.cps, MOST_PATTERN);
    g.text_n = code_points(text, g.text, MOST_TEXT);
    if (g.n > MOST_PATTERN) {
        return;
    }
    HOLDS((got != 0) == is_valid(&g));
    token tokens[MOST_PATTERN + 1];
    if (got && g.text_n <= MOST_TEXT) {
        bool want = any_way(&g, 0, 0, tokens, 0);
        HOLDS((got == rt_true) == want || g.given_up);
    }
}
