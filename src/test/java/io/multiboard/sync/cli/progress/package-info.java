/// Tests of what a run looks like.
@NullMarked
package io.multiboard.sync.cli.progress;

import org.jspecify.annotations.NullMarked;
