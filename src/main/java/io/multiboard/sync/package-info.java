/// The door: hands the arguments to the command line.
@NullMarked
package io.multiboard.sync;

import org.jspecify.annotations.NullMarked;
