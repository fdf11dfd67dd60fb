/// Proofs of the whole program by its command line, on real servers, with PostgreSQL's own programs
/// as judges.
@NullMarked
package io.multiboard.sync.proof;

import org.jspecify.annotations.NullMarked;
