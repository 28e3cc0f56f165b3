#ifndef MCPCTL_CERTIFICATES_H
#define MCPCTL_CERTIFICATES_H

// GnuTLS comes with libmicrohttpd, which serves TLS with it; here it makes the certificates that are shown.
#include <dlfcn.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <string.h>
#include <time.h>

#ifdef __APPLE__
#define MCP_GNUTLS_LIBRARY "libgnutls.30.dylib"
#else
#define MCP_GNUTLS_LIBRARY "libgnutls.so.30"
#endif

// One certificate and its key in PEM, each ended by a zero.
struct mcp_certificate {
    char certificate[8192];
    char key[8192];
};

// Makes a key and a certificate over 127.0.0.1 and localhost, signed by `issuer` or, without one, an authority that
// signs itself. Answers NULL, or what went wrong.
static inline const char *mcp_certificate_make(
    struct mcp_certificate *made, const struct mcp_certificate *issuer, const char *name, unsigned char serial, time_t from,
    time_t to) {
    void *library = dlopen(MCP_GNUTLS_LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return dlerror();
#define MCP_FUNCTION(name)                                         \
    __typeof__(&gnutls_##name) name = NULL;                        \
    *(void **)&name = dlsym(library, "gnutls_" #name);             \
    if (name == NULL) return "GnuTLS has no gnutls_" #name
    MCP_FUNCTION(strerror);
    MCP_FUNCTION(x509_privkey_init);
    MCP_FUNCTION(x509_privkey_deinit);
    MCP_FUNCTION(x509_privkey_generate);
    MCP_FUNCTION(x509_privkey_import);
    MCP_FUNCTION(x509_privkey_export);
    MCP_FUNCTION(x509_crt_init);
    MCP_FUNCTION(x509_crt_deinit);
    MCP_FUNCTION(x509_crt_import);
    MCP_FUNCTION(x509_crt_export);
    MCP_FUNCTION(x509_crt_set_version);
    MCP_FUNCTION(x509_crt_set_serial);
    MCP_FUNCTION(x509_crt_set_activation_time);
    MCP_FUNCTION(x509_crt_set_expiration_time);
    MCP_FUNCTION(x509_crt_set_dn_by_oid);
    MCP_FUNCTION(x509_crt_set_subject_alt_name);
    MCP_FUNCTION(x509_crt_set_basic_constraints);
    MCP_FUNCTION(x509_crt_set_key_usage);
    MCP_FUNCTION(x509_crt_set_key);
    MCP_FUNCTION(x509_crt_sign2);
#undef MCP_FUNCTION
    gnutls_x509_privkey_t key = NULL, issuer_key = NULL;
    gnutls_x509_crt_t certificate = NULL, issuer_certificate = NULL;
    int code = 0;
#define MCP_STEP(call) if ((code = (call)) < 0) goto done
    MCP_STEP(x509_privkey_init(&key));
    MCP_STEP(x509_privkey_generate(key, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0));
    MCP_STEP(x509_crt_init(&certificate));
    MCP_STEP(x509_crt_set_version(certificate, 3));
    MCP_STEP(x509_crt_set_serial(certificate, &serial, 1));
    MCP_STEP(x509_crt_set_activation_time(certificate, from));
    MCP_STEP(x509_crt_set_expiration_time(certificate, to));
    MCP_STEP(x509_crt_set_dn_by_oid(certificate, "2.5.4.3", 0, name, (unsigned int)strlen(name)));
    MCP_STEP(x509_crt_set_key(certificate, key));
    if (issuer == NULL) {
        MCP_STEP(x509_crt_set_basic_constraints(certificate, 1, 0));
        MCP_STEP(x509_crt_set_key_usage(certificate, GNUTLS_KEY_KEY_CERT_SIGN));
        MCP_STEP(x509_crt_sign2(certificate, certificate, key, GNUTLS_DIG_SHA256, 0));
    } else {
        static const unsigned char loopback[4] = {127, 0, 0, 1};
        gnutls_datum_t text = {(unsigned char *)issuer->certificate, (unsigned int)strlen(issuer->certificate)};
        MCP_STEP(x509_crt_init(&issuer_certificate));
        MCP_STEP(x509_crt_import(issuer_certificate, &text, GNUTLS_X509_FMT_PEM));
        text = (gnutls_datum_t){(unsigned char *)issuer->key, (unsigned int)strlen(issuer->key)};
        MCP_STEP(x509_privkey_init(&issuer_key));
        MCP_STEP(x509_privkey_import(issuer_key, &text, GNUTLS_X509_FMT_PEM));
        MCP_STEP(x509_crt_set_subject_alt_name(certificate, GNUTLS_SAN_IPADDRESS, loopback, 4, GNUTLS_FSAN_APPEND));
        MCP_STEP(x509_crt_set_subject_alt_name(certificate, GNUTLS_SAN_DNSNAME, "localhost", 9, GNUTLS_FSAN_APPEND));
        MCP_STEP(x509_crt_set_basic_constraints(certificate, 0, -1));
        MCP_STEP(x509_crt_set_key_usage(certificate, GNUTLS_KEY_DIGITAL_SIGNATURE));
        MCP_STEP(x509_crt_sign2(certificate, issuer_certificate, issuer_key, GNUTLS_DIG_SHA256, 0));
    }
    size_t size = sizeof made->certificate - 1;
    memset(made, 0, sizeof *made);
    MCP_STEP(x509_crt_export(certificate, GNUTLS_X509_FMT_PEM, made->certificate, &size));
    size = sizeof made->key - 1;
    MCP_STEP(x509_privkey_export(key, GNUTLS_X509_FMT_PEM, made->key, &size));
done:
#undef MCP_STEP
    if (certificate != NULL) x509_crt_deinit(certificate);
    if (issuer_certificate != NULL) x509_crt_deinit(issuer_certificate);
    if (key != NULL) x509_privkey_deinit(key);
    if (issuer_key != NULL) x509_privkey_deinit(issuer_key);
    return code < 0 ? strerror(code) : NULL;
}

// The texts, which Swift would see as tuples of eight thousand bytes.
static inline const char *mcp_certificate_text(const struct mcp_certificate *made) { return made->certificate; }
static inline const char *mcp_certificate_key(const struct mcp_certificate *made) { return made->key; }

#endif
