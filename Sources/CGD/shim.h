// GD as Debian ships it (libgd-dev); only the Pictures target imports this.
#include <gd.h>
