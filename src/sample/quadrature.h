/* SPDX-License-Identifier: Apache-2.0 */
/* Gauss's quadrature by the recurrence of orthogonal polynomials. */
#ifndef KL_SAMPLE_QUADRATURE_H
#define KL_SAMPLE_QUADRATURE_H

enum { KL_NODES = 8 };

/* Nodes and weights (that sum to 1) of the rule of a law whose orthonormal polynomials satisfy
 * x p_k = off[k+1] p_(k+1) + diagonal[k] p_k + off[k] p_(k−1): the mean of a polynomial of degree 2·KL_NODES − 1 is
 * exact. off[0] is not read, the others are above 0. `diagonal` becomes the nodes; `off` is overwritten. */
void kl_gauss_rule(double diagonal[KL_NODES], double off[KL_NODES], double weight[KL_NODES]);

#endif
