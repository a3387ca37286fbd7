// What the files of the regular expressions share: sets of characters, syntax trees, programs.
#ifndef EUNOMIA_REGEX_INTERNAL_H
#define EUNOMIA_REGEX_INTERNAL_H

#include "regex.h"

enum { RE_LAST_CODE_POINT = 0x10FFFF };

// ---- set.c: sets of code points
typedef struct { uint32_t lo, hi; } re_range;
typedef struct { re_range *ranges; uint32_t len, cap; } re_set;

void re_set_add(re_set *set, uint32_t lo, uint32_t hi);
void re_set_add_all(re_set *set, const re_set *other);
void re_set_tidy(re_set *set);   // in order, apart, and as few as possible: what the others want and leave
void re_set_negate(re_set *set); // tidy
bool re_set_has(const re_range *ranges, uint32_t len, uint32_t cp);

// fold.c: adds what is the same but for upper and lower case; of a tidy set
void re_set_fold(re_set *set);
void re_set_fold_one(re_set *set, uint32_t cp); // of one character, into an empty set

// unicode.c: adds a category's or a script's characters; false if nothing has that name. The set becomes tidy.
bool re_set_add_named(re_set *set, const char *name, uint32_t len);
bool re_is_letter_or_digit(uint32_t cp);
uint32_t re_varint(const uint8_t **at); // seven bits a byte, low first

// ---- syntax trees
enum re_node_op {
    RE_EMPTY, RE_LITERAL, RE_SET, RE_ANY, RE_ANY_BUT_NEWLINE, RE_ASSERTION, RE_GROUP, RE_STAR, RE_PLUS, RE_QUEST,
    RE_REPEAT, RE_CONCAT, RE_ALTERNATE,
    RE_PAREN, RE_BAR // on the parser's stack alone
};

enum { // conditions on a place in the text
    RE_BEGIN_LINE = 1, RE_END_LINE = 2, RE_BEGIN_TEXT = 4, RE_END_TEXT = 8, RE_WORD_BOUNDARY = 16, RE_NO_WORD_BOUNDARY = 32
};

enum { RE_UNBOUNDED = 0xFFFFFFFFu };

typedef struct re_node {
    uint8_t op;
    bool lazy;      // STAR, PLUS, QUEST, REPEAT
    bool nullable;  // may match nothing
    uint8_t flags;  // PAREN: those outside
    uint32_t height, size; // size: of its program, at most
    uint32_t a, b;  // LITERAL: code point; ASSERTION: condition; GROUP, PAREN: number, 0 if not counted; REPEAT: from, to;
                    // SET: how many ranges, and 1 + its place in the program once it has one
    const re_range *ranges;
    // CONCAT, ALTERNATE: the last one, and the first; others: the one
    struct re_node *last, *first;
    struct re_node *before; // the one to the left in the same CONCAT or ALTERNATE
} re_node;

// ---- the parser
enum { RE_FOLD = 1, RE_MULTI_LINE = 2, RE_DOT_NEWLINE = 4, RE_LAZY = 8 }; // (?imsU)

typedef struct { uint32_t at, len; } re_span;

typedef struct {
    const char *text;
    uint32_t len, at;
    uint32_t flags;
    re_node **stack;
    uint32_t depth;
    uint32_t group_count, name_cap;
    re_span *names;       // of groups, in the pattern; length 0 if there is none
    uint32_t ranges;      // of all sets
    re_node *last_named;  // the last set that is all of a \p, its text, and the flags then
    re_span last_name;
    uint32_t last_flags;
    const char *error;    // what is wrong, or 0, and where it says so
    uint32_t error_from, error_to;
} re_parser;

re_node *re_parse(re_parser *p); // 0, error set, if the pattern is wrong
bool re_error(re_parser *p, const char *message, uint32_t from, uint32_t to); // false
const char *re_error_text(const re_parser *p);

static inline bool re_at(const re_parser *p, uint32_t ahead, char c) {
    return p->at + ahead < p->len && p->text[p->at + ahead] == c;
}
static inline bool re_more(const re_parser *p) { return p->at < p->len; }
static inline uint32_t re_next_char(re_parser *p) { return rt_utf8_decode(p->text, p->len, &p->at); }
uint32_t re_index_of(const re_parser *p, char c); // at or after p->at; p->len if it is nowhere

// node.c: all of these fail, and return false, if the pattern becomes too deep or too large
bool re_push(re_parser *p, uint8_t op, uint32_t a);
bool re_push_set(re_parser *p, re_set *set); // tidy
bool re_push_literal(re_parser *p, uint32_t cp);
bool re_wrap(re_parser *p, uint8_t op, uint32_t a, uint32_t b, bool lazy); // the node on top
bool re_reduce(re_parser *p, uint8_t op, uint32_t mark); // what is above the mark becomes one

// escape.c: what follows a backslash, which is at p->at
bool re_parse_escape(re_parser *p, uint32_t *cp);
// class.c: each returns whether there is one; if it is wrong, p->error is set
bool re_parse_class(re_parser *p);
bool re_parse_class_escape(re_parser *p); // outside brackets: \d, \pL
// group.c
bool re_parse_question(re_parser *p); // "(?"
// repeat.c
bool re_is_repeat(const re_parser *p); // braces that are not plain characters
bool re_parse_repeat(re_parser *p, uint32_t last_repeat);

// ---- programs
enum re_inst_op {
    RE_I_MATCH, RE_I_FAIL, RE_I_ALT, RE_I_SAVE, RE_I_ASSERT, RE_I_CHAR, RE_I_SET, RE_I_ANY, RE_I_ANY_BUT_NEWLINE
};

// 4 bits of what to do, 28 of the next one; ALT: arg is taken second; SAVE: the slot; ASSERT: the condition;
// CHAR: the code point; SET: where in the program's sets
typedef struct { uint32_t op_out, arg; } re_inst;
#define RE_OP(inst) ((inst)->op_out & 15)
#define RE_OUT(inst) ((inst)->op_out >> 4)

// In the words of a program's sets: a bit for each ASCII character, how many ranges there are beyond, the ranges.
typedef struct { uint32_t ascii[4]; uint32_t count; re_range ranges[]; } re_chars;

struct re_program {
    uint32_t size;                  // bytes, all of it
    uint32_t hash, kind, key_len;   // what it is the program of
    uint32_t sets, names, key, prefix; // where those are, in bytes from the start
    uint32_t prefix_len;            // of the text that every match begins with
    uint32_t inst_count, start, groups, named; // named: how many names there are
    uint8_t conditions;             // all that it asks for
    bool anchored;                  // matches at the text's begin alone
    bool even;                      // does not tell characters beyond ASCII apart
    bool kept, used;                // in the cache; once at least
    uint16_t next;                  // with the same hash in the cache
    uint16_t state_units;           // of the cache, for states
    uint16_t states;                // of the automaton, the newest first
    uint16_t starts[8];             // by context
    uint8_t class_count;            // of characters that it does not tell apart
    bool states_full;
    uint8_t classes[128];           // of ASCII characters
    re_inst insts[];
};

static inline const re_chars *re_chars_of(const re_program *p, uint32_t at) {
    return (const re_chars *) ((const char *) p + p->sets + at * 4);
}
static inline bool re_is_word(uint32_t cp) {
    return cp < 0x80 && ((cp | 0x20) - 'a' < 26 || cp - '0' < 10 || cp == '_');
}
bool re_accepts(const re_program *p, const re_inst *inst, uint32_t cp); // of what reads a character

// emit.c: the instructions of a tree
typedef struct { re_inst *insts; uint32_t inst_count, start; uint32_t *words; uint32_t word_count, word_cap; } re_code;
re_code re_emit(re_node *root);
// layout.c
re_program *re_lay_out(const re_parser *p, const re_code *code);
uint32_t re_find_prefix(const re_program *p, const char *text, uint32_t len, uint32_t from); // or RE_NOWHERE

// cache.c
void re_forget(void); // all programs and states; those at hand are none any more
uint16_t *re_units(uint32_t unit);          // 16 bits each
uint32_t re_take_state_units(uint32_t count); // an even number of them; 0 if there is no room

// search.c: a place in a text; before, after: characters, RE_NOWHERE at the ends
typedef struct { uint32_t at, next, before, after, conditions; } re_place;
void re_look_at(const re_search *s, re_place *here, uint32_t at, uint32_t before);
void re_go_to(const re_search *s, re_place *here, uint32_t at);
bool re_pike_find(re_search *s, uint32_t from);
bool re_backtrack_find(re_search *s, uint32_t from);

// automaton.c: -1 if it cannot tell
int32_t re_automaton_run(re_program *p, const char *text, uint32_t len, uint32_t from);

#endif
