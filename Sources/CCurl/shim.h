// libcurl as Debian ships it (libcurl4-openssl-dev); only the Gateways target imports this.
// Its setters take what they are given by C's `...`, which Swift cannot call: one function for each kind.
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

static inline CURLcode holdfast_curl_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode holdfast_curl_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode holdfast_curl_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode holdfast_curl_size(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

typedef size_t (*holdfast_curl_sink)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode holdfast_curl_sinks(CURL *handle, holdfast_curl_sink sink) {
    return curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, sink);
}

static inline CURLcode holdfast_curl_opens(CURL *handle, curl_opensocket_callback open) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open);
}

static inline CURLcode holdfast_curl_told(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode holdfast_curl_told_size(CURL *handle, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLMsg *holdfast_curl_next(CURLM *multi) {
    int left;
    return curl_multi_info_read(multi, &left);
}

static inline CURLcode holdfast_curl_result(const CURLMsg *message) {
    return message->data.result;
}
