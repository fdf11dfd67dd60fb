package io.multiboard.sync.engine.privilege;

/// A statement and the role that has to run it.
public record RoleStatement(String role, String sql) {}
