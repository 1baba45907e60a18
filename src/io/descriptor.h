/* SPDX-License-Identifier: Apache-2.0 */
/* Opening and reading an input, with the errors that every reader of a file must tell. */
#ifndef KL_IO_DESCRIPTOR_H
#define KL_IO_DESCRIPTOR_H

#include <stddef.h>
#include <sys/stat.h>

#include <kullback/base.h>

/* What a path is called in an error. */
const char *kl_descriptor_name(const char *path);
/* Open for reading; "-" is standard input. A directory is KL_ERROR_IO. `found` tells what it is. */
kl_status kl_descriptor_open(const char *path, int *descriptor, struct stat *found,
                             kl_error *error);
/* Leaves standard input open. */
void kl_descriptor_close(int descriptor);
/* At least 1 byte, or *got = 0 at the end. */
kl_status kl_descriptor_read(int descriptor, const char *path, void *data, size_t size, size_t *got,
                             kl_error *error);

#endif
