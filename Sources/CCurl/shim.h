// libcurl's setters and getters are variadic macros, which Swift cannot call:
// one inline function per type of argument.
#pragma once
#include <curl/curl.h>

static inline CURLcode shipit_setopt_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode shipit_setopt_offset(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode shipit_setopt_string(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode shipit_setopt_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode shipit_setopt_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(easy, option, value);
}
typedef size_t (*shipit_data_callback)(char *, size_t, size_t, void *);
static inline CURLcode shipit_setopt_callback(CURL *easy, CURLoption option, shipit_data_callback value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode shipit_getinfo_long(CURL *easy, CURLINFO info, long *value) {
    return curl_easy_getinfo(easy, info, value);
}
static inline CURLcode shipit_getinfo_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(easy, info, value);
}
static inline CURLcode shipit_getinfo_pointer(CURL *easy, CURLINFO info, void **value) {
    return curl_easy_getinfo(easy, info, value);
}
static inline CURLcode shipit_getinfo_socket(CURL *easy, curl_socket_t *value) {
    return curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, value);
}
static inline CURLMcode shipit_multi_setopt_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}
static inline void *shipit_message_easy(const CURLMsg *message) { return message->easy_handle; }
static inline CURLcode shipit_message_result(const CURLMsg *message) { return message->data.result; }
static inline CURLcode shipit_global_init(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }
static const size_t shipit_read_pause = CURL_READFUNC_PAUSE;
static const size_t shipit_read_abort = CURL_READFUNC_ABORT;
static const size_t shipit_write_pause = CURL_WRITEFUNC_PAUSE;

typedef int (*shipit_progress_callback)(void *, curl_off_t, curl_off_t, curl_off_t, curl_off_t);
static inline CURLcode shipit_setopt_progress(CURL *easy, shipit_progress_callback value) {
    return curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, value);
}
