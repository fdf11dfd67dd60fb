/// Tests of the whole house.
@NullMarked
package io.multiboard.sync;

import org.jspecify.annotations.NullMarked;
