#ifndef MCPCTL_CCURL_SHIM_H
#define MCPCTL_CCURL_SHIM_H

// Types and constants come from libcurl's headers; its functions are looked up in the shared library when they are
// first needed. Linking it would load some thirty libraries at every start of the program.
#define CURL_DISABLE_TYPECHECK 1
#include <curl/curl.h>
#include <dlfcn.h>
#include <stddef.h>
#ifdef __linux__
#include <sys/epoll.h>
#include <sys/eventfd.h>
#endif

// The functions of libcurl that are used. The variadic ones are kept as plain addresses: Swift cannot call them, the
// functions below do, one for each type of argument.
struct mcp_curl {
    CURLcode (*global_init)(long);
    CURL *(*easy_init)(void);
    void (*easy_cleanup)(CURL *);
    void (*easy_reset)(CURL *);
    CURLcode (*easy_pause)(CURL *, int);
    const char *(*easy_strerror)(CURLcode);
    struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
    void (*slist_free_all)(struct curl_slist *);
    CURLM *(*multi_init)(void);
    CURLMcode (*multi_cleanup)(CURLM *);
    CURLMcode (*multi_add_handle)(CURLM *, CURL *);
    CURLMcode (*multi_remove_handle)(CURLM *, CURL *);
    CURLMcode (*multi_socket_action)(CURLM *, curl_socket_t, int, int *);
    CURLMsg *(*multi_info_read)(CURLM *, int *);
    CURLU *(*url)(void);
    void (*url_cleanup)(CURLU *);
    CURLUcode (*url_get)(const CURLU *, CURLUPart, char **, unsigned int);
    CURLUcode (*url_set)(CURLU *, CURLUPart, const char *, unsigned int);
    void (*free)(void *);
    CURLSH *(*share_init)(void);
    CURLSHcode (*share_cleanup)(CURLSH *);
    void *share_setopt;
    void *easy_setopt;
    void *easy_getinfo;
    void *multi_setopt;
};

#ifdef __APPLE__
#define MCP_CURL_LIBRARY "libcurl.4.dylib"
#else
#define MCP_CURL_LIBRARY "libcurl.so.4"
#endif

// Fills the table. Answers NULL, or what is missing; that text is valid until the thread's next call of dlerror.
static inline const char *mcp_curl_load(struct mcp_curl *table) {
    void *library = dlopen(MCP_CURL_LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return dlerror();
    struct { const char *name; void *slot; } entries[] = {
        {"curl_global_init", &table->global_init},
        {"curl_easy_init", &table->easy_init},
        {"curl_easy_cleanup", &table->easy_cleanup},
        {"curl_easy_reset", &table->easy_reset},
        {"curl_easy_pause", &table->easy_pause},
        {"curl_easy_strerror", &table->easy_strerror},
        {"curl_slist_append", &table->slist_append},
        {"curl_slist_free_all", &table->slist_free_all},
        {"curl_multi_init", &table->multi_init},
        {"curl_multi_cleanup", &table->multi_cleanup},
        {"curl_multi_add_handle", &table->multi_add_handle},
        {"curl_multi_remove_handle", &table->multi_remove_handle},
        {"curl_multi_socket_action", &table->multi_socket_action},
        {"curl_multi_info_read", &table->multi_info_read},
        {"curl_url", &table->url},
        {"curl_url_cleanup", &table->url_cleanup},
        {"curl_url_get", &table->url_get},
        {"curl_url_set", &table->url_set},
        {"curl_free", &table->free},
        {"curl_share_init", &table->share_init},
        {"curl_share_cleanup", &table->share_cleanup},
        {"curl_share_setopt", &table->share_setopt},
        {"curl_easy_setopt", &table->easy_setopt},
        {"curl_easy_getinfo", &table->easy_getinfo},
        {"curl_multi_setopt", &table->multi_setopt},
    };
    for (size_t index = 0; index < sizeof entries / sizeof entries[0]; index++) {
        void *address = dlsym(library, entries[index].name);
        if (address == NULL) return dlerror();
        *(void **)entries[index].slot = address;
    }
    return NULL;
}

static inline CURLcode mcp_curl_set_long(const struct mcp_curl *table, CURL *handle, CURLoption option, long value) {
    return ((CURLcode(*)(CURL *, CURLoption, ...))table->easy_setopt)(handle, option, value);
}

static inline CURLcode mcp_curl_set_offset(const struct mcp_curl *table, CURL *handle, CURLoption option, curl_off_t value) {
    return ((CURLcode(*)(CURL *, CURLoption, ...))table->easy_setopt)(handle, option, value);
}

// Texts too: libcurl copies those it keeps.
static inline CURLcode mcp_curl_set_pointer(const struct mcp_curl *table, CURL *handle, CURLoption option, const void *value) {
    return ((CURLcode(*)(CURL *, CURLoption, ...))table->easy_setopt)(handle, option, value);
}

// The bytes are copied by libcurl.
static inline CURLcode mcp_curl_set_blob(const struct mcp_curl *table, CURL *handle, CURLoption option, const void *bytes, size_t count) {
    struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_COPY};
    return ((CURLcode(*)(CURL *, CURLoption, ...))table->easy_setopt)(handle, option, &blob);
}

static inline CURLcode mcp_curl_set_callback(const struct mcp_curl *table, CURL *handle, CURLoption option, curl_write_callback value) {
    return ((CURLcode(*)(CURL *, CURLoption, ...))table->easy_setopt)(handle, option, value);
}

static inline CURLcode mcp_curl_get_long(const struct mcp_curl *table, CURL *handle, CURLINFO info, long *value) {
    return ((CURLcode(*)(CURL *, CURLINFO, ...))table->easy_getinfo)(handle, info, value);
}

static inline CURLcode mcp_curl_get_offset(const struct mcp_curl *table, CURL *handle, CURLINFO info, curl_off_t *value) {
    return ((CURLcode(*)(CURL *, CURLINFO, ...))table->easy_getinfo)(handle, info, value);
}

// Texts, lists and the pointer that was given along; all belong to the handle.
static inline CURLcode mcp_curl_get_pointer(const struct mcp_curl *table, CURL *handle, CURLINFO info, void **value) {
    return ((CURLcode(*)(CURL *, CURLINFO, ...))table->easy_getinfo)(handle, info, value);
}

// Called with each socket that a connection opens and closes.
static inline void mcp_curl_watch_sockets(
    const struct mcp_curl *table, CURL *handle, curl_sockopt_callback opened, curl_closesocket_callback closed, void *context
) {
    CURLcode (*set)(CURL *, CURLoption, ...) = (CURLcode(*)(CURL *, CURLoption, ...))table->easy_setopt;
    set(handle, CURLOPT_SOCKOPTFUNCTION, opened);
    set(handle, CURLOPT_SOCKOPTDATA, context);
    set(handle, CURLOPT_CLOSESOCKETFUNCTION, closed);
    set(handle, CURLOPT_CLOSESOCKETDATA, context);
}

// Called when sockets are to be watched, and when to call without any.
static inline void mcp_curl_multi_watch(
    const struct mcp_curl *table, CURLM *multi, curl_socket_callback socket, curl_multi_timer_callback timer, void *context
) {
    CURLMcode (*set)(CURLM *, CURLMoption, ...) = (CURLMcode(*)(CURLM *, CURLMoption, ...))table->multi_setopt;
    set(multi, CURLMOPT_SOCKETFUNCTION, socket);
    set(multi, CURLMOPT_SOCKETDATA, context);
    set(multi, CURLMOPT_TIMERFUNCTION, timer);
    set(multi, CURLMOPT_TIMERDATA, context);
}

// One thread uses all of it: no locks.
static inline void mcp_curl_share_sessions(const struct mcp_curl *table, CURLSH *share) {
    ((CURLSHcode(*)(CURLSH *, CURLSHoption, ...))table->share_setopt)(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
}

static inline CURLMcode mcp_curl_multi_set_long(const struct mcp_curl *table, CURLM *multi, CURLMoption option, long value) {
    return ((CURLMcode(*)(CURLM *, CURLMoption, ...))table->multi_setopt)(multi, option, value);
}

// The result of a finished transfer; a union, which Swift reads awkwardly.
static inline CURLcode mcp_curl_result(const CURLMsg *message) { return message->data.result; }

#endif
