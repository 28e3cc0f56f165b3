#ifndef MCPCTL_CBYTEMASK_SHIM_H
#define MCPCTL_CBYTEMASK_SHIM_H

// One instruction of every processor that Swift has no word for: a bit for each byte of a vector. All of it is inlined;
// there is nothing to link. Each function reads the 16 bytes at `bytes` and nothing else.
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>

typedef __m128i mcp_bytes;

static inline mcp_bytes mcp_load(const uint8_t *bytes) { return _mm_loadu_si128((const __m128i *)bytes); }
static inline mcp_bytes mcp_equal(mcp_bytes bytes, uint8_t to) {
    return _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)to));
}
static inline mcp_bytes mcp_same(mcp_bytes left, mcp_bytes right) { return _mm_cmpeq_epi8(left, right); }
static inline mcp_bytes mcp_or(mcp_bytes left, mcp_bytes right) { return _mm_or_si128(left, right); }
// Those from `first` on, `count` of them, wrapping around.
static inline mcp_bytes mcp_among(mcp_bytes bytes, uint8_t first, uint8_t count) {
    mcp_bytes distance = _mm_sub_epi8(bytes, _mm_set1_epi8((char)first));
    return _mm_cmpeq_epi8(_mm_min_epu8(distance, _mm_set1_epi8((char)(count - 1))), distance);
}
static inline mcp_bytes mcp_lowercase(mcp_bytes bytes) { return _mm_or_si128(bytes, _mm_set1_epi8(0x20)); }
static inline uint32_t mcp_bits(mcp_bytes mask) { return (uint32_t)_mm_movemask_epi8(mask); }

#else

// Other processors: the compiler's own vectors, and a multiplication that gathers the highest bits of eight bytes.
#include <string.h>

typedef uint8_t mcp_bytes __attribute__((vector_size(16)));

static inline mcp_bytes mcp_load(const uint8_t *bytes) {
    mcp_bytes result;
    memcpy(&result, bytes, sizeof result);
    return result;
}
static inline mcp_bytes mcp_equal(mcp_bytes bytes, uint8_t to) { return (mcp_bytes)(bytes == to); }
static inline mcp_bytes mcp_same(mcp_bytes left, mcp_bytes right) { return (mcp_bytes)(left == right); }
static inline mcp_bytes mcp_or(mcp_bytes left, mcp_bytes right) { return left | right; }
static inline mcp_bytes mcp_among(mcp_bytes bytes, uint8_t first, uint8_t count) {
    return (mcp_bytes)((bytes - first) < count);
}
static inline mcp_bytes mcp_lowercase(mcp_bytes bytes) { return bytes | 0x20; }
static inline uint32_t mcp_bits(mcp_bytes mask) {
    uint64_t halves[2];
    memcpy(halves, &mask, sizeof mask);
    uint32_t result = 0;
    for (int half = 0; half < 2; half++) {
        uint64_t highest = (halves[half] >> 7) & 0x0101010101010101;
        result |= (uint32_t)((highest * 0x0102040810204080) >> 56) << (8 * half);
    }
    return result;
}

#endif

// Bytes that cannot be in a label's name: all but letters, digits and `_`.
static inline uint32_t mcp_ends_label_name(const uint8_t *bytes) {
    mcp_bytes read = mcp_load(bytes);
    mcp_bytes letters = mcp_among(mcp_lowercase(read), 'a', 26);
    mcp_bytes others = mcp_or(mcp_among(read, '0', 10), mcp_equal(read, '_'));
    return mcp_bits(mcp_or(letters, others)) ^ 0xFFFF;
}

// Bytes that cannot be in a metric's name: all but letters, digits, `_` and `:`, which follows the digit nine.
static inline uint32_t mcp_ends_metric_name(const uint8_t *bytes) {
    mcp_bytes read = mcp_load(bytes);
    mcp_bytes letters = mcp_among(mcp_lowercase(read), 'a', 26);
    mcp_bytes others = mcp_or(mcp_among(read, '0', 11), mcp_equal(read, '_'));
    return mcp_bits(mcp_or(letters, others)) ^ 0xFFFF;
}

// Bytes at which a quoted text ends or stops being plain: `"`, `\`, a line feed, and all that is not ASCII.
static inline uint32_t mcp_ends_plain_text(const uint8_t *bytes) {
    mcp_bytes read = mcp_load(bytes);
    mcp_bytes quotes = mcp_or(mcp_equal(read, '"'), mcp_equal(read, '\\'));
    return mcp_bits(mcp_or(read, mcp_or(quotes, mcp_equal(read, '\n'))));
}

// Bytes that differ.
static inline uint32_t mcp_differences(const uint8_t *left, const uint8_t *right) {
    return mcp_bits(mcp_same(mcp_load(left), mcp_load(right))) ^ 0xFFFF;
}

#endif
