#pragma once
#include <isa-l.h>

// Sums of sizeof in macros, which Swift does not import.
static const unsigned shipit_deflate_level2_workspace = ISAL_DEF_LVL2_DEFAULT;
