// Linux calls that Swift's Glibc overlay does not bring: epoll, accept4, inotify.
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/socket.h>

/// accept4 is hidden behind _GNU_SOURCE, which importers do not define.
int plimsoll_accept4(int listener, struct sockaddr *address, socklen_t *length, int flags);
