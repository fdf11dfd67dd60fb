/// The command line: one class per verb, and the options that verbs share.
@NullMarked
package io.multiboard.sync.cli;

import org.jspecify.annotations.NullMarked;
