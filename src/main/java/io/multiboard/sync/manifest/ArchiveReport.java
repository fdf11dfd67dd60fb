package io.multiboard.sync.manifest;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// An archive that exists.
public record ArchiveReport(
    @JsonPropertyDescription("Its name, as archiveName takes it.") String name,
    @JsonPropertyDescription("The PersistentVolumeClaim that it lies on.")
        @Nullable String claimName,
    @JsonPropertyDescription("Its folder on that volume.") String path,
    @JsonPropertyDescription("Its size on the volume, in bytes.") @Nullable Long bytes,
    @JsonPropertyDescription(
            "The SHA-256 digest of its manifest.json, which holds those of its files.")
        @Nullable String digest,
    @JsonPropertyDescription("When it was completed.") @Nullable String created) {}
