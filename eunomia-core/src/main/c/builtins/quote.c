// Go's strconv.Quote: what fmt's %q and OPA's terms print strings with.
#include "builtin.h"

#include "print_tables.inc"

static const char digits[] = "0123456789abcdef";

static bool is_printable(uint32_t cp) {
    if (cp < 0xA0) {
        return cp >= 0x20 && cp < 0x7F;
    }
    uint32_t at = 0xA0;
    bool printable = false;
    for (uint32_t i = 0; i < sizeof print_runs; printable = !printable) {
        uint32_t run = 0, shift = 0;
        uint8_t byte;
        do {
            byte = print_runs[i++];
            run |= (uint32_t) (byte & 0x7F) << shift;
            shift += 7;
        } while (byte & 0x80);
        if (cp - at < run) {
            return printable;
        }
        at += run;
    }
    return false;
}

static void add_hex(rt_buffer *b, char kind, uint32_t cp, int32_t width) {
    rt_buffer_add_char(b, '\\');
    rt_buffer_add_char(b, kind);
    for (int32_t shift = (width - 1) * 4; shift >= 0; shift -= 4) {
        rt_buffer_add_char(b, digits[cp >> shift & 15]);
    }
}

static char short_escape(uint32_t cp) {
    return cp - 7 < 7 ? "abtnvfr"[cp - 7] : 0;
}

void bi_add_quoted_char(rt_buffer *b, uint32_t cp, char quote, bool ascii) {
    if (cp == (uint8_t) quote || cp == '\\') {
        rt_buffer_add_char(b, '\\');
        rt_buffer_add_char(b, (char) cp);
    } else if (is_printable(cp) && (cp < 0x80 || !ascii)) {
        rt_buffer_add_code_point(b, cp);
    } else if (short_escape(cp)) {
        rt_buffer_add_char(b, '\\');
        rt_buffer_add_char(b, short_escape(cp));
    } else if (cp < 0x20 || cp == 0x7F) {
        add_hex(b, 'x', cp, 2);
    } else if (cp < 0x10000) {
        add_hex(b, 'u', cp, 4);
    } else {
        add_hex(b, 'U', cp, 8);
    }
}

void bi_add_quoted(rt_buffer *b, const char *bytes, uint32_t len, bool ascii) {
    rt_buffer_add_char(b, '"');
    uint32_t at = 0;
    while (at < len) {
        uint32_t start = at;
        // Runs of plain ASCII, nearly all there is, are copied at once.
        while (at < len && (uint8_t) bytes[at] - 0x20u < 0x5F && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        rt_buffer_add(b, bytes + start, at - start);
        if (at < len) {
            bi_add_quoted_char(b, rt_utf8_decode(bytes, len, &at), '"', ascii);
        }
    }
    rt_buffer_add_char(b, '"');
}
