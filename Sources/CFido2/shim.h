// libfido2 as Debian ships it (libfido2-dev); only the Passkeys target imports this.
#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
