// Patterns to syntax trees, with Go's messages for what is none.
#include "internal.h"

bool re_error(re_parser *p, const char *message, uint32_t from, uint32_t to) {
    p->error = message;
    p->error_from = from;
    p->error_to = to;
    return false;
}

const char *re_error_text(const re_parser *p) {
    rt_buffer b = {0};
    rt_buffer_add_str(&b, "error parsing regexp: ");
    rt_buffer_add_str(&b, p->error);
    rt_buffer_add_str(&b, ": `");
    rt_buffer_add(&b, p->text + p->error_from, p->error_to - p->error_from);
    rt_buffer_add(&b, "`", 2); // and the zero
    return b.bytes;
}

uint32_t re_index_of(const re_parser *p, char c) {
    uint32_t at = p->at;
    while (at < p->len && p->text[at] != c) {
        at++;
    }
    rt_step((at - p->at) >> 3);
    return at;
}

// What is above the innermost parenthesis or bar becomes one concatenation.
static bool concat(re_parser *p) {
    uint32_t mark = p->depth;
    while (mark > 0 && p->stack[mark - 1]->op < RE_PAREN) {
        mark--;
    }
    return mark == p->depth ? re_push(p, RE_EMPTY, 0) : re_reduce(p, RE_CONCAT, mark);
}

// What is above the innermost parenthesis becomes one alternation; *mark is where.
static bool alternate(re_parser *p, uint32_t *mark) {
    if (!concat(p)) {
        return false;
    }
    uint32_t from = p->depth, to = 0;
    while (from > 0 && p->stack[from - 1]->op != RE_PAREN) {
        from--;
    }
    *mark = from;
    for (uint32_t i = from; i < p->depth; i++) {
        if (p->stack[i]->op != RE_BAR) {
            p->stack[from + to++] = p->stack[i];
        }
    }
    p->depth = from + to;
    return re_reduce(p, RE_ALTERNATE, from);
}

static bool close(re_parser *p) {
    uint32_t mark;
    if (!alternate(p, &mark)) {
        return false;
    }
    if (mark == 0) {
        return re_error(p, "unexpected )", 0, p->len);
    }
    const re_node *paren = p->stack[mark - 1];
    p->flags = paren->flags;
    p->stack[mark - 1] = p->stack[mark];
    p->depth = mark;
    return paren->a == 0 || re_wrap(p, RE_GROUP, paren->a, 0, false);
}

static bool open(re_parser *p) {
    if (re_at(p, 1, '?')) {
        return re_parse_question(p);
    }
    p->at++;
    re_push(p, RE_PAREN, ++p->group_count);
    p->stack[p->depth - 1]->flags = (uint8_t) p->flags;
    return true;
}

// "\Q…\E": all that is between them is plain.
static bool quoted(re_parser *p) {
    for (p->at += 2; re_more(p);) {
        if (re_at(p, 0, '\\') && re_at(p, 1, 'E')) {
            p->at += 2;
            break;
        }
        if (!re_push_literal(p, re_next_char(p))) {
            return false;
        }
    }
    return true;
}

static bool assertion(re_parser *p, uint32_t width, uint32_t condition) {
    p->at += width;
    return re_push(p, RE_ASSERTION, condition);
}

static bool escaped(re_parser *p) {
    if (p->at + 1 < p->len) {
        switch (p->text[p->at + 1]) {
            case 'A': return assertion(p, 2, RE_BEGIN_TEXT);
            case 'z': return assertion(p, 2, RE_END_TEXT);
            case 'b': return assertion(p, 2, RE_WORD_BOUNDARY);
            case 'B': return assertion(p, 2, RE_NO_WORD_BOUNDARY);
            case 'C': return re_error(p, "invalid escape sequence", p->at, p->at + 2); // a byte: there are only characters
            case 'Q': return quoted(p);
            default: break;
        }
    }
    if (re_parse_class_escape(p)) {
        return !p->error;
    }
    uint32_t cp;
    return re_parse_escape(p, &cp) && re_push_literal(p, cp);
}

// One item. *repeat is where the repetition before it began, if that is what was before it; then the same of this one.
static bool item(re_parser *p, uint32_t *repeat) {
    uint32_t start = p->at, last_repeat = *repeat;
    *repeat = RE_NOWHERE;
    switch (p->text[start]) {
        case '(': return open(p);
        case ')': return close(p) && ++p->at;
        case '|':
            p->at++;
            return concat(p) && re_push(p, RE_BAR, 0);
        case '[': return re_parse_class(p);
        case '\\': return escaped(p);
        case '^': return assertion(p, 1, p->flags & RE_MULTI_LINE ? RE_BEGIN_LINE : RE_BEGIN_TEXT);
        case '$': return assertion(p, 1, p->flags & RE_MULTI_LINE ? RE_END_LINE : RE_END_TEXT);
        case '.':
            p->at++;
            return re_push(p, p->flags & RE_DOT_NEWLINE ? RE_ANY : RE_ANY_BUT_NEWLINE, 0);
        case '{':
            if (!re_is_repeat(p)) {
                break;
            } // fall through
        case '*':
        case '+':
        case '?':
            *repeat = start;
            return re_parse_repeat(p, last_repeat);
        default: break;
    }
    return re_push_literal(p, re_next_char(p));
}

re_node *re_parse(re_parser *p) {
    uint32_t repeat = RE_NOWHERE, mark;
    // The most that one byte leaves on the stack is two: "|", and the nothing before it.
    p->stack = rt_alloc((2 * p->len + 2) * (uint32_t) sizeof(re_node *));
    while (re_more(p)) {
        rt_step(2);
        if (!item(p, &repeat)) {
            return 0;
        }
    }
    if (!alternate(p, &mark)) {
        return 0;
    }
    if (mark > 0) {
        re_error(p, "missing closing )", 0, p->len);
        return 0;
    }
    return p->stack[0];
}
