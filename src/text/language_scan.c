/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes to words. tools/languages/symbols.py has the same rules, and decides what each code point is. */
#include <string.h>

#include "base/utf8.h"
#include "text/language_detector.h"

static void end_word(kl_language_detector *detector) {
    if (detector->word_length > 0) {
        if (detector->listener.word)
            detector->listener.word(detector->listener.context, detector);
        else
            kl_language_score(detector);
        detector->blank = 0;
    }
    detector->word_length = 0;
    detector->apostrophe = 0;
    detector->capital = 0;
}

static void append(kl_language_detector *detector, uint16_t symbol) {
    if (detector->word_length == KL_LANGUAGE_WORD_MAX) {
        int capital = detector->capital;
        end_word(detector);
        detector->word_begin = detector->position;
        detector->capital = capital;
    }
    detector->word[detector->word_length++] = symbol;
}

static void letter(kl_language_detector *detector, kl_point point) {
    if (detector->word_length > 0 && detector->script != point.kind)
        end_word(detector);
    if (detector->word_length == 0)
        detector->word_begin = detector->position;
    if (detector->apostrophe) {
        detector->apostrophe = 0;
        append(detector, detector->profile->scripts[point.kind].apostrophe);
    }
    /* A capital behind a small letter stands in names of programs, and a letter behind a digit in codes. */
    detector->odd +=
        (detector->word_length > 0 && point.upper && !detector->capital) || detector->digit;
    detector->script = point.kind;
    append(detector, point.symbol);
    detector->capital = point.upper;
}

/* The letter before and this accent are one letter, or else the accent is passed over. */
static void mark(kl_language_detector *detector, uint16_t accent) {
    const kl_language_profile *profile = detector->profile;
    if (detector->word_length == 0 || detector->apostrophe)
        return;
    uint16_t *last = &detector->word[detector->word_length - 1];
    size_t low = 0, high = profile->composition_count;
    const uint64_t wanted = (uint64_t)detector->script << 32 | (uint64_t)*last << 16 | accent;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const kl_composition *c = &profile->compositions[middle];
        uint64_t key = (uint64_t)c->script << 32 | (uint64_t)c->letter << 16 | c->mark;
        if (key == wanted) {
            *last = c->composed;
            return;
        }
        if (key < wanted)
            low = middle + 1;
        else
            high = middle;
    }
}

/* A letter of no script of the profile. */
static void foreign(kl_language_detector *detector) {
    detector->foreign++;
    if (detector->listener.word) {
        detector->word_begin = detector->position;
        detector->listener.word(detector->listener.context, detector);
        detector->blank = 0;
    }
}

static int is_blank(uint32_t code) {
    return code == ' ' || (code >= '\t' && code <= '\r') || code == 0xA0 || code == 0x3000;
}

static void other(kl_language_detector *detector, uint32_t code, kl_point point, size_t bytes) {
    if (point.kind == KL_POINT_APOSTROPHE && detector->word_length > 0 && !detector->apostrophe) {
        detector->apostrophe = 1;
        return;
    }
    const int digit = point.kind == KL_POINT_DIGIT;
    /* A bracket that opens right behind a letter is that of a call. */
    detector->odd +=
        point.kind == KL_POINT_ODD || ((digit || code == '(') && detector->word_length > 0);
    end_word(detector);
    detector->digit = digit;
    if (point.kind == KL_POINT_FOREIGN)
        foreign(detector);
    else if (detector->listener.word && detector->blank == 0 && is_blank(code))
        detector->blank = detector->position + bytes;
}

static void take(kl_language_detector *detector, uint32_t code, size_t bytes) {
    kl_point point = {KL_POINT_BREAK, 0, 0};
    if (code < KL_LANGUAGE_POINTS)
        point = detector->profile->points[code];
    if (point.kind == KL_POINT_SKIP)
        return;
    if (point.kind == KL_POINT_MARK) {
        mark(detector, point.symbol);
    } else if (point.kind < KL_POINT_DIGIT) {
        letter(detector, point);
        detector->digit = 0;
    } else {
        other(detector, code, point, bytes);
    }
}

/* One byte that begins no sequence: no text, or none in UTF-8. */
static void bad_byte(kl_language_detector *detector) {
    detector->odd++;
    detector->bad_bytes++;
    end_word(detector);
    detector->digit = 0;
}

/* 1 if these bytes, fewer than four, may be the begin of a sequence. */
static int may_go_on(const uint8_t *data, size_t size) {
    if (size == 0 || size >= 4 || data[0] < 0xC2 || data[0] > 0xF4)
        return 0;
    size_t whole = data[0] < 0xE0 ? 2 : data[0] < 0xF0 ? 3 : 4;
    for (size_t i = 1; i < size; i++)
        if ((data[i] & 0xC0) != 0x80)
            return 0;
    return size < whole;
}

/* Characters as far as they are whole; how many bytes that took. */
static size_t scan_whole(kl_language_detector *detector, const uint8_t *data, size_t size,
                         int last) {
    const int bytes = detector->profile->bytes;
    size_t i = 0;
    while (i < size) {
        uint32_t code = data[i];
        detector->position = detector->consumed + i;
        size_t n = code < 0x80 || bytes ? 1 : kl_utf8_decode(data + i, size - i, &code);
        if (n == 0 && !last && size - i < 4 && may_go_on(data + i, size - i))
            break;
        if (n == 0) {
            bad_byte(detector);
            i++;
            continue;
        }
        take(detector, code, n);
        i += n;
    }
    detector->consumed += i;
    return i;
}

void kl_language_scan(kl_language_detector *detector, const uint8_t *data, size_t size, int last) {
    /* What the piece before has left, a byte more at a time. */
    while (detector->rest_size > 0 && (size > 0 || last)) {
        if (size > 0) {
            detector->rest[detector->rest_size++] = *data++;
            size--;
        }
        size_t taken = scan_whole(detector, detector->rest, detector->rest_size, last && size == 0);
        detector->rest_size -= taken;
        memmove(detector->rest, detector->rest + taken, detector->rest_size);
    }
    if (detector->rest_size == 0 && size > 0) {
        size_t taken = scan_whole(detector, data, size, last);
        detector->rest_size = size - taken;
        memcpy(detector->rest, data + taken, detector->rest_size);
    }
    if (last) {
        detector->position = detector->consumed;
        end_word(detector);
        kl_language_settle(detector);
    }
}
