// The yardstick of scripts/bench: what the kernel and the cores give to a server that does nothing.
//
// One thread a core with its own listener (SO_REUSEPORT) and epoll instance; for every blank line found in what was
// read, one fixed answer is written. It parses nothing, checks nothing and must not face a network.
#define _GNU_SOURCE
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static int port;
static const char answer[] =
    "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 15\r\n"
    "Content-Type: application/json\r\n\r\n{\"status\":\"ok\"}";

static void *serve(void *unused) {
    (void)unused;
    int on = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), poller = epoll_create1(0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    setsockopt(listener, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 1024)) {
        perror("yardstick");
        exit(1);
    }
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, events[256];
    epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event);
    static __thread char in[16384], out[65536];
    for (;;) {
        int count = epoll_wait(poller, events, 256, -1);
        for (int i = 0; i < count; i++) {
            int fd = events[i].data.fd;
            if (fd == listener) {
                int client = accept4(listener, 0, 0, SOCK_NONBLOCK);
                if (client < 0) continue;
                setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                event = (struct epoll_event){.events = EPOLLIN, .data.fd = client};
                epoll_ctl(poller, EPOLL_CTL_ADD, client, &event);
                continue;
            }
            ssize_t got = recv(fd, in, sizeof in, 0);
            if (got <= 0) {
                close(fd);
                continue;
            }
            size_t used = 0;
            char *at = in, *end = in + got;
            while ((at = memmem(at, (size_t)(end - at), "\r\n\r\n", 4)) && used + sizeof answer <= sizeof out) {
                memcpy(out + used, answer, sizeof answer - 1);
                used += sizeof answer - 1;
                at += 4;
            }
            if (used && send(fd, out, used, MSG_NOSIGNAL) < 0) close(fd);
        }
    }
    return 0;
}

int main(int argc, char **argv) {
    port = argc > 1 ? atoi(argv[1]) : 18081;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    for (long i = 1; i < cores; i++) {
        pthread_t thread;
        pthread_create(&thread, 0, serve, 0);
    }
    serve(0);
}
