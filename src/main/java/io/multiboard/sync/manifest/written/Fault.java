package io.multiboard.sync.manifest.written;

/// What is wrong with a resource, in the API server's words.
///
/// @param field the path of the field, such as `spec.export.parallelism`; empty for the whole
/// @param message names the field and the rule
/// @param remedy what the field takes; empty where the message says it
record Fault(String field, String message, String remedy) {}
