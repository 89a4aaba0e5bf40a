package org.akoma.ground.decisions;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;

/**
 * One request that needs a second person, with its author, state and verdict ({@code trust.md 2}).
 *
 * @param kind a row of {@code access.decision_kind}, such as {@code PLAN}
 * @param fileId null = about no child's file
 * @param subject the record that is decided on
 * @param version of the subject as it was proposed; a verdict counts for this version alone
 * @param authors who wrote any part of it, or whom it is about: they never decide
 * @param fields what exactly is proposed, by name; what it means is known to the room of the kind
 * @param endedAt when it was decided, withdrawn or replaced
 */
public record Decision(
        UUID id,
        String kind,
        @Nullable UUID fileId,
        UUID subject,
        int version,
        Set<UUID> authors,
        UUID proposedBy,
        Instant proposedAt,
        @Nullable String why,
        Map<String, Object> fields,
        State state,
        @Nullable UUID decidedBy,
        @Nullable Instant endedAt,
        @Nullable String reason) {

    public Decision {
        authors = Set.copyOf(authors);
        fields = Map.copyOf(fields);
    }

    public enum State {
        WAITING,
        AGREED,
        REFUSED,
        /** Taken back by who proposed it. */
        WITHDRAWN,
        /** Proposed anew before anybody decided. */
        REPLACED
    }

    /** Whether what is proposed opens: what cannot be read is agreed to by nobody. */
    public boolean readable() {
        return !fields.containsKey(Vault.UNREADABLE);
    }

    private static final Set<String> OF_PERSONS = Set.of("ROLE", "ACCOUNT", "CONTRACT", "PASSWORD", "SECOND_FACTOR");

    private static final Set<String> OF_ADMINISTRATION =
            Set.of("ROLE", "PASSWORD", "SECOND_FACTOR", "CONTRACT", "ACCOUNT", "TOLD_APART", "PARTNER_KEY", "POLICY");

    /** Set among the fields of a new password for somebody who never came in: a link takes its first half to them. */
    public static final String INVITES = "invites";

    /** What people call it: an invitation renews the password of nobody. */
    public String called() {
        return fields.containsKey(INVITES) ? "INVITATION" : kind;
    }

    /** Whether it is about somebody's account, so that a list shows the name beside the code. */
    public boolean ofPerson() {
        return OF_PERSONS.contains(kind);
    }

    /** Whether only an administrator asks for such a thing: said where the reader does not see who it was. */
    public boolean askedByAdministration() {
        return OF_ADMINISTRATION.contains(kind);
    }

    public boolean waits() {
        return state == State.WAITING;
    }

    /** Whether this person may decide as far as it is no work of theirs; the role and the file are asked by the database. */
    public boolean concerns(Actor actor) {
        return proposedBy.equals(actor.personId()) || authors.contains(actor.personId());
    }
}
