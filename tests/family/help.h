/* SPDX-License-Identifier: Apache-2.0 */
/* What the tests of families share. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <kullback/family.h>
#include <math.h>
#include <string.h>
