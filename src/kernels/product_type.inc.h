/* SPDX-License-Identifier: Apache-2.0 */
/* Products of one type: what product.inc.h includes for each. REAL is the type, LANES how many are in a vector. */
#define COLUMNS (2 * LANES)

typedef REAL NAME(vec) __attribute__((vector_size(LANES * sizeof(REAL))));

INLINE NAME(vec) NAME(load)(const REAL *from) {
    NAME(vec) v;
    memcpy(&v, from, sizeof v);
    return v;
}
INLINE void NAME(store)(REAL *to, NAME(vec) v) {
    memcpy(to, &v, sizeof v);
}

/* ── The innermost loop: two vectors of sums for each row, or one where the columns end ── */

INLINE void NAME(add_step)(const REAL x[ROWS], const REAL *b, int vectors, NAME(vec) sum[ROWS][2]) {
    const NAME(vec) left = NAME(load)(b), right = NAME(load)(b + LANES);
    for (int i = 0; i < ROWS; i++) {
        sum[i][0] += x[i] * left;
        if (vectors == 2)
            sum[i][1] += x[i] * right;
    }
}

INLINE void NAME(add_packed)(const REAL *a, const REAL *b, size_t steps, int vectors,
                             NAME(vec) sum[ROWS][2]) {
    for (size_t k = 0; k < steps; k++)
        NAME(add_step)(a + k * ROWS, b + k * COLUMNS, vectors, sum);
}

/* Rows may come from memory: `next` bytes after each, in the group that follows, a line is asked for with every piece
 * of the steps; what lies behind the end is asked for in vain. */
INLINE void NAME(add_rows)(const REAL *const row[ROWS], ptrdiff_t next, const REAL *b, size_t steps,
                           int vectors, NAME(vec) sum[ROWS][2]) {
    for (size_t first = 0; first < steps; first += PIECE, next += LINE) {
        const size_t end = steps - first < PIECE ? steps : first + PIECE;
        for (int i = 0; i < ROWS; i++)
            __builtin_prefetch((const void *)((uintptr_t)row[i] + (uintptr_t)next), 0, 2);
        for (size_t k = first; k < end; k++) {
            REAL x[ROWS];
            for (int i = 0; i < ROWS; i++)
                x[i] = row[i][k];
            NAME(add_step)(x, b + k * COLUMNS, vectors, sum);
        }
    }
}

/* ── What becomes of the sums ── */

INLINE void NAME(put_whole)(const kl_product *p, REAL *c, NAME(vec) sum[ROWS][2]) {
    for (ptrdiff_t i = 0; i < ROWS; i++)
        for (ptrdiff_t half = 0; half < 2; half++) {
            REAL *to = c + i * p->c_row + half * LANES;
            NAME(store)(to, p->add ? NAME(load)(to) + sum[i][half] : sum[i][half]);
        }
}

INLINE void NAME(put_some)(const kl_product *p, REAL *c, size_t rows, size_t columns,
                           NAME(vec) sum[ROWS][2]) {
    REAL one[ROWS][COLUMNS];
    memcpy(one, sum, sizeof one);
    for (size_t j = 0; j < columns; j++)
        for (size_t i = 0; i < rows; i++) {
            REAL *to = c + (ptrdiff_t)i * p->c_row + (ptrdiff_t)j * p->c_column;
            *to = p->add ? *to + one[i][j] : one[i][j];
        }
}

/* ── Groups of rows by groups of columns ── */

/* What memory has of the group of C after the next, in the order in which they are computed, comes in the meantime; and
 * of `ask`, which is of the same shape. */
INLINE void NAME(ask_ahead)(const kl_product *p, size_t row, size_t column) {
    enum { AHEAD = 2 * COLUMNS };
    if (column + AHEAD < p->columns)
        column += AHEAD;
    else
        row += ROWS, column = column + AHEAD - p->columns;
    if (p->c_column != 1 || row + ROWS > p->rows || column >= p->columns)
        return;
    const REAL *c = (const REAL *)p->c + (ptrdiff_t)row * p->c_row + (ptrdiff_t)column;
    for (ptrdiff_t i = 0; i < ROWS; i++)
        __builtin_prefetch(c + i * p->c_row, 1);
    if (p->ask == NULL)
        return;
    const REAL *ask = (const REAL *)p->ask + (ptrdiff_t)row * p->ask_stride + (ptrdiff_t)column;
    for (ptrdiff_t i = 0; i < ROWS; i++)
        __builtin_prefetch(ask + i * p->ask_stride, 0, 2);
}

INLINE void NAME(put)(const kl_product *p, size_t row, size_t column, NAME(vec) sum[ROWS][2]) {
    const size_t rows = p->rows - row, columns = p->columns - column;
    REAL *c = (REAL *)p->c + (ptrdiff_t)row * p->c_row + (ptrdiff_t)column * p->c_column;
    if (rows >= ROWS && columns >= COLUMNS && p->c_column == 1)
        NAME(put_whole)(p, c, sum);
    else if (rows < ROWS || !PUT_TURNED(p, c, columns < COLUMNS ? columns : COLUMNS, sum))
        NAME(put_some)(p, c, rows < ROWS ? rows : ROWS, columns < COLUMNS ? columns : COLUMNS, sum);
}

/* A group of rows: where each begins, those that are missing as the first one, and what their sums begin with. */
typedef struct NAME(group) {
    const REAL *packed, *row[ROWS];
    REAL start[ROWS];
} NAME(group);

INLINE NAME(group) NAME(group_of)(const kl_product *p, size_t first) {
    NAME(group) group = {.packed = (const REAL *)p->a + first * p->steps};
    for (size_t i = 0; i < ROWS; i++) {
        const size_t at = first + i < p->rows ? first + i : first;
        group.row[i] = (const REAL *)p->a + (ptrdiff_t)at * p->a_stride;
        group.start[i] = p->start != NULL ? ((const REAL *)p->start)[at] : 0;
    }
    return group;
}

/* Each group of columns asks for other lines of the next rows. */
INLINE ptrdiff_t NAME(next)(const kl_product *p, size_t column) {
    const size_t pieces = (p->steps + PIECE - 1) / PIECE;
    return ROWS * p->a_stride * (ptrdiff_t)sizeof(REAL) +
           (ptrdiff_t)(column / COLUMNS * pieces) * LINE;
}

INLINE void NAME(add)(const kl_product *p, const NAME(group) * group, size_t column, int vectors,
                      NAME(vec) sum[ROWS][2]) {
    const REAL *b = (const REAL *)p->b + column * p->steps;
    if (p->a_is_packed)
        NAME(add_packed)(group->packed, b, p->steps, vectors, sum);
    else
        NAME(add_rows)(group->row, NAME(next)(p, column), b, p->steps, vectors, sum);
}

static void NAME(multiply)(const kl_product *p) {
    for (size_t row = 0; row < p->rows; row += ROWS) {
        const NAME(group) group = NAME(group_of)(p, row);
        for (size_t column = 0; column < p->columns; column += COLUMNS) {
            NAME(vec) sum[ROWS][2];
            NAME(ask_ahead)(p, row, column);
            for (size_t i = 0; i < ROWS; i++)
                sum[i][0] = sum[i][1] = group.start[i] - (NAME(vec)){0};
            if (p->columns - column > LANES)
                NAME(add)(p, &group, column, 2, sum);
            else
                NAME(add)(p, &group, column, 1, sum);
            NAME(put)(p, row, column, sum);
        }
    }
}

/* ── Packing ── */

/* Step by step, as memory has them where elements are contiguous; those of a later step are asked for. */
INLINE void NAME(pack)(const REAL *from, ptrdiff_t step, ptrdiff_t element, size_t steps,
                       size_t elements, size_t group, REAL *out) {
    enum { AHEAD = 8 };
    for (size_t k = 0; k < steps; k++)
        for (size_t first = 0; first < elements; first += group) {
            const REAL *in = from + (ptrdiff_t)k * step + (ptrdiff_t)first * element;
            REAL *to = out + first * steps + k * group;
            const size_t left = elements - first;
            if (element == 1)
                __builtin_prefetch(in + AHEAD * step);
            if (left >= group && element == 1)
                memcpy(to, in, group * sizeof *to);
            else
                for (size_t j = 0; j < group; j++)
                    to[j] = j < left ? in[(ptrdiff_t)j * element] : 0;
        }
}

static void NAME(pack_rows)(const void *from, ptrdiff_t step, ptrdiff_t element, size_t steps,
                            size_t elements, void *out) {
    NAME(pack)(from, step, element, steps, elements, ROWS, out);
}
static void NAME(pack_columns)(const void *from, ptrdiff_t step, ptrdiff_t element, size_t steps,
                               size_t elements, void *out) {
    NAME(pack)(from, step, element, steps, elements, COLUMNS, out);
}

#undef COLUMNS
