/// PostgreSQL's own programs, which judge our archives and copies.
@NullMarked
package io.multiboard.sync.judge;

import org.jspecify.annotations.NullMarked;
