/// What a user may write and read: the three resources, their specs and statuses. What a manifest
/// leaves out is null until a record's constructor has put the default in its place.
@NullMarked
package io.multiboard.sync.manifest;

import org.jspecify.annotations.NullMarked;
