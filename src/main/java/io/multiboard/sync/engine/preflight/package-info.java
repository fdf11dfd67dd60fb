/// A look at a target before anything is written: what protects it, what is missing, what is in the
/// way.
@NullMarked
package io.multiboard.sync.engine.preflight;

import org.jspecify.annotations.NullMarked;
