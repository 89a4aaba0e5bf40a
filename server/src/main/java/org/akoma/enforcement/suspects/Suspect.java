package org.akoma.enforcement.suspects;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody suspected of trafficking.
 *
 * @param code such as {@code LE-S-01}
 * @param role code of the list {@code suspect-role} (HTCDS per_RoleInProcess)
 * @param factsOn the day of the facts, which decides the law
 * @param legalBasis code of the law against trafficking in force that day in the operation's country; null = none known
 * @param identity sealed
 * @param victims references of the victims they are linked to
 * @param proceedings every state with its day, oldest first
 */
public record Suspect(
        UUID id,
        String code,
        String role,
        LocalDate factsOn,
        @Nullable LocalDate arrestedOn,
        @Nullable LocalDate referredOn,
        SuspectStatus status,
        boolean atLiberty,
        @Nullable String legalBasis,
        @Nullable Identity identity,
        List<String> victims,
        List<Proceeding> proceedings,
        int version) {

    public Suspect {
        victims = List.copyOf(victims);
        proceedings = List.copyOf(proceedings);
    }

    /**
     * Who they are; every part may be unknown.
     *
     * @param nationality ISO 3166-1 alpha-2
     */
    public record Identity(
            @Nullable String name,
            @Nullable String nationality,
            @Nullable String notes) {
        static final Identity UNKNOWN = new Identity(null, null, null);

        boolean isEmpty() {
            return name == null && nationality == null && notes == null;
        }
    }

    public record Proceeding(
            SuspectStatus status, boolean atLiberty, LocalDate since, String recordedBy, Instant recordedAt) {}

    /** The last state began this day: nothing earlier can be added after it. */
    LocalDate latest() {
        return proceedings.isEmpty() ? factsOn : proceedings.getLast().since();
    }
}
