/// Tests of addresses, logins, TLS and sessions.
@NullMarked
package io.multiboard.sync.postgres;

import org.jspecify.annotations.NullMarked;
