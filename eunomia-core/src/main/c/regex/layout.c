// Instructions to a program in one piece, with what makes the search for it fast.
#include "internal.h"

enum { MAX_PREFIX = 256 };

re_program *re_compile(const char *pattern, uint32_t len, const char **error) {
    re_parser p = {.text = pattern, .len = len};
    re_node *root = re_parse(&p);
    if (!root) {
        *error = re_error_text(&p);
        return 0;
    }
    re_code code = re_emit(root);
    return re_lay_out(&p, &code);
}

// Gives each ASCII character a class, such that the program tells no two of a class apart.
static void split_classes(re_program *p, const uint32_t *inside) {
    uint8_t size[128], size_inside[128], split[128]; // of each class; split: 1 + the new one
    uint32_t count = p->class_count;
    __builtin_memset(size, 0, sizeof size);
    __builtin_memset(size_inside, 0, sizeof size_inside);
    __builtin_memset(split, 0, sizeof split);
    for (uint32_t c = 0; c < 128; c++) {
        size[p->classes[c]]++;
        size_inside[p->classes[c]] += inside[c >> 5] >> (c & 31) & 1;
    }
    for (uint32_t c = 0; c < 128; c++) {
        uint32_t of = p->classes[c];
        if ((inside[c >> 5] >> (c & 31) & 1) && size_inside[of] < size[of]) {
            if (!split[of]) {
                split[of] = (uint8_t) ++count;
            }
            p->classes[c] = split[of] - 1;
        }
    }
    p->class_count = (uint8_t) count;
}

static void split_single(re_program *p, uint32_t c) {
    for (uint32_t other = 0; other < 128; other++) {
        if (other != c && p->classes[other] == p->classes[c]) {
            p->classes[c] = p->class_count++;
            return;
        }
    }
}

// Whether it holds all characters beyond ASCII, or none.
static bool is_even(const re_chars *chars) {
    return chars->count == 0
        || (chars->count == 1 && chars->ranges[0].lo <= 0x80 && chars->ranges[0].hi == RE_LAST_CODE_POINT);
}

static void classify(re_program *p, uint32_t word_count) {
    static const uint32_t word_chars[4] = {0, 0x03FF0000, 0x87FFFFFE, 0x07FFFFFE};
    uint32_t alone[4] = {0}; // characters that are a class each; a repetition has the same ones again and again
    p->class_count = 1;
    p->even = true;
    for (uint32_t i = 0; i < p->inst_count; i++) {
        const re_inst *inst = &p->insts[i];
        switch (RE_OP(inst)) {
            case RE_I_CHAR:
                if (inst->arg < 0x80) {
                    alone[inst->arg >> 5] |= 1u << (inst->arg & 31);
                } else {
                    p->even = false;
                }
                break;
            case RE_I_ANY_BUT_NEWLINE: alone[0] |= 1u << '\n'; break;
            case RE_I_ASSERT: p->conditions |= inst->arg; break;
            default: break;
        }
    }
    for (uint32_t at = 0; at < word_count;) {
        const re_chars *chars = re_chars_of(p, at);
        split_classes(p, chars->ascii);
        p->even = p->even && is_even(chars);
        at += 5 + 2 * chars->count;
    }
    if (p->conditions & (RE_BEGIN_LINE | RE_END_LINE)) {
        alone[0] |= 1u << '\n';
    }
    for (uint32_t c = 0; c < 128; c++) {
        if (alone[c >> 5] >> (c & 31) & 1) {
            split_single(p, c);
        }
    }
    if (p->conditions & (RE_WORD_BOUNDARY | RE_NO_WORD_BOUNDARY)) {
        split_classes(p, word_chars);
    }
}

static uint32_t skip_saves(const re_program *p, uint32_t at) {
    while (RE_OP(&p->insts[at]) == RE_I_SAVE) {
        at = RE_OUT(&p->insts[at]);
    }
    return at;
}

static void find_start(re_program *p, rt_buffer *prefix) {
    uint32_t at = skip_saves(p, p->start);
    const re_inst *inst = &p->insts[at];
    p->anchored = RE_OP(inst) == RE_I_ASSERT && inst->arg == RE_BEGIN_TEXT;
    while (RE_OP(inst) == RE_I_CHAR && prefix->len < MAX_PREFIX && inst->arg - 0xD800 >= 0x800) {
        rt_buffer_add_code_point(prefix, inst->arg);
        inst = &p->insts[skip_saves(p, RE_OUT(inst))];
    }
}

static uint32_t padded(uint32_t bytes) { return (bytes + 3) & ~3u; }

re_program *re_lay_out(const re_parser *parser, const re_code *code) {
    uint32_t groups = parser->group_count, named = groups < parser->name_cap ? groups : parser->name_cap;
    uint64_t insts = sizeof(re_program) + (uint64_t) code->inst_count * sizeof(re_inst);
    uint64_t names = insts + (uint64_t) code->word_count * 4, key = names + (uint64_t) named * sizeof(re_span);
    uint64_t size = key + padded(parser->len) + MAX_PREFIX + 8;
    if (size > INT32_MAX) {
        rt_abort("eval_memory_error: out of memory");
    }
    re_program *p = rt_alloc((uint32_t) size);
    __builtin_memset(p, 0, sizeof *p);
    p->sets = (uint32_t) insts;
    p->names = (uint32_t) names;
    p->key = (uint32_t) key;
    p->key_len = parser->len;
    p->inst_count = code->inst_count;
    p->start = code->start;
    p->groups = groups;
    char *bytes = (char *) p;
    rt_copy(p->insts, code->insts, code->inst_count * (uint32_t) sizeof(re_inst));
    rt_copy(bytes + p->sets, code->words, code->word_count * 4);
    rt_copy(bytes + p->names, parser->names, named * (uint32_t) sizeof(re_span));
    rt_copy(bytes + p->key, parser->text, parser->len);
    rt_step(p->inst_count + code->word_count);
    classify(p, code->word_count);
    rt_buffer prefix = {0};
    find_start(p, &prefix);
    p->prefix = p->key + padded(parser->len);
    p->prefix_len = prefix.len;
    p->named = named;
    rt_copy(bytes + p->prefix, prefix.bytes, prefix.len);
    p->size = p->prefix + padded(prefix.len);
    return p;
}

uint32_t re_group_count(const re_program *p) { return p->groups; }

const char *re_group_name(const re_program *p, uint32_t i, uint32_t *len) {
    *len = 0;
    if (i > p->named) {
        return 0;
    }
    const re_span *name = (const re_span *) ((const char *) p + p->names) + (i - 1);
    *len = name->len;
    return (const char *) p + p->key + name->at;
}

uint32_t re_find_prefix(const re_program *p, const char *text, uint32_t len, uint32_t from) {
    const char *prefix = (const char *) p + p->prefix;
    uint32_t at = from;
    while (len - at >= p->prefix_len && !(text[at] == prefix[0] && rt_bytes_equal(text + at, prefix, p->prefix_len))) {
        at++;
    }
    rt_step(1 + ((at - from) >> 3)); // what is left may be looked at again, from the next match on
    return len - at >= p->prefix_len ? at : RE_NOWHERE;
}

bool re_accepts(const re_program *p, const re_inst *inst, uint32_t cp) {
    switch (RE_OP(inst)) {
        case RE_I_CHAR: return inst->arg == cp;
        case RE_I_ANY: return true;
        case RE_I_ANY_BUT_NEWLINE: return cp != '\n';
        default: {
            const re_chars *chars = re_chars_of(p, inst->arg);
            return cp < 0x80 ? chars->ascii[cp >> 5] >> (cp & 31) & 1 : re_set_has(chars->ranges, chars->count, cp);
        }
    }
}
