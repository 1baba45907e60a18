/* SPDX-License-Identifier: Apache-2.0 */
/* What the tests of this room share. */
#ifndef TESTS_TRANSPORT_HELP_H
#define TESTS_TRANSPORT_HELP_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <kullback/transport.h>

#endif
