/// Composition roots: puts together what a verb or a process needs.
@NullMarked
package io.multiboard.sync.app;

import org.jspecify.annotations.NullMarked;
