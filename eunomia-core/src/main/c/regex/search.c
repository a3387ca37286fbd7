// Searches for the next match in a text, and the places where they look.
#include "internal.h"

// What is visited at most to search without Pike's machine.
enum { MAX_VISITS = 1 << 18 };

re_search re_search_of(const re_program *program, const char *text, uint32_t len, uint32_t slots) {
    re_search s = {.program = program, .text = text, .len = len, .slots = slots, .last_end = RE_NOWHERE};
    s.places = rt_alloc(slots * 4);
    return s;
}

static bool is_word_char(uint32_t cp) { return cp != RE_NOWHERE && re_is_word(cp); }

static uint32_t conditions_at(const re_place *here) {
    uint32_t holds = 0;
    if (here->before == RE_NOWHERE) {
        holds |= RE_BEGIN_TEXT | RE_BEGIN_LINE;
    } else if (here->before == '\n') {
        holds |= RE_BEGIN_LINE;
    }
    if (here->after == RE_NOWHERE) {
        holds |= RE_END_TEXT | RE_END_LINE;
    } else if (here->after == '\n') {
        holds |= RE_END_LINE;
    }
    return holds | (is_word_char(here->before) == is_word_char(here->after) ? RE_NO_WORD_BOUNDARY : RE_WORD_BOUNDARY);
}

void re_look_at(const re_search *s, re_place *here, uint32_t at, uint32_t before) {
    here->at = here->next = at;
    here->before = before;
    here->after = RE_NOWHERE;
    if (at < s->len) {
        here->after = rt_utf8_decode(s->text, s->len, &here->next);
    }
    here->conditions = s->program->conditions ? conditions_at(here) : 0;
}

void re_go_to(const re_search *s, re_place *here, uint32_t at) {
    uint32_t start = at, before = RE_NOWHERE;
    if (at > 0) {
        while (((uint8_t) s->text[--start] & 0xC0) == 0x80) {
        }
        before = rt_utf8_decode(s->text, s->len, &start);
    }
    re_look_at(s, here, at, before);
}

bool re_find(re_search *s, uint32_t from) {
    if (s->program->anchored && from > 0) {
        return false;
    }
    uint64_t visits = (uint64_t) s->program->inst_count * (s->len - from + 1);
    return visits <= MAX_VISITS ? re_backtrack_find(s, from) : re_pike_find(s, from);
}

bool re_next(re_search *s) {
    while (s->at <= s->len && re_find(s, s->at)) {
        uint32_t begin = s->places[0], end = s->places[1], last_end = s->last_end;
        bool is_empty = end == s->at;
        if (is_empty) {
            uint32_t next = s->at;
            if (next < s->len) {
                rt_utf8_decode(s->text, s->len, &next);
            } else {
                next++;
            }
            s->at = next;
        } else {
            s->at = end;
        }
        s->last_end = end;
        if (!is_empty || begin != last_end) {
            return true;
        }
    }
    s->at = s->len + 1;
    return false;
}
