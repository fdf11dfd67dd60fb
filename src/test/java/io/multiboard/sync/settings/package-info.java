/// Tests of the settings.
@NullMarked
package io.multiboard.sync.settings;

import org.jspecify.annotations.NullMarked;
