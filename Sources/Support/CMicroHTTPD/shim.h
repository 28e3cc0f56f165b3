#ifndef MCPCTL_CMICROHTTPD_SHIM_H
#define MCPCTL_CMICROHTTPD_SHIM_H

// Types and constants come from libmicrohttpd's headers; its functions are looked up in the shared library when the
// first server starts. Linking it would load GnuTLS at every start of the program.
#include <dlfcn.h>
#include <microhttpd.h>
#include <stddef.h>
#include <stdint.h>

// The functions of libmicrohttpd that are used. The variadic ones are kept as plain addresses: Swift cannot call them,
// the functions below do.
struct mcp_microhttpd {
    void *start_daemon;
    void *get_connection_info;
    void *get_daemon_info;
    void (*stop_daemon)(struct MHD_Daemon *);
    MHD_socket (*quiesce_daemon)(struct MHD_Daemon *);
    enum MHD_Result (*is_feature_supported)(enum MHD_FEATURE);
    int (*get_connection_values)(struct MHD_Connection *, enum MHD_ValueKind, MHD_KeyValueIterator, void *);
    const char *(*lookup_connection_value)(struct MHD_Connection *, enum MHD_ValueKind, const char *);
    enum MHD_Result (*queue_response)(struct MHD_Connection *, unsigned int, struct MHD_Response *);
    void (*suspend_connection)(struct MHD_Connection *);
    void (*resume_connection)(struct MHD_Connection *);
    struct MHD_Response *(*create_response_from_buffer)(size_t, void *, enum MHD_ResponseMemoryMode);
    struct MHD_Response *(*create_response_from_callback)(
        uint64_t, size_t, MHD_ContentReaderCallback, void *, MHD_ContentReaderFreeCallback);
    enum MHD_Result (*add_response_header)(struct MHD_Response *, const char *, const char *);
    void (*destroy_response)(struct MHD_Response *);
};

// `.so.12` is the interface of 0.9.60 to 1.x.
#ifdef __APPLE__
#define MCP_MICROHTTPD_LIBRARY "libmicrohttpd.12.dylib"
#else
#define MCP_MICROHTTPD_LIBRARY "libmicrohttpd.so.12"
#endif

// Fills the table. Answers NULL, or what is missing; that text is valid until the thread's next call of dlerror.
static inline const char *mcp_microhttpd_load(struct mcp_microhttpd *table) {
    void *library = dlopen(MCP_MICROHTTPD_LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return dlerror();
    struct { const char *name; void *slot; } entries[] = {
        {"MHD_start_daemon", &table->start_daemon},
        {"MHD_get_connection_info", &table->get_connection_info},
        {"MHD_get_daemon_info", &table->get_daemon_info},
        {"MHD_stop_daemon", &table->stop_daemon},
        {"MHD_quiesce_daemon", &table->quiesce_daemon},
        {"MHD_is_feature_supported", &table->is_feature_supported},
        {"MHD_get_connection_values", &table->get_connection_values},
        {"MHD_lookup_connection_value", &table->lookup_connection_value},
        {"MHD_queue_response", &table->queue_response},
        {"MHD_suspend_connection", &table->suspend_connection},
        {"MHD_resume_connection", &table->resume_connection},
        {"MHD_create_response_from_buffer", &table->create_response_from_buffer},
        {"MHD_create_response_from_callback", &table->create_response_from_callback},
        {"MHD_add_response_header", &table->add_response_header},
        {"MHD_destroy_response", &table->destroy_response},
    };
    for (size_t index = 0; index < sizeof entries / sizeof entries[0]; index++) {
        void *address = dlsym(library, entries[index].name);
        if (address == NULL) return dlerror();
        *(void **)entries[index].slot = address;
    }
    return NULL;
}

struct mcp_microhttpd_options {
    MHD_socket listener;
    unsigned int threads;
    unsigned int connection_limit;
    // Seconds; 0 is for ever.
    unsigned int idle_timeout;
    // What the request line and the header of one connection may take, in bytes.
    size_t memory_limit;
    // PEM, both or neither; they must outlive the daemon.
    const char *key;
    const char *certificate;
    // All three get `context`.
    void *context;
    MHD_AccessHandlerCallback handler;
    void *(*uri_log)(void *, const char *, struct MHD_Connection *);
    MHD_RequestCompletedCallback completed;
};

static inline struct MHD_Daemon *mcp_microhttpd_start(
    const struct mcp_microhttpd *table, const struct mcp_microhttpd_options *options) {
    unsigned int flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_SUSPEND_RESUME;
#ifdef __linux__
    flags |= MHD_USE_EPOLL;
#else
    flags |= MHD_USE_POLL;
#endif
    struct MHD_OptionItem items[12];
    int count = 0;
    items[count++] = (struct MHD_OptionItem){MHD_OPTION_LISTEN_SOCKET, options->listener, NULL};
    items[count++] = (struct MHD_OptionItem){MHD_OPTION_CONNECTION_LIMIT, options->connection_limit, NULL};
    items[count++] = (struct MHD_OptionItem){MHD_OPTION_CONNECTION_TIMEOUT, options->idle_timeout, NULL};
    items[count++] =
        (struct MHD_OptionItem){MHD_OPTION_CONNECTION_MEMORY_LIMIT, (intptr_t)options->memory_limit, NULL};
    items[count++] =
        (struct MHD_OptionItem){MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)options->uri_log, options->context};
    items[count++] =
        (struct MHD_OptionItem){MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)options->completed, options->context};
    if (options->threads > 1)
        items[count++] = (struct MHD_OptionItem){MHD_OPTION_THREAD_POOL_SIZE, options->threads, NULL};
    if (options->key != NULL && options->certificate != NULL) {
        flags |= MHD_USE_TLS;
        items[count++] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)options->key};
        items[count++] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)options->certificate};
    }
    items[count] = (struct MHD_OptionItem){MHD_OPTION_END, 0, NULL};
    typedef struct MHD_Daemon *(*start)(
        unsigned int, uint16_t, MHD_AcceptPolicyCallback, void *, MHD_AccessHandlerCallback, void *, ...);
    return ((start)table->start_daemon)(
        flags, 0, NULL, NULL, options->handler, options->context, MHD_OPTION_ARRAY, items, MHD_OPTION_END);
}

static inline MHD_socket mcp_microhttpd_socket(const struct mcp_microhttpd *table, struct MHD_Connection *connection) {
    typedef const union MHD_ConnectionInfo *(*get)(struct MHD_Connection *, enum MHD_ConnectionInfoType, ...);
    const union MHD_ConnectionInfo *info =
        ((get)table->get_connection_info)(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info == NULL ? -1 : info->connect_fd;
}

static inline const struct sockaddr *mcp_microhttpd_client(
    const struct mcp_microhttpd *table, struct MHD_Connection *connection) {
    typedef const union MHD_ConnectionInfo *(*get)(struct MHD_Connection *, enum MHD_ConnectionInfoType, ...);
    const union MHD_ConnectionInfo *info =
        ((get)table->get_connection_info)(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return info == NULL ? NULL : info->client_addr;
}

static inline unsigned int mcp_microhttpd_connections(const struct mcp_microhttpd *table, struct MHD_Daemon *daemon) {
    typedef const union MHD_DaemonInfo *(*get)(struct MHD_Daemon *, enum MHD_DaemonInfoType, ...);
    const union MHD_DaemonInfo *info = ((get)table->get_daemon_info)(daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);
    return info == NULL ? 0 : info->num_connections;
}

// An empty body may be told by no address, which the function does not take.
static inline struct MHD_Response *mcp_microhttpd_response(
    const struct mcp_microhttpd *table, const void *bytes, size_t count) {
    static char nothing;
    return table->create_response_from_buffer(
        count, bytes == NULL ? &nothing : (void *)bytes, bytes == NULL ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_COPY);
}

#endif
