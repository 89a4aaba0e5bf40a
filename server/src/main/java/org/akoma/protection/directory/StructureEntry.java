package org.akoma.protection.directory;

import java.util.List;
import java.util.UUID;
import org.akoma.ground.access.Organisation;
import org.jspecify.annotations.Nullable;

/**
 * What a structure tells of itself. Never where a shelter lies: the place is a region, the address an office's.
 *
 * @param services codes of the list {@code assistance}
 * @param region p-code of a region; null = not said
 * @param focalPoint code of the person to ask
 * @param version 0 = nobody has written an entry yet
 */
public record StructureEntry(
        Organisation structure,
        List<String> services,
        @Nullable String region,
        @Nullable String office,
        @Nullable String hours,
        @Nullable Integer capacity,
        List<String> languages,
        @Nullable String telephone,
        @Nullable String email,
        @Nullable UUID focalId,
        @Nullable String focalPoint,
        int version) {

    public StructureEntry {
        services = List.copyOf(services);
        languages = List.copyOf(languages);
    }
}
