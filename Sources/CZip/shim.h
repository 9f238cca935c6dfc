// libzip as Debian ships it (libzip-dev); only the Archives target imports this.
#include <zip.h>
