// A second reading of regular expressions: the plain ones among them, matched by trying one way after another.
#ifndef EUNOMIA_FUZZ_BACKTRACK_H
#define EUNOMIA_FUZZ_BACKTRACK_H

#include "fuzz.h"

enum {
    BT_MOST_PATTERN = 64, BT_MOST_TEXT = 40, BT_MOST_GROUPS = 16, BT_MOST_NODES = 160, BT_MOST_STATES = 400,
    BT_NOWHERE = 0xFFFFFFFFu
};

enum { BT_NOTHING, BT_CHARS, BT_PLACE, BT_GROUP, BT_REPEAT, BT_THEN, BT_OR };
enum { BT_UNBOUNDED = 0xFFFF };

// Of the pattern as a tree. What reads a character has the ASCII characters that it takes, and one beyond, or all of them.
typedef struct {
    uint8_t kind;
    bool lazy, nullable, all_beyond;
    uint32_t ascii[4], beyond;
    uint32_t number;          // of the group; or which place of the text is asked for
    uint32_t from, to, times; // how often; and how often with all that is inside
    uint32_t left, right;
} bt_node;

typedef struct { uint8_t kind; uint32_t arg, next, other; } bt_state;

typedef struct {
    uint32_t cps[BT_MOST_PATTERN], n, at; // the pattern
    bool given_up;                        // it has what this does not read, or is wrong
    bt_node nodes[BT_MOST_NODES];
    bt_state states[BT_MOST_STATES];
    uint32_t node_count, state_count, start, groups;
    uint32_t text[BT_MOST_TEXT], text_n, bytes_at[BT_MOST_TEXT + 1]; // where each character begins
    bool tried[BT_MOST_STATES][BT_MOST_TEXT + 1];
    uint32_t places[2 * (BT_MOST_GROUPS + 1)]; // of the match, in characters
} bt_search;

// False if it does not know the pattern, or one of the two is too long. The pattern is right otherwise.
bool bt_read(bt_search *b, rt_ref pattern, rt_ref text);
// The first match from the character `from` on. What led to no match is not tried again.
bool bt_find(bt_search *b, uint32_t from);

// backtrack_read.c: b->cps to a tree; its root
uint32_t bt_read_tree(bt_search *b);
bool bt_is_word(uint32_t cp);

#endif
