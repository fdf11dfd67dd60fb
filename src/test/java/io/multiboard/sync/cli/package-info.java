/// Tests of the command line, typed as users type it.
@NullMarked
package io.multiboard.sync.cli;

import org.jspecify.annotations.NullMarked;
