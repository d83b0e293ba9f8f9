// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Memory is wiped before it is given back, for the whole program and all its libraries: a password or a card number that passed through a
// buffer of TLS, of HTTP or of a string is gone when the buffer is. Sanitizers bring an allocator of their own, so there it is left out.

#include <values/sanitized.h>

#include <cstdlib>
#include <cstring>
#include <malloc.h>

#if !defined(MELODY_SANITIZED) && defined(__GLIBC__)

extern "C" {

void __libc_free(void *memory);

void free(void *memory)
{
    if (memory)
        explicit_bzero(memory, malloc_usable_size(memory));
    __libc_free(memory);
}

// Never in place: what the old block held is wiped, whether the new one is larger or smaller.
void *realloc(void *memory, size_t size)
{
    void *moved = malloc(size);
    if (!memory || !moved)
        return moved;
    const size_t before = malloc_usable_size(memory);
    std::memcpy(moved, memory, before < size ? before : size);
    free(memory);
    return moved;
}
}

#endif
