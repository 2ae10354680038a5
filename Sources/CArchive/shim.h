#pragma once
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <sys/types.h>
#ifdef __linux__
#include <sys/xattr.h>
#endif

/// Reads the file capabilities of an open file, the one extended attribute an image layer keeps.
/// The length, or -1 with errno set; ENODATA and ENOTSUP mean that there are none.
static inline ssize_t shipit_file_capability(int file, void *value, size_t size) {
#ifdef __linux__
    return fgetxattr(file, "security.capability", value, size);
#else
    (void)file; (void)value; (void)size;
    errno = ENOTSUP;
    return -1;
#endif
}
