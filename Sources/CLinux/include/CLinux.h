// Linux calls that Swift's Glibc overlay does not bring: epoll, accept4, inotify.
#pragma once
// _GNU_SOURCE is defined in CLinux.c only: here it would give importers a second shape of fd_set beside Glibc's.
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/socket.h>

/// accept4 is hidden behind _GNU_SOURCE, which importers do not define.
int plimsoll_accept4(int listener, struct sockaddr *address, socklen_t *length, int flags);

/// Processors this process may run on (sched_getaffinity, hidden behind _GNU_SOURCE), or 1 if unknown.
int plimsoll_processor_count(void);
