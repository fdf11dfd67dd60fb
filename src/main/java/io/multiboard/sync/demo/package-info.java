/// The embedded default: throw-away PostgreSQL servers, and a sample database to copy.
@NullMarked
package io.multiboard.sync.demo;

import org.jspecify.annotations.NullMarked;
