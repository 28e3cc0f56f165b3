#ifndef MCPCTL_CALLOCATOR_SHIM_H
#define MCPCTL_CALLOCATOR_SHIM_H

// What glibc's allocator is told (mallopt(3), malloc_trim(3)); other C libraries do well by themselves. All of it is
// inlined; there is nothing to link.
#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>

// Few arenas, large pieces outside of them, and free memory given back early: before other threads start.
static inline void mcp_allocate_sparingly(void) {
    mallopt(M_ARENA_MAX, 2);
    mallopt(M_MMAP_THRESHOLD, 256 << 10);
    mallopt(M_TRIM_THRESHOLD, 256 << 10);
}
static inline void mcp_return_free_memory(void) { malloc_trim(0); }
#else
static inline void mcp_allocate_sparingly(void) {}
static inline void mcp_return_free_memory(void) {}
#endif

#endif
