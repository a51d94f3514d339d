// OpenSSL, and functions for those of its calls that are macros: Swift does not see macros with arguments.
#pragma once
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

/// SSL_CTX_set_min_proto_version
static inline long plimsoll_set_min_version(SSL_CTX *context, int version) {
    return SSL_CTX_set_min_proto_version(context, version);
}

/// SSL_CTX_set_options with what this server wants; see TLSContext.swift for the reasons.
static inline void plimsoll_set_options(SSL_CTX *context) {
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                     SSL_OP_PRIORITIZE_CHACHA | SSL_OP_IGNORE_UNEXPECTED_EOF);
}

/// SSL_CTX_set_mode with what a non-blocking server wants, and SSL_CTX_set_read_ahead.
static inline void plimsoll_set_mode(SSL_CTX *context) {
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_read_ahead(context, 1);
}

/// SSL_CTX_set1_groups_list
static inline long plimsoll_set_groups(SSL_CTX *context, const char *list) {
    return SSL_CTX_set1_groups_list(context, list);
}

/// SSL_CTX_sess_set_cache_size
static inline void plimsoll_set_session_cache_size(SSL_CTX *context, long size) {
    SSL_CTX_sess_set_cache_size(context, size);
}

/// SSL_CTX_get0_chain_certs
static inline STACK_OF(X509) *plimsoll_chain(SSL_CTX *context) {
    STACK_OF(X509) *chain = NULL;
    SSL_CTX_get0_chain_certs(context, &chain);
    return chain;
}

/// BIO_clear_retry_flags and BIO_set_retry_read
static inline void plimsoll_bio_wants_read(BIO *bio) {
    BIO_clear_retry_flags(bio);
    BIO_set_retry_read(bio);
}

/// BIO_clear_retry_flags and BIO_set_retry_write
static inline void plimsoll_bio_wants_write(BIO *bio) {
    BIO_clear_retry_flags(bio);
    BIO_set_retry_write(bio);
}

/// BIO_clear_retry_flags
static inline void plimsoll_bio_wants_nothing(BIO *bio) {
    BIO_clear_retry_flags(bio);
}
