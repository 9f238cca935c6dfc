// libxml2 as Debian ships it (libxml2-dev); only the Documents target imports this.
#include <libxml/parser.h>
#include <libxml/SAX2.h>
