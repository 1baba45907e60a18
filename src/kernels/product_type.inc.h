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

/* ── The innermost loop: two vectors of sums for each row ── */

INLINE void NAME(add_step)(const REAL x[ROWS], const REAL *b, NAME(vec) sum[ROWS][2]) {
    const NAME(vec) left = NAME(load)(b), right = NAME(load)(b + LANES);
    for (int i = 0; i < ROWS; i++) {
        sum[i][0] += x[i] * left;
        sum[i][1] += x[i] * right;
    }
}

INLINE void NAME(add_packed)(const REAL *a, const REAL *b, size_t steps, NAME(vec) sum[ROWS][2]) {
    for (size_t k = 0; k < steps; k++)
        NAME(add_step)(a + k * ROWS, b + k * COLUMNS, sum);
}

/* Rows that are missing are read as the first one. */
INLINE void NAME(add_rows)(const REAL *a, ptrdiff_t stride, size_t rows, const REAL *b,
                           size_t steps, NAME(vec) sum[ROWS][2]) {
    const REAL *row[ROWS];
    for (size_t i = 0; i < ROWS; i++)
        row[i] = i < rows ? a + (ptrdiff_t)i * stride : a;
    for (size_t k = 0; k < steps; k++) {
        REAL x[ROWS];
        for (int i = 0; i < ROWS; i++)
            x[i] = row[i][k];
        NAME(add_step)(x, b + k * COLUMNS, sum);
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

/* A group of rows by a group of columns. */
INLINE void NAME(multiply_groups)(const kl_product *p, size_t row, size_t column) {
    const size_t rows_left = p->rows - row, columns_left = p->columns - column;
    const size_t rows = rows_left < ROWS ? rows_left : ROWS;
    const REAL *start = p->start, *a = p->a, *b = (const REAL *)p->b + column * p->steps;
    REAL *c = (REAL *)p->c + (ptrdiff_t)row * p->c_row + (ptrdiff_t)column * p->c_column;
    const int is_whole = rows == ROWS && columns_left >= COLUMNS && p->c_column == 1;
    for (ptrdiff_t i = 0; is_whole && i < ROWS; i++) /* it comes while the sums are made */
        __builtin_prefetch(c + i * p->c_row + COLUMNS, 1);
    NAME(vec) sum[ROWS][2];
    for (size_t i = 0; i < ROWS; i++)
        sum[i][0] = sum[i][1] = (start != NULL && i < rows ? start[row + i] : 0) - (NAME(vec)){0};
    if (p->a_is_packed)
        NAME(add_packed)(a + row * p->steps, b, p->steps, sum);
    else
        NAME(add_rows)(a + (ptrdiff_t)row * p->a_stride, p->a_stride, rows, b, p->steps, sum);
    if (is_whole)
        NAME(put_whole)(p, c, sum);
    else
        NAME(put_some)(p, c, rows, columns_left < COLUMNS ? columns_left : COLUMNS, sum);
}

static void NAME(multiply)(const kl_product *p) {
    for (size_t row = 0; row < p->rows; row += ROWS)
        for (size_t column = 0; column < p->columns; column += COLUMNS)
            NAME(multiply_groups)(p, row, column);
}

/* ── Packing ── */

INLINE void NAME(pack)(const REAL *from, ptrdiff_t step, ptrdiff_t element, size_t steps,
                       size_t elements, size_t group, REAL *out) {
    for (size_t first = 0; first < elements; first += group)
        for (size_t k = 0; k < steps; k++, out += group) {
            const REAL *in = from + (ptrdiff_t)k * step + (ptrdiff_t)first * element;
            const size_t left = elements - first;
            if (left >= group && element == 1)
                memcpy(out, in, group * sizeof *out);
            else
                for (size_t j = 0; j < group; j++)
                    out[j] = j < left ? in[(ptrdiff_t)j * element] : 0;
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
