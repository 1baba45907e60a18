/* SPDX-License-Identifier: Apache-2.0 */
#include "loss_details.h"

#include "call.h"

int loss_details_place(loss_details *to, size_t n, kl_reduction reduction) {
    kl_loss_rows *rows = &to->rows;
    const int each = to->is_asked || reduction == KL_REDUCTION_NONE;
    to->n = n;
    if (each)
        rows->loss = PyMem_Calloc(n + 1, sizeof *rows->loss);
    if (to->is_asked) {
        rows->log_sum_exp = PyMem_Calloc(n + 1, sizeof *rows->log_sum_exp);
        rows->entropy = PyMem_Calloc(n + 1, sizeof *rows->entropy);
        rows->argmax = PyMem_Calloc(n + 1, sizeof *rows->argmax);
    }
    const int has_all = rows->log_sum_exp != NULL && rows->entropy != NULL && rows->argmax != NULL;
    if ((!each || rows->loss != NULL) && (!to->is_asked || has_all))
        return 0;
    PyErr_NoMemory();
    return -1;
}

PyObject *loss_details_value(const loss_details *of, module_state *state, kl_reduction reduction,
                             double loss) {
    return reduction == KL_REDUCTION_NONE
               ? series_of(state, "d", of->rows.loss, of->n * sizeof *of->rows.loss)
               : PyFloat_FromDouble(loss);
}

PyObject *loss_details_result(const loss_details *of, module_state *state) {
    if (!of->is_asked)
        return Py_NewRef(Py_None);
    const size_t bytes = of->n * sizeof(double);
    return Py_BuildValue("(NNNN)", series_of(state, "d", of->rows.loss, bytes),
                         series_of(state, "d", of->rows.log_sum_exp, bytes),
                         series_of(state, "d", of->rows.entropy, bytes),
                         series_of(state, "q", of->rows.argmax, of->n * sizeof *of->rows.argmax));
}

void loss_details_release(loss_details *of) {
    PyMem_Free(of->rows.loss);
    PyMem_Free(of->rows.log_sum_exp);
    PyMem_Free(of->rows.entropy);
    PyMem_Free(of->rows.argmax);
    of->rows = (kl_loss_rows){0};
}
