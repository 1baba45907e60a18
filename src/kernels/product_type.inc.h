/* SPDX-License-Identifier: Apache-2.0 */
/* Products of one type: what product.inc.h includes for each. REAL is the type, LANES how many are in a vector. */
#define COLUMNS (VECTORS * LANES)

typedef REAL NAME(vec) __attribute__((vector_size(LANES * sizeof(REAL))));

INLINE NAME(vec) NAME(load)(const REAL *from) {
    NAME(vec) v;
    memcpy(&v, from, sizeof v);
    return v;
}
INLINE void NAME(store)(REAL *to, NAME(vec) v) {
    memcpy(to, &v, sizeof v);
}

/* ── The innermost loop: vectors of sums for each row, fewer where the columns end ── */

INLINE void NAME(add_step)(const REAL x[ROWS], const REAL *b, int vectors,
                           NAME(vec) sum[ROWS][VECTORS]) {
    NAME(vec) y[VECTORS];
    for (int part = 0; part < vectors; part++)
        y[part] = NAME(load)(b + part * LANES);
    for (int i = 0; i < ROWS; i++)
        for (int part = 0; part < vectors; part++)
            sum[i][part] += x[i] * y[part];
}

/* What is asked for while a group of C is computed, a little with every STRETCH of the steps, since more at a time
 * would be waited for: two rows of the group of C after the next, and so many lines of what is wanted beside it. */
typedef struct NAME(ahead) {
    const kl_product *p;
    const REAL *c; /* NULL: there is none */
    size_t row, column, lines;
} NAME(ahead);

INLINE void NAME(ask_wanted)(NAME(ahead) * ahead) {
    const kl_product *p = ahead->p;
    for (size_t i = 0; i < ahead->lines && ahead->row < p->ask_rows; i++) {
        __builtin_prefetch((const REAL *)p->ask + (ptrdiff_t)ahead->row * p->ask_stride +
                               (ptrdiff_t)ahead->column,
                           0, 2);
        ahead->column += LINE / sizeof(REAL);
        if (ahead->column >= p->ask_columns)
            ahead->column = 0, ahead->row++;
    }
}

INLINE void NAME(ask)(NAME(ahead) * ahead, size_t stretch) {
    for (size_t i = 2 * stretch; ahead->c != NULL && i < 2 * stretch + 2 && i < ROWS; i++)
        for (size_t at = 0; at < COLUMNS; at += LINE / sizeof(REAL))
            __builtin_prefetch(ahead->c + (ptrdiff_t)i * ahead->p->c_row + at, 1);
    NAME(ask_wanted)(ahead);
}

INLINE void NAME(add_packed)(const REAL *a, const REAL *b, size_t steps, int vectors,
                             NAME(vec) sum[ROWS][VECTORS], NAME(ahead) * ahead) {
    for (size_t first = 0; first < steps; first += STRETCH) {
        const size_t end = steps - first < STRETCH ? steps : first + STRETCH;
        NAME(ask)(ahead, first / STRETCH);
        for (size_t k = first; k < end; k++)
            NAME(add_step)(a + k * ROWS, b + k * COLUMNS, vectors, sum);
    }
}

/* Rows may come from memory: `next` bytes after each, in the group that follows, a line is asked for with every TURNS
 * stretches, in turn; what lies behind the end is asked for in vain. */
INLINE void NAME(add_rows)(const REAL *const row[ROWS], ptrdiff_t next, const REAL *b, size_t steps,
                           int vectors, NAME(vec) sum[ROWS][VECTORS], NAME(ahead) * ahead) {
    for (size_t first = 0; first < steps; first += STRETCH) {
        const size_t end = steps - first < STRETCH ? steps : first + STRETCH;
        const size_t stretch = first / STRETCH;
        for (size_t i = stretch % TURNS; i < ROWS; i += TURNS)
            __builtin_prefetch(
                (const void *)((uintptr_t)row[i] + (uintptr_t)next + stretch / TURNS * LINE), 0, 2);
        NAME(ask)(ahead, stretch);
        for (size_t k = first; k < end; k++) {
            REAL x[ROWS];
            for (int i = 0; i < ROWS; i++)
                x[i] = row[i][k];
            NAME(add_step)(x, b + k * COLUMNS, vectors, sum);
        }
    }
}

/* ── What becomes of the sums ── */

INLINE void NAME(put_whole)(const kl_product *p, REAL *c, int vectors,
                            NAME(vec) sum[ROWS][VECTORS]) {
    for (ptrdiff_t i = 0; i < ROWS; i++)
        for (ptrdiff_t part = 0; part < vectors; part++) {
            REAL *to = c + i * p->c_row + part * LANES;
            NAME(store)(to, p->add ? NAME(load)(to) + sum[i][part] : sum[i][part]);
        }
}

INLINE void NAME(put_some)(const kl_product *p, REAL *c, size_t rows, size_t columns,
                           NAME(vec) sum[ROWS][VECTORS]) {
    REAL one[ROWS][COLUMNS];
    memcpy(one, sum, sizeof one);
    for (size_t j = 0; j < columns; j++)
        for (size_t i = 0; i < rows; i++) {
            REAL *to = c + (ptrdiff_t)i * p->c_row + (ptrdiff_t)j * p->c_column;
            *to = p->add ? *to + one[i][j] : one[i][j];
        }
}

/* ── Groups of rows by groups of columns ── */

INLINE NAME(ahead) NAME(ahead_of)(const kl_product *p) {
    const size_t lines = p->ask_rows * kl_product_groups(p->ask_columns, LINE / sizeof(REAL));
    const size_t stretches = kl_product_groups(p->rows, ROWS) *
                             kl_product_groups(p->columns, COLUMNS) *
                             kl_product_groups(p->steps, STRETCH);
    return (NAME(ahead)){p, NULL, 0, 0, kl_product_groups(lines, stretches)};
}

/* The group of C after the next, in the order in which they are computed. */
INLINE void NAME(look_ahead)(NAME(ahead) * ahead, size_t row, size_t column) {
    const kl_product *p = ahead->p;
    for (int i = 0; i < 2; i++) {
        column += COLUMNS;
        if (column >= p->columns)
            row += ROWS, column = 0;
    }
    const int is_there = p->c_column == 1 && row + ROWS <= p->rows;
    ahead->c = is_there ? (const REAL *)p->c + (ptrdiff_t)row * p->c_row + (ptrdiff_t)column : NULL;
}

INLINE void NAME(put)(const kl_product *p, size_t row, size_t column,
                      NAME(vec) sum[ROWS][VECTORS]) {
    const size_t rows = p->rows - row < ROWS ? p->rows - row : ROWS;
    const size_t columns = p->columns - column < COLUMNS ? p->columns - column : COLUMNS;
    REAL *c = (REAL *)p->c + (ptrdiff_t)row * p->c_row + (ptrdiff_t)column * p->c_column;
    if (rows == ROWS && columns == COLUMNS && p->c_column == 1)
        NAME(put_whole)(p, c, VECTORS, sum);
    else if (rows == ROWS && columns % LANES == 0 && p->c_column == 1)
        NAME(put_whole)(p, c, (int)(columns / LANES), sum);
    else if (rows < ROWS || !PUT_TURNED(p, c, columns, sum))
        NAME(put_some)(p, c, rows, columns, sum);
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
    const size_t pieces = kl_product_groups(p->steps, TURNS * STRETCH);
    return ROWS * p->a_stride * (ptrdiff_t)sizeof(REAL) +
           (ptrdiff_t)(column / COLUMNS * pieces) * LINE;
}

INLINE void NAME(add)(const kl_product *p, const NAME(group) * group, size_t column, int vectors,
                      NAME(vec) sum[ROWS][VECTORS], NAME(ahead) * ahead) {
    const REAL *b = (const REAL *)p->b + column * p->steps;
    if (p->a_is_packed)
        NAME(add_packed)(group->packed, b, p->steps, vectors, sum, ahead);
    else
        NAME(add_rows)(group->row, NAME(next)(p, column), b, p->steps, vectors, sum, ahead);
}

static void NAME(multiply)(const kl_product *p) {
    NAME(ahead) ahead = NAME(ahead_of)(p);
    for (size_t row = 0; row < p->rows; row += ROWS) {
        const NAME(group) group = NAME(group_of)(p, row);
        for (size_t column = 0; column < p->columns; column += COLUMNS) {
            NAME(vec) sum[ROWS][VECTORS];
            NAME(look_ahead)(&ahead, row, column);
            for (size_t i = 0; i < ROWS; i++)
                for (int part = 0; part < VECTORS; part++)
                    sum[i][part] = group.start[i] - (NAME(vec)){0};
            const size_t left = p->columns - column;
            if (left > (VECTORS - 1) * LANES)
                NAME(add)(p, &group, column, VECTORS, sum, &ahead);
            else if (VECTORS == 3 && left > LANES)
                NAME(add)(p, &group, column, 2, sum, &ahead);
            else
                NAME(add)(p, &group, column, 1, sum, &ahead);
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
