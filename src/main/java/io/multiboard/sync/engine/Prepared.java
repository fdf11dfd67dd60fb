package io.multiboard.sync.engine;

import io.multiboard.sync.engine.preflight.ServerSupply;
import io.multiboard.sync.engine.preflight.TargetView;
import io.multiboard.sync.engine.restore.RestoreData;
import io.multiboard.sync.engine.toc.TableOfContents;

/// An import that nothing forbids.
record Prepared(TargetView view, TableOfContents contents, RestoreData data, ServerSupply supply) {}
