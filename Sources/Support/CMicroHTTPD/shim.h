#ifndef MCPCTL_CMICROHTTPD_SHIM_H
#define MCPCTL_CMICROHTTPD_SHIM_H

#include <microhttpd.h>

#endif
