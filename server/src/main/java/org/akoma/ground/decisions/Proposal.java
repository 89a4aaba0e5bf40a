package org.akoma.ground.decisions;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request for another person's agreement, before it is stored.
 *
 * @param kind a row of {@code access.decision_kind}
 * @param fileId null = about no child's file
 * @param subject the record that is decided on; what has no record yet takes the id that it will have
 * @param version of the subject; whatever changes afterwards is proposed anew
 * @param authors who wrote any part of it, or whom it is about; the proposer need not be named
 * @param why sealed
 * @param papers attached documents of the file on which it rests
 * @param fields what exactly is proposed, sealed; names and values of JSON, without nulls
 * @param columns how the columns of the record will be once it is agreed to, sealed ones as bytes: the database lets no others be written then
 */
public record Proposal(
        String kind,
        @Nullable UUID fileId,
        UUID subject,
        int version,
        Set<UUID> authors,
        @Nullable String why,
        Map<String, Object> fields,
        Set<UUID> papers,
        Map<String, @Nullable Object> columns) {

    public Proposal {
        authors = Set.copyOf(authors);
        fields = Map.copyOf(fields);
        papers = Set.copyOf(papers);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** About a record on a child's file. */
    public static Proposal onFile(String kind, UUID file, UUID subject, int version) {
        return new Proposal(kind, file, subject, version, Set.of(), null, Map.of(), Set.of(), Map.of());
    }

    /** About something that belongs to no child's file. */
    public static Proposal of(String kind, UUID subject, int version) {
        return new Proposal(kind, null, subject, version, Set.of(), null, Map.of(), Set.of(), Map.of());
    }

    public Proposal writtenBy(Set<UUID> persons) {
        return new Proposal(kind, fileId, subject, version, persons, why, fields, papers, columns);
    }

    public Proposal because(@Nullable String reason) {
        return new Proposal(kind, fileId, subject, version, authors, reason, fields, papers, columns);
    }

    public Proposal with(Map<String, Object> proposed) {
        return new Proposal(kind, fileId, subject, version, authors, why, proposed, papers, columns);
    }

    /**
     * Rests on this document of the file: it stays as long as the proposal waits or was agreed to.
     *
     * @param paper null = on none
     */
    public Proposal restingOn(@Nullable UUID paper) {
        return new Proposal(
                kind,
                fileId,
                subject,
                version,
                authors,
                why,
                fields,
                paper == null ? Set.of() : Set.of(paper),
                columns);
    }

    /** Once it is agreed to, the record is written so. */
    public Proposal writing(Map<String, ? extends @Nullable Object> record) {
        return new Proposal(kind, fileId, subject, version, authors, why, fields, papers, new LinkedHashMap<>(record));
    }
}
