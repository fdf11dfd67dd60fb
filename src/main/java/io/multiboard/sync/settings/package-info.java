/// Settings of a process: one record tree, read once from the environment, checked, and printed
/// without secrets.
@NullMarked
package io.multiboard.sync.settings;

import org.jspecify.annotations.NullMarked;
