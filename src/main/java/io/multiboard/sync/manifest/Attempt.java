package io.multiboard.sync.manifest;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// One worker of a run.
public record Attempt(
    @JsonPropertyDescription("The worker's Job.") String jobName,
    @JsonPropertyDescription("Its role: check, export, import, plan, rollback or cleanup.")
        String role,
    @JsonPropertyDescription("The connection that it used, with its namespace.")
        @Nullable String connection,
    @JsonPropertyDescription("Which try of that role it is, from 1.") Integer number,
    @JsonPropertyDescription("When the Job was made.") @Nullable String startTime,
    @JsonPropertyDescription("When it ended.") @Nullable String completionTime,
    @JsonPropertyDescription("Whether it succeeded; absent while it goes on.")
        @Nullable Boolean succeeded,
    @JsonPropertyDescription("Why it failed or waits, in one word.") @Nullable String reason,
    @JsonPropertyDescription("Why it failed or waits, for people.") @Nullable String message) {}
