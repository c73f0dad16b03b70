/* A planted violation: markup/ may not know layout/.  The checker must fail on this folder. */
#include "layout/layout.h"
