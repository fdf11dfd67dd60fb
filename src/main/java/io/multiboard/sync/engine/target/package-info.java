/// The target's server: what may be done to a database, its lock, marks, shadow, swap and way back.
@NullMarked
package io.multiboard.sync.engine.target;

import org.jspecify.annotations.NullMarked;
